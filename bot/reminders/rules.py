"""When each kind of reminder is due. Plain values in, a moment in UTC out; nothing here reads a clock or a row.

A morning is the owner's hour for pings. Whatever falls in quiet hours or on a day off has already been moved to the
next allowed minute in what these rules give; the pings before a meeting, and before an organisation's event, move
backwards instead where moving on would bring them too late.
"""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from bot.reminders.hours import (
    MIDNIGHT,
    ONE_DAY,
    Hours,
    at_hour,
    hours_for,
    in_time,
    local_day,
    local_moment,
    next_allowed,
)
from bot.working_days import add_working_days
from storage.kinds import ReminderKind, Rhythm

NOON = time(12)
EVENING = time(18)
SUNDAY = 7

# A talk logged in the morning, by an owner who likes to write on the day: late enough for the notes to have settled.
SAME_DAY_AT = time(17)
THANK_YOU_REPEATS = 3

MONTHS_BETWEEN = {Rhythm.MONTHLY: 1, Rhythm.TWO_MONTHS: 2, Rhythm.THREE_MONTHS: 3, Rhythm.HALF_YEARLY: 6}

NOT_AGAIN_WITHIN = timedelta(weeks=1)

SOON_BEFORE = timedelta(hours=1)
# A ping closer to the meeting than this no longer helps anybody to get there.
SOON_AT_LEAST = timedelta(minutes=15)
ASK_AFTER = timedelta(hours=1)

PROMISE_WAITS = timedelta(weeks=1)
SOMEONE_ELSE_AFTER = 3
SECOND_NOTE_AFTER = 7


class NoReplySteps(NamedTuple):
    """The ladder for silence; there is no third step, it rests."""

    someone_else_at: datetime
    second_note_at: datetime


def thank_you_at(happened_on: date, logged_at: datetime, hours: Hours, *, same_day: bool) -> datetime:
    """The owner's first hour for pings after both the day of the talk and its being logged.

    The guide's advice: thank promptly after every exchange. So a talk comes up the next morning; one that is logged
    days later, on the first morning after it was logged. An owner who wants it (`same_day`) gets it at five in the
    afternoon of the day on which they logged it before noon, unless its morning is still to come.
    """
    local = logged_at.astimezone(hours.zone)
    day = max(happened_on + ONE_DAY, local.date())
    if local_moment(day, hours.ping_at, hours.zone) <= logged_at:
        day += ONE_DAY
    wants_today = same_day and local.time() < NOON and happened_on <= local.date() < day
    return at_hour(local.date(), hours, SAME_DAY_AT) if wants_today else at_hour(day, hours)


def thank_you_again_at(sent_at: datetime, hours: Hours, nth: int) -> datetime | None:
    """The morning after the `nth` asking (the first is 1) was sent, or None when it has come again three times.

    The guide's advice: a thank-you that is never written undoes the talk. So it comes each next day, three times at
    most; after that it is listed under /due only.
    """
    if nth < 1:
        raise ValueError("the first asking is the first")
    return at_hour(local_day(sent_at, hours.zone) + ONE_DAY, hours) if nth <= THANK_YOU_REPEATS else None


def update_at(last_heard_on: date, rhythm: Rhythm, hours: Hours) -> datetime | None:
    """The morning a month (or the contact's own rhythm) after they last heard from the owner; None for never.

    The guide's advice: report progress every month or so. Months are the calendar's: the 31st and a month is the last
    of the next. It always counts from the day they last heard, so that neither Later nor a short month moves it.
    """
    months = MONTHS_BETWEEN.get(rhythm)
    return None if months is None else at_hour(add_months(last_heard_on, months), hours)


def update_again_at(last_heard_on: date, sent_at: datetime, rhythm: Rhythm, hours: Hours) -> datetime | None:
    """The next turn of the rhythm after an update was brought up and nothing came of it; None for never.

    The guide's advice: every month or so. So it is brought up once a turn, neither daily nor only once; the turns still
    count from the day they last heard. One within a week of the last asking, which had been put off, is left out.
    """
    months = MONTHS_BETWEEN.get(rhythm)
    if months is None:
        return None
    turn = 1
    while (due_at := at_hour(add_months(last_heard_on, turn * months), hours)) < sent_at + NOT_AGAIN_WITHIN:
        turn += 1
    return due_at


def meeting_tomorrow_at(starts_at: datetime, hours: Hours) -> datetime:
    """Six in the evening before, for the research that is still open; an hour before the start at the latest.

    The guide's advice: read up on the person and prepare questions before you meet. It comes on days off too, since the
    owner has made the appointment; an evening that is quiet from early on moves it to the morning, or else forward.
    """
    evening = local_moment(local_day(starts_at, hours.zone) - ONE_DAY, EVENING, hours.zone)
    return in_time(evening, starts_at - SOON_BEFORE, hours_for(ReminderKind.MEETING_TOMORROW, hours))


