"""Goals: the fields an owner is interested in, what they want to find out there, and which talks answered it."""
