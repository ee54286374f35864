"""When the bot speaks first: what is due, when it may be sent, and what became of it."""
