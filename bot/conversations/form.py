"""The steps of /log, and of correcting a talk: what is asked, how an answer is read, and the draft that they make.

Answers hold what was typed under the steps' names. Beside them: `settled` is `whom` once the names have been looked up,
`unclear` the names that fit several contacts, `recent` people to offer as buttons, `mine`, `theirs` and `met` what a
free message said of promises and of who brought them together.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from bot import forms
from bot.context import BotContext
from bot.conversations import rules
from bot.conversations.draft import ConversationDraft, PersonDraft, PromiseDraft, ReferralDraft
from bot.conversations.people import Named
from bot.forms import Answers, Choice, Reply, Step
from bot.user_error import UserError
from bot.view import escape
from storage.folding import fold
from storage.kinds import Channel

CHANNEL_LABELS = {
    Channel.COFFEE: "☕ Coffee or a meal",
    Channel.CALL: "📞 Call",
    Channel.VIDEO: "🎥 Video",
    Channel.MEETING: "🤝 In person",
    Channel.EMAIL: "✉️ Email",
    Channel.MESSAGE: "💬 Message",
    Channel.EVENT: "🎪 Event",
    Channel.OTHER: "Other",
}
LONGEST_NOTES = 4096
LONGEST_SUGGESTED = 3000
MOST_NAMED = 6

# Chosen instead of an answer: what is left is not asked, and the talk is saved as it is.
THAT_IS_ALL = Choice("That is all, save it", "enough")
ENOUGH = {"enough": True}
NOBODY = Choice("Nobody this time", "nobody")
SOMEBODY_NEW = "new"


# What the answers say


def is_settled(answers: Answers) -> bool:
    """Whether the names have been looked up since they were typed."""
    return bool(answers.get("whom")) and answers.get("settled") == answers.get("whom")


def goes_on(answers: Answers) -> bool:
    """Whether the names are clear and the owner has not said that this is all."""
    return is_settled(answers) and ENOUGH not in answers.values()


def people(answers: Answers) -> list[Named]:
    """The people of the talk, with what was answered about the unclear ones."""
    found = [dict(person) for person in answers.get("settled") or answers.get("whom") or ()]
    for number, question in enumerate(answers.get("unclear") or ()):
        fits = {contact_id: str(label).split(",")[0] for contact_id, label in question["fits"]}
        chosen = answers.get(f"which_{number}")
        if chosen in fits:
            found[question["at"]] |= {"id": chosen, "name": fits[chosen]}
        elif chosen == 0:
            found[question["at"]] |= {"new": True}
    return found


def names(answers: Answers) -> str:
    """The people's names in a row, for the questions."""
    return escape(rules.listed([person["name"] for person in people(answers)]))


def named(answers: Answers) -> list[Named]:
    """Whom they pointed to, as far as was answered."""
    found = answers.get("named")
    return found if isinstance(found, list) else []


def giver(answers: Answers) -> str:
    """Who gave the names."""
    everybody = people(answers)
    place = answers.get("giver") or 0
    return str(everybody[place]["name"]) if place < len(everybody) else "they"


def words(answers: Answers, step: str) -> str | None:
    """A text that was given; none where the step was skipped or ended the form."""
    found = answers.get(step)
    return found if isinstance(found, str) else None


def draft_of(answers: Answers, today: date) -> ConversationDraft:
    """The talk that the answers describe; today where no day was given."""
    when = answers.get("when") if isinstance(answers.get("when"), dict) else None
    return ConversationDraft(
        people=[person_draft(person) for person in people(answers)],
        happened_on=date.fromisoformat(when["day"]) if when else today,
        started_at=time.fromisoformat(when["time"]) if when and when.get("time") else None,
        channel=Channel(answers["channel"]) if words(answers, "channel") else None,
        notes=words(answers, "notes"),
        suggested=words(answers, "suggested"),
        referrals=referrals_of(answers),
        mine=[_promise(each) for each in answers.get("mine") or ()],
        theirs=[_promise(each) for each in answers.get("theirs") or ()],
        met_through=person_draft(answers["met"]) if answers.get("met") else None,
    )


def referrals_of(answers: Answers) -> list[ReferralDraft]:
    """The names that were given, each with the answer on using the giver's."""
    may = {"yes": True, "no": False}
    return [
        ReferralDraft(
            person["name"],
            person.get("organisation"),
            may.get(str(answers.get(f"may_{number}"))),
            answers.get("giver") or 0,
            person.get("id"),
        )
        for number, person in enumerate(named(answers))
    ]


