"""Names that begin with the family: "Park Ji Hoon", "Tran Thi Bich Ngoc", "tan wei ming".

Their parts are short syllables that the tagger takes one by one for a person, an organisation or nothing. Where a
family name is followed by such syllables, and something shows that a person stands there, they are one name.
"""

import re
from collections.abc import Sequence

from bot.capture import lexicon
from bot.capture.text import SENTENCE_END, Token, fold

# One syllable as Chinese, Korean and Vietnamese given names are romanised, or two joined by a hyphen.
ONE = r"(?:ngh?|nh|kh|ph|th|tr|gi|qu|zh|ch|sh|ts|kw|gw|hs|hy|[bcdfghjklmnpqrstvwxyz])?[yw]?[aeiou][aeiouy]{0,3}"
SYLLABLE = re.compile(rf"(?:{ONE}|(?:[lmtkhd]|th|qu)y)(?:ng|nh|ch|ck|[cghklmnptr])?(?:-{ONE}(?:ng|nh|[cghklmnpt])?)?")
LONGEST = 7
MOST_PARTS = 5
# How likely the names model must find one of the syllables, where nothing else shows a person.
SURE = 0.3
ADDRESSED = lexicon.words("places", "addressed") | {"with", "to", "and", "saw", "from", "via", "by", "add", ",", ":"}


def mend(tokens: Sequence[Token], tags: list[str], likely: Sequence[float] | None, dated: frozenset[int]) -> None:
    """Mark each such name as one person in `tags`."""
    families = lexicon.words("names", "family_first")
    index = 0
    while index < len(tokens):
        token = tokens[index]
        inside = tags[index] == "I-P" and index > 0 and tags[index - 1][2:] == "P"
        small = not token.capital and token.plain in lexicon.words("words", "function", "filler")
        if index in dated or inside or small or fold(token.text) not in families:
            index += 1
            continue
        last = _last(tokens, tags, likely, dated, index)
        if last - index > 1 and _is_person(tokens, tags, likely, index, last):
            tags[index:last] = ["B-P", *["I-P"] * (last - index - 1)]
        index = max(last, index + 1)


def _last(
    tokens: Sequence[Token], tags: Sequence[str], likely: Sequence[float] | None, dated: frozenset[int], first: int
) -> int:
    """Where the syllables behind a family name end."""
    last = first + 1
    while last < len(tokens) and last - first < MOST_PARTS:
        token = tokens[last]
        plain, score = fold(token.text), likely[last] if likely is not None else 0.0
        if last in dated or not token.is_word or token.capital != tokens[first].capital:
            break
        if any(len(part) > LONGEST for part in plain.split("-")) or not SYLLABLE.fullmatch(plain):
            break
        if plain in lexicon.known_organisations() or (token.text.isupper() and not tokens[first].text.isupper()):
            break
        # "long", "an", "may": words of the language need to be taken for a name already.
        if token.plain in lexicon.plain_words() and tags[last][2:] != "P" and score < 0.5:
            break
        last += 1
    return last


def _is_person(
    tokens: Sequence[Token], tags: Sequence[str], likely: Sequence[float] | None, first: int, last: int
) -> bool:
    before = tokens[first - 1].plain.split(" ")[-1] if first else "\n"
    opens = before in SENTENCE_END
    seen = any(tags[i][2:] == "P" for i in range(first + 1, last))
    felt = likely is not None and max(likely[first + 1 : last]) > SURE
    family_felt = tags[first][2:] == "P" or (likely is not None and likely[first] > SURE)
    if tokens[first].plain in lexicon.plain_words() and opens and not (last - first > 2 and seen):
        return False  # "Oh Kim called", "Long chat"
    if not tokens[first].capital:
        return (seen or felt) and (family_felt or before in ADDRESSED)
    return seen or felt or family_felt or before in ADDRESSED
