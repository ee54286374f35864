"""/start and /help: the welcome, who the owner is, and what the bot can do."""
