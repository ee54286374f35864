"""Voice notes: kept as they are and asked for a line of words, or put into words on this machine."""

from datetime import timedelta

from storage.tables import Note

# A voice note waits so long for the words that belong to it.
WAITS = timedelta(minutes=30)


def is_waiting(note: Note) -> bool:
    """Whether a voice note is still without words."""
    return note.file_id is not None and not note.text
