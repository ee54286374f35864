"""Drafts from templates: filled with what is on file, gaps shown and counted, or in the owner's own wording."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from html import escape
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Template, TemplateError, TemplateSyntaxError, Undefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from rapidfuzz import process

from bot.drafts.gist import NEUTRAL, listed, quote_advice, quote_gist, quote_offer, quote_promise
from bot.questions.bank import with_article
from bot.user_error import UserError

__all__ = [
    "LABELS",
    "Channel",
    "Draft",
    "check_wording",
    "html",
    "in_their_time",
    "names",
    "quote_advice",
    "quote_gist",
    "quote_offer",
    "quote_promise",
    "render",
    "source",
    "talk_values",
    "too_long",
]

TEMPLATES = Path(__file__).with_name("templates")
VARIANTS = re.compile(r"^===[ \t]*$", re.MULTILINE)
LONGEST_WORDING = 4000  # characters of an owner's own wording; Telegram's messages hold 4096
MAIL_WORDS = 120
MESSAGE_CHARACTERS = 300
DEFAULT_MINUTES = "20"  # the middle of the 15 to 30 that a stranger can be asked for

# Every blank a template may use, and how it is shown while it is empty: ‹their organisation›.
LABELS = {
    "first_name": "their first name",
    "full_name": "their full name",
    "organisation": "their organisation",
    "role": "their role",
    "field": "the field",
    "my_name": "your name",
    "my_status": "what you study or do",
    "my_phone": "your phone number",
    "reason": "why you chose them",
    "source": "how you got their name",
    "found_where": "where you found their name",
    "referral_name": "who gave you their name",
    "minutes": "how many minutes",
    "when": "when you talked",
    "written_when": "when you first wrote",
    "last_when": "when you last spoke",
    "gist": "what they said that stayed with you",
    "advice": "their advice",
    "advice_helped": "whether it helped",
    "pointed_to": "whom they pointed you to",
    "may_use_name": "whether you may use their name",
    "permission_open": "whether you still have to ask",
    "promise": "what you promised",
    "their_promise": "what they promised",
    "news": "your news",
    "learned": "what you learnt there",
    "led_to": "whom they led you to",
    "landed_as": "your news, as a sentence",
    "meeting_when": "when you meet",
    "slots": "three times that suit you",
    "place": "the place",
    "link": "the link",
    "medium": "phone or video",
    "channel": "mail, message or card",
    "greeting": "greeting",
    "sign_off": "your name",
}

# First messages say who gave the name only if that person agreed. Enforced here, so that no wording can leak it.
NEEDS_PERMISSION = frozenset({"outreach_mail", "outreach_phone", "outreach_message", "outreach_second", "opening_line"})
SHORT = frozenset({"thank_you_short", "outreach_message", "confirm_meeting", "ask_permission", "their_promise"})
SPOKEN = frozenset({"outreach_phone", "opening_line", "closing_question"})

# Private-use characters around a blank's name mark a gap until the text is whole; values cannot contain them.
_OPEN, _SHUT = "\ue000", "\ue001"
_GAP = re.compile(f"{_OPEN}([^{_SHUT}]*){_SHUT}")


class Channel(StrEnum):
    """How the draft will travel: it decides greeting, sign-off and whether there is a subject."""

    MAIL = "mail"
    MESSAGE = "message"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Draft:
    """A finished draft as plain text. `missing` are the labels of its gaps, shown in the text as ‹label›."""

    text: str
    subject: str | None
    missing: tuple[str, ...]
    word_count: int


class _Gap(Undefined):
    """An empty blank: falsy in a condition, shown where it is said, harmless to every filter."""

    def __str__(self) -> str:
        return f"{_OPEN}{self._undefined_name or ''}{_SHUT}"


def _article(value: object) -> str:
    text = str(value)
    return text if text.startswith(_OPEN) else with_article(text)


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(undefined=_Gap, autoescape=False)
    kept = {name: environment.filters[name] for name in ("capitalize", "lower", "title", "trim", "upper")}
    environment.filters.clear()
    environment.filters.update({**kept, "a": _article})
    environment.globals.clear()
    return environment


_ENVIRONMENT = _environment()

# What an owner's wording may be made of: text, blanks, conditions. No loops, calls or attributes, so it always ends.
_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.Filter, nodes.Const),
    *(nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.CondExpr),
)
_ALLOWED_SAID = "blanks such as {{ first_name }} and conditions such as {% if advice %}…{% endif %}"


@cache
def names() -> tuple[str, ...]:
    """The templates there are."""
    return tuple(sorted(path.stem for path in TEMPLATES.glob("*.j2")))


@cache
def source(name: str) -> str:
    """A template as it is delivered, for the owner to change. Its wordings stand between lines of ===."""
    if name not in names():
        raise KeyError(name)
    return (TEMPLATES / f"{name}.j2").read_text(encoding="utf-8").rstrip("\n")


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    for child in node.iter_child_nodes():
        yield child
        yield from _walk(child)


def check_wording(wording: str) -> None:
    """Raise UserError, with the line, for a wording that could not be rendered or names a blank there is none of."""
    if not wording.strip():
        raise UserError("That wording is empty. Send the text, with blanks such as {{ first_name }}.")
    if len(wording) > LONGEST_WORDING:
        raise UserError(f"That wording has {len(wording)} characters; up to {LONGEST_WORDING} fit.")
    line = 0
    for part in VARIANTS.split(wording):
        if not part.strip():
            raise UserError(f"The wording that begins at line {line + 1} is empty. Put text between the lines of ===.")
        _check_part(part, line)
        line += part.count("\n")


def _check_part(part: str, above: int) -> None:
    try:
        tree = _ENVIRONMENT.parse(part)
        for node in _walk(tree):
            _check_node(node, above)
        _ENVIRONMENT.from_string(tree)
    except TemplateSyntaxError as error:
        # Line numbers start at 1, and a part begins on the line its === stands on.
        raise UserError(f"Line {above + error.lineno}: {_plainly(error)} Use {_ALLOWED_SAID}.") from error
    except (TemplateError, RecursionError, SyntaxError, MemoryError) as error:
        raise UserError(f"Line {above + 1}: too many conditions inside one another.") from error


def _plainly(error: TemplateSyntaxError) -> str:
    message = error.message or ""
    if "filter named" in message:
        return "I do not know what stands after “|” there."
    if "end of template" in message or "unexpected end" in message or "end of print" in message:
        return "something that was opened there is not closed."
    return "I cannot read what stands in braces there."


def _check_node(node: nodes.Node, above: int) -> None:
    if not isinstance(node, _ALLOWED):
        raise UserError(f"Line {above + node.lineno}: only {_ALLOWED_SAID} work in a wording.")
    if isinstance(node, nodes.Name) and node.name not in LABELS:
        near = process.extractOne(node.name, list(LABELS), score_cutoff=70)
        hint = (
            f" Did you mean {{{{ {near[0]} }}}}?"
            if near
            else " There are {{ first_name }}, {{ gist }}, {{ advice }} and others."
        )
        raise UserError(f"Line {above + node.lineno}: there is no blank called {{{{ {node.name} }}}}.{hint}")


@cache
def _template(name: str, variant: int) -> Template:
    return _ENVIRONMENT.from_string(VARIANTS.split(source(name))[variant].strip("\n"))


def _clean(value: object) -> str | bool | None:
    """A value fit for a draft: bools as they are, anything else as text without markers; None and blank are gaps."""
    if value is None or isinstance(value, bool):
        return value
    text = re.sub(f"[{_OPEN}{_SHUT}\x00-\x08\x0b-\x1f]", "", str(value)).strip()
    return text or None


def _prepared(name: str, values: Mapping[str, object]) -> dict[str, str | bool]:
    known = {key: cleaned for key, value in values.items() if (cleaned := _clean(value)) is not None}
    known.setdefault("minutes", DEFAULT_MINUTES)
    channel = Channel(str(known.get("channel", Channel.MESSAGE if name in SHORT else Channel.MAIL)))
    known["channel"] = channel.value
    if name in NEEDS_PERMISSION and values.get("referral_allowed") is not True:
        known.pop("referral_name", None)
    if values.get("found_allowed") is False:
        known.pop("found_where", None)
    first, mine = (str(known.get(key, f"{_OPEN}{key}{_SHUT}")) for key in ("first_name", "my_name"))
    hello = {Channel.MAIL: f"Hello {first},", Channel.MESSAGE: f"Hi {first}!", Channel.CARD: f"Dear {first},"}
    if channel is Channel.MESSAGE and name not in SHORT:
        hello[channel] = f"Hi {first},"
    bye = {Channel.MAIL: f"Best wishes,\n{mine}", Channel.MESSAGE: mine, Channel.CARD: f"Yours,\n{mine}"}
    return {**known, "greeting": hello[channel], "sign_off": bye[channel]}


def _tidy(text: str) -> str:
    """Single spaces, at most one empty line at a time, no space before a full stop where an optional part fell away."""
    text = re.sub(r"[ \t]+", " ", text)
    text = re.sub(r" ?\n ?", "\n", text)
    text = re.sub(r"\n{3,}", "\n\n", text)
    text = re.sub(r" +([.,;:?!])(?=\s|$)", r"\1", text)
    # A value that ends with its own full stop meets the sentence's.
    return re.sub(r"(?<!\.)\.\.(?!\.)|([!?])\.(?=\s|$)", lambda found: found[1] or ".", text).strip()


def render(
    name: str, values: Mapping[str, object], *, override: str | None = None, seed: int = 0, variant: int | None = None
) -> Draft:
    """A draft from the named template and what is known.

    `override` is the owner's own wording, used in place of the template; one that cannot be read raises UserError
    naming the line. `seed` (a contact's id) chooses among several wordings, always the same for the same contact;
    `variant` asks for the next one by number. `values["channel"]` is mail, message or card; only mail has a subject.
    `referral_name` is used in first messages only with `referral_allowed=True`, `found_where` not with
    `found_allowed=False`. Unknown values are left out or None; a misspelt name of a template is a KeyError.
    """
    if override is None:
        wordings = VARIANTS.split(source(name))
    else:
        check_wording(override)
        wordings = VARIANTS.split(override)
    # Neighbouring ids get neighbouring wordings, so that two people added together do not get the same letter.
    chosen = (seed if variant is None else variant) % len(wordings)
    template = _template(name, chosen) if override is None else _ENVIRONMENT.from_string(wordings[chosen].strip("\n"))
    prepared = _prepared(name, values)
    written = template.render(prepared)
    subject, body = _split_subject(written)
    if prepared["channel"] != Channel.MAIL or name in SPOKEN:
        subject = None
    gaps = dict.fromkeys(found[1] for found in _GAP.finditer(f"{subject or ''}\n{body}"))
    text = _tidy(_GAP.sub(_shown, body))
    return Draft(
        text=text,
        subject=_tidy(_GAP.sub(_shown, subject)) if subject else None,
        missing=tuple(dict.fromkeys(_label(gap) for gap in gaps)),
        word_count=len(text.split()),
    )


def _split_subject(written: str) -> tuple[str | None, str]:
    first, _, rest = written.lstrip().partition("\n")
    return (first[8:].strip() or None, rest) if first.lower().startswith("subject:") else (None, written)


def _label(name: str) -> str:
    return LABELS.get(name, name.replace("_", " "))


def _shown(gap: re.Match[str]) -> str:
    return f"‹{_label(gap[1])}›"


def too_long(name: str, draft: Draft) -> str | None:
    """One line for the owner when a first message has outgrown what a stranger reads; None while it has not."""
    if name == "outreach_mail" and draft.word_count >= MAIL_WORDS:
        return f"{draft.word_count} words; under {MAIL_WORDS} is what gets read. Shorten why you chose them."
    if name == "outreach_message" and len(draft.text) >= MESSAGE_CHARACTERS:
        return f"{len(draft.text)} characters; keep it under {MESSAGE_CHARACTERS}, or send it as a mail."
    return None


def html(draft: Draft) -> str:
    """The draft for Telegram's HTML: escaped, its gaps in bold so that nobody sends one by mistake."""
    marked = escape(draft.text, quote=False)
    for label in draft.missing:
        shown = escape(f"‹{label}›", quote=False)
        marked = marked.replace(shown, f"<b>{shown}</b>")
    return marked


# What stands around an advice in a phrase: it may be quoted in other words ("your suggestion of …").
_AROUND = re.compile(r"^your (?:advice|suggestion)(?: (?:to|of))?\b\W*|\W+$")


def _is_said(phrase: str, gist: str) -> bool:
    """Whether an advice is part of what is quoted already, word for word."""
    core = _AROUND.sub("", phrase)
    return phrase in gist or bool(core and re.search(rf"\b{re.escape(core)}\b", gist, re.IGNORECASE))


def talk_values(
    notes: str,
    *,
    suggestions: Sequence[str] = (),
    pointed_to: Sequence[str] = (),
    may_use_name: bool | None = None,
    promise: str | None = None,
    first_name: str | None = None,
) -> dict[str, object]:
    """What a note of thanks takes from one conversation: gist, advice, whom they named, may their name be used.

    Advice that is part of the gist already is not said twice. `may_use_name` None means nobody has asked yet.
    """
    gist = quote_gist(notes, first_name)
    gist = "" if gist == NEUTRAL else gist
    advice = [phrase for text in suggestions if (phrase := quote_advice(text, first_name))]
    fresh = [phrase for phrase in dict.fromkeys(advice) if not _is_said(phrase, gist)]
    return {
        "gist": gist or None,
        "advice": listed(fresh[:2]) or None,
        "pointed_to": listed(list(pointed_to)) or None,
        "may_use_name": may_use_name is True,
        "permission_open": bool(pointed_to) and may_use_name is None,
        "promise": quote_promise(promise or "", first_name) or None,
    }


def in_their_time(at: datetime, zone: ZoneInfo, *, now: datetime) -> str:
    """A meeting's moment as the contact reads it: "tomorrow, Thursday 5 March, at 15:00 (Lisbon time)"."""
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    day = f"{local:%A} {local.day} {local:%B}"
    near = {0: "today, ", 1: "tomorrow, "}.get((local.date() - today).days, "on ")
    place = zone.key.rsplit("/", 1)[-1].replace("_", " ")
    clock = f"at {local:%H:%M}"
    return f"{near}{day}, {clock} (UTC)" if place in {"UTC", "GMT"} else f"{near}{day}, {clock} ({place} time)"
