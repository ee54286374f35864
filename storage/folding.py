"""Names and words folded for finding: no case, no accents, no punctuation."""

import re
import unicodedata

# Letters that Unicode does not take apart into a plain letter and a mark.
PLAIN = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th"})


def fold(text: str) -> str:
    """ "Elif Yılmaz" and "elif yilmaz" are the same; apostrophes vanish, other punctuation parts words."""
    text = unicodedata.normalize("NFKD", text.casefold().translate(PLAIN))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"['’`.]", "", text)))
