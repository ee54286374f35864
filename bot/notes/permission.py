"""Whether whoever gave a name lets their own be used, where the note says so. Pure."""

import re

_NAME = (
    r"(?:use|using|mention|mentioning|drop|dropping|say|saying|cite|citing)"
    r" (?:his|her|their|my|[^\W\d]+['’]s) (?:first |full )?name\b"
)
_REFUSING = (
    *("don['’]?t", "do not", "never", "didn['’]?t want me to", "without", "shouldn['’]?t", "should not"),
    *(
        "can['’]?t",
        "cannot",
        "mustn['’]?t",
        "wouldn['’]?t",
        "not(?: (?:ok|okay|happy|comfortable))?(?: with me)?(?: to)?",
    ),
)
_ALLOWING = (
    r"(?:i|you|we) (?:can|could|may|might|should)",
    r"(?:told|asked|allowed?s?|wants?|wanted) me to",
    r"(?:said|says|allowed|free|welcome|happy|(?:ok|okay|fine|cool|good)(?: with me| for me)?) (?:for me )?to",
    r"(?:ok|okay|fine|cool|good|happy)(?: with me)?(?: if i)?",
    r"lets? me|please|permission to|go ahead and|and|and to",
)
_ADVERBS = r"(?:(?:even|totally|definitely|also|always|just|freely|gladly|happily) )*"

_NO = re.compile(
    rf"\b(?:{'|'.join(_REFUSING)})(?: \w+){{0,2}} {_NAME}"
    r"|\b(?:keep|leave) (?:(?:his|her|their|my) name|him|her|them|me) out\b",
    re.IGNORECASE,
)
_YES = re.compile(
    rf"(?:\b(?:{'|'.join(_ALLOWING)}) |(?:^|[.!?:,;“”\"–-]) ?){_ADVERBS}{_NAME}",
    re.IGNORECASE,
)
# A promise or a piece of advice that is nothing but the permission.
_NOTHING_ELSE = re.compile(
    rf"^\W*(?:(?:to|not|don['’]?t|do not|i|you|can|may|could) )*{_NAME}(?: \w+){{0,6}}\W*$", re.IGNORECASE
)


def permission(text: str) -> bool | None:
    """Whether the giver's name may be used; None where the note does not say."""
    plain = " ".join(text.split())
    if _NO.search(plain):
        return False
    return True if _YES.search(plain) else None


def is_permission(text: str) -> bool:
    """Whether what was read as something to do says no more than whose name may be used."""
    return _NOTHING_ELSE.match(text) is not None