def person_draft(person: Named) -> PersonDraft:
    """One person of a form, plain."""
    known = person.get("organisation"), person.get("role"), person.get("id")
    return PersonDraft(person["name"], *known, is_new=bool(person.get("new")))


def as_named(person: PersonDraft) -> Named:
    """One person, as a form keeps them."""
    return {"name": person.name, "organisation": person.organisation, "role": person.role, "id": person.contact_id}


def when_answer(day: date, clock: time | None = None) -> dict[str, str | None]:
    """A day, and a time of day if one is known, as a form keeps them."""
    return {"day": day.isoformat(), "time": clock.isoformat("minutes") if clock else None}


def _promise(kept: dict[str, Any]) -> PromiseDraft:
    return PromiseDraft(kept["text"], date.fromisoformat(kept["due"]) if kept.get("due") else None)


# How answers are read


def read_whom(reply: Reply, answers: Answers, _: BotContext) -> list[Named]:
    """Typed names, a button with somebody recent, or a shared contact."""
    if reply.choice:
        recent = {str(number): label for number, label in answers.get("recent") or ()}
        if reply.choice not in recent:
            raise UserError(rules.WHO)
        return [as_named(PersonDraft(recent[reply.choice].split(",")[0], contact_id=int(reply.choice)))]
    if reply.contact:
        shared = " ".join(part for part in (reply.contact.first_name, reply.contact.last_name) if part)
        return [as_named(PersonDraft(shared[: rules.LONGEST_NAME]))]
    return [as_named(person) for person in rules.read_people(reply.text)]


def read_which(place: int) -> Callable[[Reply, Answers, BotContext], int]:
    """Which of several contacts is meant, pressed or typed; 0 is somebody new."""

    def read(reply: Reply, answers: Answers, _: BotContext) -> int:
        fits = answers["unclear"][place]["fits"]
        typed = fold(reply.text)
        if reply.choice == SOMEBODY_NEW or typed in {"new", "somebody new"}:
            return 0
        chosen = [
            number
            for number, label in fits
            if str(number) == reply.choice or (typed and set(typed.split()) <= set(fold(label).split()))
        ]
        if len(chosen) != 1:
            raise UserError("Please tap the one you mean, or “Somebody new”.")
        return int(chosen[0])

    return read


def read_when(reply: Reply, _: Answers, context: BotContext) -> dict[str, str | None]:
    """Today, yesterday, or a typed day that is over."""
    match reply.choice:
        case "today":
            return when_answer(context.today)
        case "yesterday":
            return when_answer(context.today - timedelta(days=1))
    return when_answer(*rules.read_day(reply.text, context.today, str(context.zone)))


def read_channel(reply: Reply, _: Answers, __: BotContext) -> str:
    """How they talked, pressed or typed."""
    return Channel(reply.choice).value if reply.choice else rules.read_channel(reply.text).value


def read_words(expected: str, length: int) -> Callable[[Reply, Answers, BotContext], str | dict[str, bool]]:
    """A long text with its line breaks, or the button that says this is all."""
    long_text = forms.long_text(expected, length)
    return lambda reply, answers, context: ENOUGH if reply.choice else long_text(reply, answers, context)


def read_named(reply: Reply, answers: Answers, context: BotContext) -> list[Named] | dict[str, bool]:
    """Whom they pointed to, one a line; nobody is an answer too."""
    if reply.choice:
        return [] if reply.choice == NOBODY.word else ENOUGH
    if reply.contact:
        return read_whom(reply, answers, context)
    found = rules.read_named(reply.text)
    if len(found) > MOST_NAMED:
        raise UserError(f"That is many at once: I take up to {MOST_NAMED} names here, and more once it is saved.")
    return [as_named(person) for person in found]


def read_giver(reply: Reply, answers: Answers, _: BotContext) -> int:
    """Which of the people gave the names."""
    everybody = people(answers)
    typed = set(fold(reply.text).split())
    chosen = [
        place
        for place, person in enumerate(everybody)
        if str(place) == reply.choice or (typed and typed <= set(fold(person["name"]).split()))
    ]
    if len(chosen) != 1:
        raise UserError(f"Who named them? For example {everybody[0]['name']}.")
    return chosen[0]


# The steps


def which_step(place: int) -> Step:
    """Which of the contacts with that name."""

    def options(answers: Answers) -> Sequence[Choice]:
        fits = [Choice(str(label)[:60], str(number)) for number, label in answers["unclear"][place]["fits"]]
        return [*fits, Choice("Somebody new", SOMEBODY_NEW)]

    return Step(
        f"which_{place}",
        lambda answers: f"Which <b>{escape(answers['unclear'][place]['typed'])}</b> do you mean?",
        read_which(place),
        options,
        required=True,
        needed=lambda answers: is_settled(answers) and len(answers.get("unclear") or ()) > place,
        columns=1,
    )


