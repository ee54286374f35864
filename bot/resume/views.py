"""The resume in words: the file sent back, its versions, who got which, and what people advised about it."""

from collections.abc import Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from bot import forms, pages
from bot.contacts.views import CARD
from bot.reminders.later import day_text
from bot.resume import rules
from bot.view import Action, File, Row, View, columns, escape, rows, shorten
from storage.tables import Advice, Contact, Resume, ResumeGiven

NEW = Action("resume_new")
# `resume_send:version` sends the file; 0 for the latest.
SEND = Action("resume_send")
VERSIONS = Action("resumes")
VERSION = Action("resume")
LABEL = Action("resume_label")
REMOVE = Action("resume_remove")
GIVE = Action("resume_give")
# `resume_gave:version:contact`, and the way to take one mark back: `resume_ungive:given`.
GAVE = Action("resume_gave")
UNGIVE = Action("resume_ungive")
LIMIT = Action("resume_limit")
ADVICE = Action("resume_advice")
MARKS = Action("resume_marks")
MARK = Action("resume_mark")
ADVISED = Action("resume_advised")
# For a card: `resume_to:contact` sends the latest, with the tap that they got it.
TO = Action("resume_to")

A_PAGE = 8
MOST_RECEIVERS = 12
MOST_ADVICE = 12

GONE = "That version is no longer kept."
MARK_GONE = "That mark is gone already."
ADVICE_GONE = "That advice is no longer kept."
ASK_FILE = (
    "Send me your resume as a file: PDF, DOCX or ODT, up to 20 MB. I keep it here, and when somebody asks for it, "
    "/resume hands it back at once. What you write under it becomes its label."
)


def day_of(resume: Resume, zone: ZoneInfo) -> date:
    """The owner's day on which it was saved."""
    return resume.saved_at.astimezone(zone).date()


def titled(resume: Resume) -> str:
    """A version by its file and its label."""
    label = f" · {escape(resume.label)}" if resume.label else ""
    return f"<b>{escape(shorten(resume.name, 100))}</b>{label}"


def _age(resume: Resume, limit: int, today: date, zone: ZoneInfo) -> str:
    saved_on = day_of(resume, zone)
    if not rules.is_old(saved_on, limit, today):
        return ""
    months = rules.months_old(saved_on, today)
    return f"It is {months} month{'' if months == 1 else 's'} old. Look it over before you give it to anybody."


def given_names(given: Sequence[ResumeGiven], today: date, most: int) -> str:
    """ "Ada (Tue 10 Mar), Tom (Fri 6 Mar) and 3 more"."""
    names = ", ".join(
        f"{escape(shorten(each.contact.name, 40))} ({day_text(each.given_on, today)})" for each in given[:most]
    )
    return f"{names} and {len(given) - most} more" if len(given) > most else names


def the_file(
    resume: Resume,
    given: Sequence[ResumeGiven],
    limit: int,
    today: date,
    zone: ZoneInfo,
    *,
    latest: bool,
    for_contact: Contact | None = None,
) -> View:
    """The file itself, ready to be forwarded, with what is known of it below."""
    lines = [titled(resume), f"Saved on {day_text(day_of(resume, zone), today)}{', your latest' if latest else ''}."]
    if age := _age(resume, limit, today, zone) if latest else "":
        lines.append(age)
    if given:
        lines.append(f"Given to {given_names(given, today, 4)}.")
    gave: Row = [GIVE.button("I gave it to…", resume.id)]
    if for_contact:
        gave = [GAVE.button(f"I gave it to {shorten(for_contact.name, 30)}", resume.id, for_contact.id)]
    return View(
        "\n".join(lines),
        rows(
            [*gave, NEW.button("New version")],
            [VERSIONS.button("All versions", 0), ADVICE.button("What people advised")],
            [LIMIT.button("When is it old?")],
        ),
        document=File(resume.file_id),
    )


def not_sent(resume: Resume) -> View:
    """Telegram does not have the file any more."""
    return View(
        f"Telegram no longer gives me {titled(resume)}. Send it once more, and I keep it anew.",
        rows([NEW.button("New version"), VERSIONS.button("All versions", 0)]),
    )


def kept(resume: Resume, number: int, due: date, today: date, change_id: int | None) -> View:
    """A version is kept."""
    return View(
        f"Kept as version {number}: {titled(resume)}. /resume hands it back at any time; I remind you to look it over "
        f"on {day_text(due, today)}.",
        rows(
            [GIVE.button("I gave it to…", resume.id), LABEL.button("Label", resume.id)],
            pages.with_undo(change_id, VERSIONS.button("All versions", 0)),
        ),
        fresh=True,
    )


def offer(name: str, form_id: int) -> View:
    """A file came by itself: is it the resume?"""
    return View(
        f"Is <b>{escape(shorten(name, 100))}</b> your resume? I can keep it, and hand it back when somebody asks.",
        rows([forms.CHOOSE.button("Keep it as my resume", form_id, "sure", "yes"), forms.DROP.button("No", form_id)]),
    )


