"""Voice notes put into words on the machine itself, where the extra `voice` is installed."""