def may_step(place: int) -> Step:
    """Whether the giver's name may be used with one of those named."""
    return Step(
        f"may_{place}",
        lambda answers: (
            f"May you use {escape(giver(answers))}’s name "
            f"when you write to <b>{escape(named(answers)[place]['name'])}</b>?"
        ),
        forms.one_of(("yes", "no"), "Yes or No, please, or tap “Not asked yet”."),
        (Choice("Yes", "yes"), Choice("No", "no")),
        needed=lambda answers: is_settled(answers) and len(named(answers)) > place,
        skip_label="Not asked yet",
    )


WHOM = Step(
    "whom",
    "With whom did you talk? Tap, or type one name or several: <i>Ada and Tom</i>.",
    read_whom,
    lambda answers: [Choice(str(label)[:40], str(number)) for number, label in answers.get("recent") or ()],
    required=True,
)
WHICH = [which_step(place) for place in range(rules.MOST_PEOPLE)]
WHEN = Step(
    "when",
    lambda answers: (
        f"When did you talk with {names(answers)}? Tap, or type a day: <i>last Tuesday</i>, <i>3 March</i>."
    ),
    read_when,
    (Choice("Today", "today"), Choice("Yesterday", "yesterday")),
    needed=is_settled,
)
CHANNEL = Step(
    "channel",
    "How did you talk?",
    read_channel,
    [Choice(label, channel.value) for channel, label in CHANNEL_LABELS.items()],
    needed=is_settled,
)
NOTES = Step(
    "notes",
    "What was said? A few words or many; I keep them as you write them, and build the thank-you from them.",
    read_words("Write what was said, for example: talked about docs, loved my reel.", LONGEST_NOTES),
    (THAT_IS_ALL,),
    needed=is_settled,
)
SUGGESTED = Step(
    "suggested",
    "What did they suggest you do? One thing a line, for example <i>learn Premiere</i>.",
    read_words("Write what they suggested, for example: learn Premiere.", LONGEST_SUGGESTED),
    (THAT_IS_ALL,),
    needed=goes_on,
)
NAMED = Step(
    "named",
    "Did they name somebody else to talk to? One a line, with where they work: <i>Tom Reyes, NBC</i>.",
    read_named,
    (NOBODY, THAT_IS_ALL),
    needed=goes_on,
)
GIVER = Step(
    "giver",
    lambda answers: f"Who named {escape(rules.listed([each['name'] for each in named(answers)]))}?",
    read_giver,
    lambda answers: [Choice(str(person["name"])[:40], str(place)) for place, person in enumerate(people(answers))],
    needed=lambda answers: is_settled(answers) and bool(named(answers)) and len(people(answers)) > 1,
)
MAY = [may_step(place) for place in range(MOST_NAMED)]

LOG_STEPS = (WHOM, *WHICH, WHEN, CHANNEL, NOTES, SUGGESTED, NAMED, GIVER, *MAY)


def _edits(field: str) -> Callable[[Answers], bool]:
    return lambda answers: answers.get("field") == field


def _only(step: Step, field: str, ask: str | None = None) -> Step:
    """A step of /log as the one thing that is corrected."""
    return replace(
        step,
        needed=_edits(field),
        required=True,
        ask=ask or step.ask,
        choices=() if step.choices == (THAT_IS_ALL,) else step.choices,
    )


# The notes that are added go behind those that are there, so they are a step of their own.
MORE = Step(
    "more",
    "What else was said? It goes below your notes.",
    forms.long_text("Write what to add, for example: she also offered to read my resume.", LONGEST_NOTES),
    needed=_edits("more"),
    required=True,
)
EDIT_STEPS = (
    _only(WHEN, "when", "When was it? Tap, or type a day: <i>last Tuesday</i>, <i>3 March</i>."),
    _only(CHANNEL, "channel"),
    replace(_only(WHOM, "whom", "Who took part? Send all the names: <i>Ada and Tom</i>."), choices=()),
    *WHICH,
    _only(NOTES, "notes", "What was said? Your new notes take the place of the old ones."),
    MORE,
    _only(SUGGESTED, "suggested", "What did they suggest? One thing a line; this takes the place of what was there."),
    replace(
        _only(NAMED, "named", "Whom did they name? One a line, with where they work: <i>Tom Reyes, NBC</i>."),
        choices=(),
    ),
    GIVER,
    *MAY,
)
