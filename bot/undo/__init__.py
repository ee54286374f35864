"""Taking back: /undo for the last change, and an Undo button on every confirmation."""
