"""People: adding them, finding them, their card, their timeline, and everything that can be changed about them."""
