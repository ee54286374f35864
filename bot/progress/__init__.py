"""The owner's own news, the updates made of it, and what became of the advice they were given."""
