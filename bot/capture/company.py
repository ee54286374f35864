"""Whether a message is about anybody the owner deals with: not about family alone, the famous, or a household. Pure."""

import re
from collections.abc import Sequence

from bot.capture import known, lexicon
from bot.capture.mentions import Scene
from bot.capture.model import KnownContact
from bot.capture.text import fold

COMPANY = re.compile(
    r"(?<!\S)(?:[PR]\d+|with|someone|somebody|her|him|them|she|he|they|recruiters?|people|alumni|alums?"
    r"|team|professor|manager|who|name)(?!\S)"
)


# Family and friends without a name: nothing to keep.
PRIVATE = re.compile(
    r"(?<!\S)(?:call|ring|phone|text|visit|see) (?:my )?(?:mum|mom|mummy|dad|daddy|grandma|grandpa|nan|gran)(?!\S)"
    r"|(?<!\S)(?:with|meeting|seeing|visiting|met|saw|called|texted) (?:my|the) (?:[a-z]+ (?:'s"
    r" )?){0,2}?(?:girlfriend|boyfriend|parents|mum|mom|dad"
    r"|grandma|grandpa|family|folks|wife|husband|dentist|doctor|gp|therapist|landlord|kids|in-laws|bestie|roommate"
    r"|flatmate)(?!\S)"
)


def had(scene: Scene) -> bool:
    """Whether anybody else was there: "the coffee was terrible" is no talk."""
    return bool(COMPANY.search(scene.line))


def only_family(scene: Scene) -> bool:
    """Whether a message has to do with one's own people alone, none of them named."""
    return bool(PRIVATE.search(scene.line)) and not any(mark[0] in "PRO" for mark in scene.named)


def only_public_life(scene: Scene, known_contacts: Sequence[KnownContact]) -> bool:
    """Whether everybody named is somebody whom everybody knows, and nobody in the address book."""
    people = [scene.text(mark) for mark in scene.named if mark.startswith("P")]
    return (
        bool(people)
        and bool(TOLD_OF.match(scene.line))
        and not AT_WORK.search(scene.line)
        and all(fold(name) in lexicon.public_people() for name in people)
        and not any(known.find(name, None, known_contacts).sure for name in people)
    )


# Something is told of whoever the message opens with; a name alone may be anybody's.
TOLD_OF = re.compile(
    r"(?:(?:omg|lol|wow|so|apparently|just|saw|heard|that|i|,|D\d+) ){0,4}P\d+ (?:[a-z']+ ){1,30}?[^\s,]+"
)
# Namesakes have a place of work, or stand where the owner's company does.
AT_WORK = re.compile(
    r"(?<!\S)(?:P\d+ (?:(?:from|of|at|,|\() (?:the )?O\d+|, R\d+)|(?:with|to|for|and|via|me) P\d+)(?!\S)"
)
# What a thing to do has about it where it is somebody else's matter too, though nobody is named.
ANYBODY = re.compile(
    r"(?<!\S)(?:[PR]\d+|her|him|them|she|he|someone|somebody|who|whoever|alumni|alums?|team|professor|prof"
    r"|manager|people"
    r"|recruiters?|contacts?|e-?mails?|emailing|messages?|dm|texts?|repl(?:y|ies)|thanks?|thanking|thank|note"
    r"|notes|call"
    r"|calls|cv|resume|portfolio|application|applications|apply|cover|linkedin|follow|intro|introduction|reference"
    r"|references|referee|letter|coffee|chat|interview|network|networking|lead|invite|invitation|nudge|ping)(?!\S)"
)


def concerned(scene: Scene) -> bool:
    """Whether a thing to do concerns anybody but the owner: "pay the electricity bill" does not."""
    named = any(mark.startswith("O") and scene.text(mark)[:1].isupper() for mark in scene.named)
    return named or bool(ANYBODY.search(scene.line))