def meeting_soon_at(starts_at: datetime, hours: Hours) -> datetime:
    """An hour before the start, with the place or the link and the questions.

    It comes on days off, since the owner has made the appointment, and never in quiet hours, since a sleeping person is
    not helped. Where an hour before is quiet, it comes as soon as it may, if that is a quarter of an hour before the
    start or more; otherwise in the last minute before the quiet hours began, when the alarm can still be set.
    """
    return in_time(starts_at - SOON_BEFORE, starts_at - SOON_AT_LEAST, hours_for(ReminderKind.MEETING_SOON, hours))


def how_did_it_go_at(ends_at: datetime, hours: Hours) -> datetime:
    """An hour after the meeting's end, while it is fresh: did it happen, and what was said?

    The guide's advice: keep a record of every conversation, written down while you remember it.
    """
    return next_allowed(ends_at + ASK_AFTER, hours)


def follow_up_at(due_on: date, hours: Hours, now: datetime | None = None) -> datetime:
    """The morning of the day for which the owner promised something.

    The guide's advice: do what you said you would. Given `now`, a promise for today whose morning is over comes this
    evening, or, made in the evening, the next morning, instead of at once.
    """
    morning = at_hour(due_on, hours)
    if now is None or morning > now:
        return morning
    today = local_day(now, hours.zone)
    evening = at_hour(today, hours, EVENING)
    if evening > now and local_day(evening, hours.zone) == today:
        return evening
    return next_morning(now, hours)


def they_promised_at(promised_on: date, due_on: date | None, hours: Hours) -> datetime:
    """The morning of the day they named, or of a week after a promise without one.

    The guide's advice: people mean well and are busy; a gentle word in the next note is welcome.
    """
    return at_hour(due_on or promised_on + PROMISE_WAITS, hours)


def no_reply_steps(written_on: date, hours: Hours) -> NoReplySteps:
    """After 3 working days somebody else to try at the same place, after 7 one gentle second note; then it rests.

    The guide's advice: do not take silence personally, and go on to the next person. Working days are those of the
    owner's country: nobody is chased over a long weekend.
    """
    return NoReplySteps(
        at_hour(add_working_days(written_on, SOMEONE_ELSE_AFTER, hours.country), hours),
        at_hour(add_working_days(written_on, SECOND_NOTE_AFTER, hours.country), hours),
    )


def close_loop_at(event_at: datetime, hours: Hours) -> datetime:
    """The first morning after the referral was written to, was met, or could not be reached.

    The guide's advice: whoever gave you a name wants to hear what came of it.
    """
    return next_morning(event_at, hours)


def resume_old_at(saved_on: date, limit_months: int, hours: Hours) -> datetime:
    """The morning on which the latest resume reaches the age the owner has set.

    The guide's advice: have a resume ready that can be sent when somebody asks.
    """
    return at_hour(add_months(saved_on, limit_months), hours)


def organisation_event_at(on: date, hours: Hours) -> datetime:
    """The last morning before the day of the event that is not a day off, so that there is time to plan for it.

    The guide's advice: join professional organisations, and go.
    """
    day = on - ONE_DAY
    while day.isoweekday() in hours.days_off:
        day -= ONE_DAY
    return in_time(local_moment(day, hours.ping_at, hours.zone), local_moment(on, MIDNIGHT, hours.zone), hours)


def weekly_look_at(now: datetime, hours: Hours) -> datetime:
    """The next Sunday at six in the evening, on whichever day the owner's week starts.

    On a Sunday off it comes on the next day that is on.
    """
    today = local_day(now, hours.zone)
    sunday = today + (SUNDAY - today.isoweekday()) * ONE_DAY
    if local_moment(sunday, EVENING, hours.zone) <= now:
        sunday += 7 * ONE_DAY
    return at_hour(sunday, hours, EVENING)


def next_morning(after: datetime, hours: Hours) -> datetime:
    """The owner's next hour for pings, on the same day where it is still to come."""
    day = local_day(after, hours.zone)
    if local_moment(day, hours.ping_at, hours.zone) <= after:
        day += ONE_DAY
    return at_hour(day, hours)


def add_months(day: date, months: int) -> date:
    """The same day of the month, months later; the last one where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def replanned(  # what is known of a waiting reminder, and what has changed
    kind: ReminderKind, due_at: datetime, old: Hours, new: Hours, now: datetime, *, starts_at: datetime | None = None
) -> datetime:
    """When a waiting reminder comes once the owner's zone or hours have changed.

    It keeps its day and time of day in the new zone; what stood at the old hour for pings stands at the new one. What
    belongs to a meeting follows the meeting (`starts_at`), which stays where it is. What has been due already stays
    due, and what the change puts into the past is due now: a journey loses nothing.
    """
    if due_at <= now:
        return due_at
    match kind:
        case ReminderKind.MEETING_TOMORROW if starts_at:
            return max(now, meeting_tomorrow_at(starts_at, new))
        case ReminderKind.MEETING_SOON if starts_at:
            return max(now, meeting_soon_at(starts_at, new))
        case ReminderKind.HOW_DID_IT_GO:
            return next_allowed(due_at, new)
    local = due_at.astimezone(old.zone)
    clock = new.ping_at if due_at == at_hour(local.date(), old) else local.time()
    return next_allowed(max(now, local_moment(local.date(), clock, new.zone)), new)
