"""E-mail addresses, phone numbers, links and tags: found anywhere in a line, or read as the one thing typed."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.contacts.drafts import LIMITS, TAG_LIMIT, TAGS_LIMIT
from bot.user_error import UserError

ADDRESS = r"[\w.+%'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
EMAIL = re.compile(rf"(?:\b(?:e-?mail|mail)\s*:?\s*)?<?(?:mailto:)?({ADDRESS})>?", re.IGNORECASE)

LINK = re.compile(
    r"(?:\b(?:linked-?in|link|web(?:site)?|url|site)\s*:\s*)?"
    r"<?((?:https?://|www\.)[^\s<>,;|()]{3,500}"
    r"|(?<![\w@.-])(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}/[^\s<>,;|()]{0,400})>?",
    re.IGNORECASE,
)

# Seven to fifteen digits (the longest number there is), with what people put between them.
PHONE = re.compile(
    r"(?:\b(?:tel|telephone|phone|mobile|cell|mob|ph|whatsapp)\b\.?\s*:?\s*)?"
    r"((?<![\w@./+-])(?:\+\s?)?\(?\d(?:[ \u00a0().\-–]{0,2}\d){6,14}(?![\w@])(?:\s*(?:ext|x)\.?\s*\d{1,5}\b)?)",
    re.IGNORECASE,
)
# Days and spans of years have as many digits, and are no phone numbers.
NO_PHONE = re.compile(
    r"\d{4}[-.]\d\d?[-.]\d\d?|\d\d?[-.]\d\d?[-.]\d{4}|(?:19|20)\d\d ?[-–] ?(?:19|20)\d\d|(?:19|20)\d{6}"
)

TAG = re.compile(r"(?<![\w&#/])#(\w[\w-]*)")

# The two joiners are part of how Persian and Indian names are spelt.
KEPT = "\n\t\u200c\u200d"
SPACES = re.compile(r"[^\S\n]+")


@dataclass
class Details:
    """What was found in a line, and the line without it, the gaps marked as commas."""

    rest: str = ""
    emails: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)

    def beyond_first(self) -> Iterator[str]:
        """Second addresses and numbers, for which there is no column."""
        for found in (self.emails, self.links, self.phones):
            yield from found[1:]


def clean(text: str) -> str:
    """The text in composed form, without control and invisible characters; line breaks and tabs stay."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in text if c in KEPT or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"})


def pull(line: str) -> Details:
    """Everything that is recognised by its looks alone."""
    found = Details()

    def keep(kind: list[str], value: str) -> str:
        if value not in kind:
            kind.append(value)
        return " , "

    def phone(match: re.Match[str]) -> str:
        number = match.group(1).strip()
        return match.group() if NO_PHONE.fullmatch(number) else keep(found.phones, SPACES.sub(" ", number))

    def tag(match: re.Match[str]) -> str:
        word = match.group(1).casefold().strip("-_")
        if not any(letter.isalpha() for letter in word):
            return match.group()
        keep(found.tags, word)
        return " "

    def link(match: re.Match[str]) -> str:
        address = match.group(1).rstrip(".!?'\"")
        return keep(found.links, whole_link(address)) if is_link(whole_link(address)) else match.group()

    line = EMAIL.sub(lambda match: keep(found.emails, match.group(1)), line)
    line = LINK.sub(link, line)
    line = TAG.sub(tag, line)
    found.rest = PHONE.sub(phone, line)
    return found


def whole_link(address: str) -> str:
    """The address with its scheme."""
    return address if re.match(r"https?://", address, re.IGNORECASE) else f"https://{address}"


def is_link(address: str) -> bool:
    """Whether an address with its scheme leads to a host with a dot, without a password in it."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        _ = parts.port  # refused where it is none
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"}
        and re.fullmatch(r"[^\s.@:\[\]]+(?:\.[^\s.@:\[\]]+)+\.?", host) is not None
        and "@" not in parts.netloc
        and not re.search(r"\s", address)
    )


# One thing, typed as the answer to a question


def read_email(text: str) -> str:
    """An e-mail address."""
    words = text.strip().strip("<>").removeprefix("mailto:")
    if "@" not in words:
        raise UserError("An e-mail address has an @ in it, for example ada@engines.example.")
    if len(words) > LIMITS["email"] or not re.fullmatch(ADDRESS, words):
        raise UserError("That does not look like an e-mail address; one looks like ada@engines.example.")
    return words


def read_phone(text: str) -> str:
    """A phone number, kept as typed."""
    words = " ".join(text.split())
    digits = sum(letter.isdigit() for letter in words)
    if not 3 <= digits <= 20 or not re.fullmatch(r"\+?[\d\s().\-–/]+(?:(?:ext|x)\.?\s*\d+)?", words, re.IGNORECASE):
        raise UserError("A phone number is digits, with + and spaces if you like, for example +44 20 7946 0958.")
    return words[: LIMITS["phone"]]


def read_link(text: str) -> str:
    """A link, with https:// in front where no scheme was typed; an @name is a Telegram name."""
    words = text.strip().strip("<>")
    if handle := re.fullmatch(r"@([a-z]\w{3,31})", words, re.IGNORECASE):
        return f"https://t.me/{handle.group(1)}"
    if "." not in words:
        raise UserError("A link has a dot in it, for example linkedin.com/in/ada.")
    address = whole_link(words)
    if len(address) > LIMITS["link"] or not is_link(address):
        raise UserError("That does not look like a link; one looks like linkedin.com/in/ada.")
    return address


def read_tags(text: str) -> list[str]:
    """Tags, with or without #, parted by blanks or commas."""
    words = [word.strip("#-_").casefold() for word in re.split(r"[\s,;]+", clean(text))]
    tags = list(dict.fromkeys(word for word in words if word))
    if not tags or not all(re.fullmatch(r"[\w-]+", tag) and re.search(r"[^\W\d_]", tag) for tag in tags):
        raise UserError("Tags are short words, for example #alumni #data.")
    if any(len(tag) > TAG_LIMIT for tag in tags) or len(tags) > TAGS_LIMIT:
        raise UserError(f"At most {TAGS_LIMIT} tags of up to {TAG_LIMIT} letters fit, for example #alumni #data.")
    return tags
