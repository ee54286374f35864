"""Questions about "any", "some" and their kin: which books, who else."""

import re

from bot.questions.english import PREPOSITIONS, is_adjective, join, match


def which_object(aux: str, subject: str, phrase: str) -> str | None:
    """ "Do you read any blogs about film?" → "Which blogs about film do you read?"."""
    found = match(rf"(.*?)\b(?:any|some)\s+(other\s+)?(.+?)(?:\s+((?:{PREPOSITIONS})\b.*))?", phrase)
    if not found:
        return None
    verb, other, noun, rest = (found[1].strip(), found[2] or "", found[3], found[4] or "")
    if re.search(r"\b(?:of|like|about)\Z", noun) or noun.lower() in {"way", "good"} or not verb:
        return None
    word = (
        "What"
        if re.search(r"(?:advice|tips?|suggestions?|ideas?|thoughts|experience|plans|regrets)\Z", noun)
        else "Which"
    )
    return join(word, other.strip(), noun, aux, subject, verb, rest)


def who_or_what(aux: str, subject: str, phrase: str) -> str | None:
    """ "Do you know anyone who…?" → "Who do you know who…?"; "Did you read anything?" → "What did you read?"."""
    found = match(r"(.*?)\b(any|some)(thing|one|body|where)(?:\s+(else))?(?:\s+(.*))?", phrase)
    if not found or not found[1].strip():
        return None
    word = {"thing": "What", "where": "Where"}.get(found[3].lower(), "Who")
    rest = found[5] or ""
    if rest and is_adjective(rest.split()[0]):
        rest = f"that is {rest}"
    return join(word, found[4] or "", aux, subject, found[1].strip(), rest)
