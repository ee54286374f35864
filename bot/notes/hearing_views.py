"""What is said to a voice note that is not a note in words yet, and to what holds no words at all."""

from bot.view import View, escape, shorten


def kept(words: str = "") -> View:
    """A voice note waits for its words. `words` were heard, and are no note."""
    if words:
        return View(
            f"🎙 I heard “{escape(shorten(words, 300))}” and could not make a note of it. It is kept; reply with a "
            "line of what was said, and I take that."
        )
    return View(
        "🎙 Your voice note is kept. Reply with a line of what was said, for example <i>coffee with Ada Lovelace today, "
        "she said to talk to Charles Babbage</i>."
    )


WORDLESS = {
    "sticker": "Nice one! I keep notes in words, though: tell me whom you talked to.",
    "photo": "I cannot read pictures. Put what matters into a line, with whom and when, and I keep it.",
    "video": "I cannot watch videos. Put what matters into a line, with whom and when, and I keep it.",
    "poll": "I do not vote in polls. Tell me about a conversation, and I keep it.",
    "place": "I have no use for a place by itself. Tell me with whom you are meeting there, and when.",
    "other": "I cannot read that. Put it into a line, with whom and when, and I keep it.",
}


def wordless(kind: str) -> View:
    """One kind line for what holds no words."""
    return View(WORDLESS[kind])


def did_not_happen() -> View:
    """The answer to "how did it go?" is that it did not."""
    return View("I am sorry to hear that. Tap “Moved” or “Did not happen” under my question, and it is noted as such.")
