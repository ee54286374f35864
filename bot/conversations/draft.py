"""A talk as it was told, before it is recorded: plain values, whoever read them (the form, a free message)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from storage.kinds import Channel


@dataclass(frozen=True)
class PersonDraft:
    """Somebody named. With `contact_id` it is that contact; without, whoever has exactly this name, or somebody new.

    `is_new` says that it is none of the namesakes the owner keeps.
    """

    name: str
    organisation: str | None = None
    role: str | None = None
    contact_id: int | None = None
    is_new: bool = False


@dataclass(frozen=True)
class ReferralDraft:
    """A name that was given. `by` is the giver's place among the people (the first one where nothing was said).

    `may_use_name` is whether the giver's name may be used with them; None where nobody asked yet.
    """

    name: str
    organisation: str | None = None
    may_use_name: bool | None = None
    by: int | None = None
    contact_id: int | None = None
    role: str | None = None


@dataclass(frozen=True)
class PromiseDraft:
    """Something promised, its day where one was said, and with whom: a place among the people, else the first."""

    text: str
    due_on: date | None = None
    with_person: int | None = None


@dataclass(frozen=True)
class ConversationDraft:
    """A talk: with whom, when, how, what was said, and what is to follow.

    `advice` are single pieces of advice; left at None, they are taken from `suggested`. `mine` and `theirs` are
    promises. `met_through` is who brought owner and contact together. `meeting_id` is the agreed meeting that this was;
    without it, a planned meeting with these people on that day is taken to have been it.
    """

    people: Sequence[PersonDraft]
    happened_on: date
    started_at: time | None = None
    channel: Channel | None = None
    notes: str | None = None
    suggested: str | None = None
    advice: Sequence[str] | None = None
    referrals: Sequence[ReferralDraft] = ()
    mine: Sequence[PromiseDraft] = ()
    theirs: Sequence[PromiseDraft] = ()
    met_through: PersonDraft | None = None
    meeting_id: int | None = None
