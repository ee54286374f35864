"""People not known yet: where the name was found, the employer, a route in, and where to look for them."""
