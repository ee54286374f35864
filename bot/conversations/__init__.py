"""Conversations: /log, what follows from a talk, and the talk as it can be opened, corrected and deleted."""