def nothing_kept(change_id: int | None = None, said: str = "") -> View:
    """There is no version."""
    return View(
        pages.above(said) + "No resume is kept yet.", rows([NEW.button("Send one")], pages.with_undo(change_id))
    )


def all_versions(
    versions: Sequence[Resume],
    times: Mapping[int, int],
    page: int,
    today: date,
    zone: ZoneInfo,
    *,
    said: str = "",
    change_id: int | None = None,
) -> View:
    """Every version, the newest first, with how many people got it."""
    if not versions:
        return nothing_kept(change_id, said)
    shown, cut = pages.cut(versions, page, A_PAGE)
    lines, buttons = [], []
    for place, each in enumerate(shown, cut.start):
        number = len(versions) - place
        got = times.get(each.id, 0)
        given = f" · given {got} time{'' if got == 1 else 's'}" if got else ""
        lines.append(f"{number}. {titled(each)} · {day_text(day_of(each, zone), today)}{given}")
        buttons.append(VERSION.button(str(number), each.id))
    turn = pages.turning(VERSIONS, cut.page, more=cut.more, labels=pages.BY_AGE)
    return View(
        f"{pages.above(said)}<b>Your resume</b>\n" + "\n".join(lines),
        rows(
            *columns(buttons, 4),
            turn,
            [SEND.button("Send me the latest", 0), NEW.button("New version")],
            pages.with_undo(change_id, ADVICE.button("What people advised")),
        ),
    )


def version(
    resume: Resume,
    given: Sequence[ResumeGiven],
    today: date,
    zone: ZoneInfo,
    *,
    said: str = "",
    change_id: int | None = None,
) -> View:
    """One version, and who got it when."""
    lines = [titled(resume), f"Saved on {day_text(day_of(resume, zone), today)}."]
    if given:
        lines.append("Given to")
        lines += [
            f"• {escape(shorten(each.contact.name, 60))}, {day_text(each.given_on, today)}"
            for each in given[:MOST_RECEIVERS]
        ]
        lines += [f"… and {len(given) - MOST_RECEIVERS} more"] if len(given) > MOST_RECEIVERS else []
    else:
        lines.append("Nobody got this one yet.")
    wrong = [UNGIVE.button(f"✕ {shorten(each.contact.name, 26)}", each.id) for each in given[:4]]
    return View(
        pages.above(said) + "\n".join(lines),
        rows(
            [SEND.button("Send it to me", resume.id), GIVE.button("I gave it to…", resume.id)],
            [LABEL.button("Label", resume.id), REMOVE.button("Remove", resume.id)],
            *columns(wrong),
            pages.with_undo(change_id, VERSIONS.button("‹ All versions", 0)),
        ),
    )


def gave(contact: Contact, resume: Resume, change_id: int | None) -> View:
    """It is noted who got it."""
    return View(
        f"Noted: <b>{escape(contact.name)}</b> got {titled(resume)} today.",
        rows(pages.with_undo(change_id, VERSION.button("This version", resume.id), CARD.button("Card", contact.id, 1))),
        fresh=True,
    )


def limits(owner_limit: int, change_id: int | None = None) -> View:
    """After how many months the resume is old."""
    buttons = [LIMIT.button(f"{'✓ ' if each == owner_limit else ''}{each} months", each) for each in rules.LIMITS]
    return View(
        "After how many months shall I remind you to look your resume over?",
        rows(*columns(buttons), pages.with_undo(change_id, VERSIONS.button("‹ All versions", 0))),
        fresh=change_id is None,
    )


# What people advised


def advice(given: Sequence[Advice], change_id: int | None = None, said: str = "") -> View:
    """What contacts would change about the resume."""
    ways = rows(
        [ADVISED.button("Somebody advised…"), MARKS.button("Find it in my notes")],
        pages.with_undo(change_id, VERSIONS.button("‹ All versions", 0)),
    )
    if not given:
        return View(
            f"{pages.above(said)}Nobody has advised you on your resume yet. A good question to ask: what would you "
            "change about it?",
            ways,
        )
    shown = given[:MOST_ADVICE]
    lines = [
        f"• {escape(shorten(each.text, 220))}\n  <i>{escape(shorten(each.contact.name, 60))}</i>" for each in shown
    ]
    lines += [f"… and {len(given) - len(shown)} more"] if len(given) > len(shown) else []
    return View(f"{pages.above(said)}<b>What people advised about your resume</b>\n" + "\n".join(lines), ways)


def marks(recent: Sequence[Advice], change_id: int | None = None) -> View:
    """The latest advice on whatever subject; a tap says that it is about the resume, or that it is not."""
    if not recent:
        return View(
            "No advice is kept yet. Advice in the notes of your conversations is kept as such.",
            rows([ADVICE.button("‹ Back")]),
        )
    buttons = [
        [
            MARK.button(
                f"{'✓ ' if each.about_resume else ''}{shorten(f'{each.contact.first_name}: {each.text}', 56)}", each.id
            )
        ]
        for each in recent
    ]
    return View(
        "Which of these is about your resume?", rows(*buttons, pages.with_undo(change_id, ADVICE.button("Done")))
    )
