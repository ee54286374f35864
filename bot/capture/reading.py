"""The whole way from a text to a capture."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.capture import belonging, channel, company, events, follow_ups, hints, intent, known, names, people
from bot.capture.ahead import side_of
from bot.capture.clauses import Clause, clauses
from bot.capture.cues import Does
from bot.capture.dates import Side
from bot.capture.mentions import Scene, read
from bot.capture.model import (
    Capture,
    Channel,
    Doubt,
    DoubtKind,
    FollowUp,
    Intent,
    KnownContact,
    Person,
    Places,
    Span,
)

# A talk further back than this is more likely a misread date.
LONG_AGO = timedelta(days=400)
# Longer texts are no notes; the rest of one is kept by whoever stores the message.
MOST_CHARACTERS = 4096


def read_note(text: str, *, now: datetime, tz: str, known: Sequence[KnownContact]) -> Capture:
    """Read one message as the owner's note, at the moment `now` in zone `tz`, with their address book `known`."""
    now = _local(now, tz)
    scene = read(text[:MOST_CHARACTERS], tz, known)
    found = clauses(scene.line)
    if company.only_public_life(scene, known) and not hints.WITH_ME.search(scene.line):
        return _no_note(scene, known)
    if not hints.is_note(scene.line, cue_first=_opens_with_event(scene, found)):
        return _no_note(scene, known)
    kind, _ = intent.decide(scene, found, now.date(), now.hour * 60 + now.minute)
    if company.only_family(scene):
        return _no_note(scene, known)
    if kind is Intent.NONE or (kind is Intent.CONVERSATION and not company.had(scene)):
        return _no_note(scene, known)
    if kind is Intent.CONTACT_ONLY and not company.concerned(scene):
        return _no_note(scene, known)
    return _Note(scene, found, kind, now, known).capture()


# The video service, told from the verb by its capital and its place.
MEET = re.compile(r"(?:\b(?:a|on|via|over|our|the|google)) (?:Google )?Meet\b(?! with the)")


def _local(now: datetime, tz: str) -> datetime:
    try:
        return now.astimezone(ZoneInfo(tz)) if now.tzinfo else now
    except (ZoneInfoNotFoundError, ValueError):
        return now


def _opens_with_event(scene: Scene, found: Sequence[Clause]) -> bool:
    return (
        bool(found)
        and found[0].does is Does.TELL
        and bool(
            events.NAMED_SESSION.search(scene.line, 0, found[0].end) or events.TALK.search(scene.line, 0, found[0].end)
        )
    )


def _no_note(scene: Scene, known_contacts: Sequence[KnownContact]) -> Capture:
    about = None
    for mark in scene.named:
        if mark.startswith("P"):
            about = known.find(scene.text(mark), None, known_contacts).sure
            if about:
                break
    return Capture(
        Intent.NONE,
        hint=hints.hint_for(scene.line, named=any(mark.startswith("P") for mark in scene.named)),
        about=about,
    )


@dataclass(slots=True)
class _Note:
    """A message on its way to being a capture."""

    scene: Scene
    found: Sequence[Clause]
    kind: Intent
    now: datetime
    known: Sequence[KnownContact]

    def capture(self) -> Capture:
        roles = people.parts_played(self.scene.line, self.found)
        orgs, titles = belonging.bonds(
            self.scene.line,
            roles.contacts,
            roles.referrals,
            roles.contacts if self.kind in {Intent.OUTREACH_SENT, Intent.CONTACT_ONLY} else (),
        )
        doubts: list[Doubt] = []
        contacts = _with_family_names(
            self.scene.line, roles.contacts, self._people(roles.contacts, orgs, titles, doubts)
        )
        there = belonging.where_the_contact_is(self.scene.line, roles.referrals, orgs)
        home = next((c for c in contacts if c.org), None)
        referrals = tuple(
            self._referral(mark, orgs, titles, doubts, home if mark in there else None) for mark in roles.referrals
        )
        through = self._person(roles.through, orgs, titles, doubts) if roles.through else None
        medium, medium_words = self._channel()
        doubts += self._no_such_days()
        day, day_span = self._date(doubts)
        at, at_span = self._time()
        contacts = _each_once(contacts)
        if not contacts and self.kind is not Intent.CONTACT_ONLY:
            doubts.append(Doubt(DoubtKind.NOBODY_NAMED, "", (), None))
        return Capture(
            intent=self.kind,
            contacts=contacts,
            channel=medium,
            date=day,
            time=at,
            referrals=_each_once(referrals),
            follow_ups=tuple(self._follow_ups()),
            met_through=through,
            doubts=tuple(doubts),
            promises=tuple(follow_ups.promised(self.scene, self.found, self.now.date())),
            advice=tuple(follow_ups.advised(self.scene, self.found)),
            places=Places(channel=self._place(medium_words), date=day_span, time=at_span),
        )

    def _no_such_days(self) -> list[Doubt]:
        """Days said that no calendar has, to be asked about: "on 31 February"."""
        return [
            Doubt(
                DoubtKind.UNLIKELY_DATE,
                self.scene.message.words(day.first, day.last),
                (),
                self.scene.message.span(day.first, day.last),
            )
            for day in self.scene.days.values()
            if not day.possible
        ]

    def _follow_ups(self) -> list[FollowUp]:
        today = self.now.date()
        items = follow_ups.owed(self.scene, self.found, today)
        if self.kind is Intent.CONVERSATION and not any(item.due for item in items):
            items += follow_ups.meetings_ahead(self.scene, self.found, today)
        return items

    def _telling(self) -> str:
        """The clauses that tell of the event."""
        parts = [self.scene.line[c.start : c.end] for c in self.found if c.does in {Does.TELL, Does.THROUGH}]
        return " . ".join(parts)

    def _channel(self) -> tuple[Channel | None, str]:
        if self.kind in {Intent.CONTACT_ONLY, Intent.NONE}:
            return None, ""
        venues = " ".join(self.scene.text(m).lower() for m in self.scene.named if m.startswith("V"))
        telling = self._telling()
        found = channel.of(self.kind, telling, venues)
        if found[0] is Channel.MEETING and MEET.search(self.scene.message.text):
            return Channel.VIDEO, "meet"
        if found[0] is None and self.kind is Intent.MEETING_SCHEDULED:
            return channel.of(self.kind, self.scene.line, venues)
        return found

    def _place(self, words: str) -> Span | None:
        at = self.scene.line.find(words) if words else -1
        return self.scene.message.span(*self.scene.message.token_range(at, at + len(words))) if at >= 0 else None

    def _event_marks(self, letter: str) -> list[str]:
        """Days or times said of the event, in order."""
        marks = []
        for clause in self.found:
            if clause.does in {Does.TELL, Does.THROUGH} or (
                clause.does is Does.PROMISE and self.kind is Intent.MEETING_SCHEDULED
            ):
                # "thanked her for Friday's session": the day of something else.
                owned = "(?! 's)" if self.kind in {Intent.THANKS_SENT, Intent.OUTREACH_SENT} else ""
                marks += re.findall(rf"(?<!\S){letter}\d+(?!\S){owned}", self.scene.line[clause.start : clause.end])
        return marks

    def _date(self, doubts: list[Doubt]) -> tuple[date | None, Span | None]:
        today = self.now.date()
        if self.kind is Intent.CONTACT_ONLY:
            return None, None
        ahead = self.kind is Intent.MEETING_SCHEDULED
        marks = self._event_marks("D")
        if ahead:
            marks = [m for m in marks if self.scene.days[m].exact and side_of(self.scene, m, today) is not Side.PAST]
            moved = re.search(
                (
                    r"(?<!\S)(?:to|for|until|till|into|said|agreed|agreed on|settled on|instead ,?|now|new time :?)"
                    r" (?:(?:on|the"
                    r"|next) )*(D\d+)(?!\S)"
                ),
                self.scene.line,
            )
            if (
                len(marks) > 1
                and moved
                and moved[1] in marks
                and re.search(
                    (
                        r"(?<!\S)(?:moved|rescheduled|pushed|bumped|postponed|shifted|from|instead|changed"
                        r"|switched)(?!\S)"
                    ),
                    self.scene.line,
                )
            ):
                marks = [moved[1]]
        else:
            marks = [m for m in marks if side_of(self.scene, m, today) is not Side.FUTURE and not self._aside(m)]
        for mark in marks:
            day = self.scene.days[mark].on(today, ahead=ahead)
            if day is None:
                continue
            found = self.scene.days[mark]
            span = self.scene.message.span(found.first, found.last)
            if (not ahead and (day > today or today - day > LONG_AGO)) or (ahead and day < today):
                doubts.append(
                    Doubt(DoubtKind.UNLIKELY_DATE, self.scene.message.words(found.first, found.last), (), span)
                )
                if not ahead and day > today:
                    continue
            return day, span
        if (
            ahead
            and any(self.scene.clocks[c] for c in self._event_marks("T"))
            and re.search(r"(?<!\S)(?:later|tonight|in a bit|shortly)(?!\S)", self.scene.line)
        ):
            return today, None
        return (None if ahead else today), None

    def _aside(self, mark: str) -> bool:
        """A month or day said about something else: "she's going to be in town in May", "the March issue"."""
        found = self.scene.days[mark]
        words = self.scene.message.words(found.first, found.last).lower()
        before = self.scene.message.tokens[found.first - 1].plain if found.first else ""
        if (
            before in {"before", "by", "until", "till", "til", "due", "from", "since", "for"}
            and self.kind is not Intent.MEETING_SCHEDULED
        ):
            return True
        return (
            bool(
                re.fullmatch(
                    r"(?:in|by|until|before|this|next|come|during|around|since|early|late|mid)?[ -]?[a-z]+", words
                )
            )
            and found.on(self.now.date(), ahead=False) is not None
            and not re.search(r"day|mon|tue|wed|thu|fri|sat|sun|now|night|morning|noon|evening|week", words)
        )

    def _time(self) -> tuple[time | None, Span | None]:
        if self.kind is Intent.CONTACT_ONLY:
            return None, None
        for mark in self._event_marks("T"):
            clock = self.scene.clocks[mark]
            breakfast = re.search(r"(?<!\S)(?:breakfast|early morning|sunrise)(?!\S)", self.scene.line)
            words = self.scene.message.words(clock.first, clock.last).lower()
            if breakfast and 17 <= clock.at.hour <= 19 and "p" not in words:
                return clock.at.replace(hour=clock.at.hour - 12), self.scene.message.span(clock.first, clock.last)
            return clock.at, self.scene.message.span(clock.first, clock.last)
        return None, None

    def _people(
        self, marks: Sequence[str], orgs: Mapping[str, str], titles: Mapping[str, str], doubts: list[Doubt]
    ) -> tuple[Person, ...]:
        return tuple(self._person(mark, orgs, titles, doubts) for mark in marks)

    def _person(
        self, mark: str, orgs: Mapping[str, str], titles: Mapping[str, str], doubts: list[Doubt], *, new: bool = False
    ) -> Person:
        span = self.scene.span(mark)
        org_mark, title_mark = orgs.get(mark), titles.get(mark)
        org = names.organisation(self.scene, org_mark) if org_mark else None
        role = names.title(self.scene, title_mark) if title_mark else None
        name = names.person(self.scene.text(mark))
        match = known.find(name, org, self.known)
        sure = match.sure
        if match.candidates and not new:
            kind = DoubtKind.SEVERAL_FIT if len(match.candidates) > 1 else DoubtKind.LOOKS_LIKE
            doubts.append(Doubt(kind, name, match.candidates, span))
        if sure and new and known.words_of(sure.name) != known.words_of(name) and len(known.words_of(name)) > 1:
            sure = None
        return Person(
            name=sure.name if sure else name,
            org=org or (sure.org if sure else None),
            role=role,
            known=sure,
            span=span,
            org_span=self.scene.span(org_mark) if org_mark else None,
            role_span=self.scene.span(title_mark) if title_mark else None,
        )

    def _referral(
        self, mark: str, orgs: Mapping[str, str], titles: Mapping[str, str], doubts: list[Doubt], home: Person | None
    ) -> Person:
        """Somebody new, as a rule; their organisation is the one said, or the contact's where they work together."""
        person = self._person(mark, orgs, titles, doubts, new=True)
        if home and not person.org:
            person = replace(person, org=home.org, org_span=home.org_span)
        return person


def _each_once(found: Sequence[Person]) -> tuple[Person, ...]:
    return tuple({person.name: person for person in reversed(found)}.values())[::-1]


def _with_family_names(line: str, marks: Sequence[str], found: tuple[Person, ...]) -> tuple[Person, ...]:
    """ "Ana & Luis Ruiz" are both Ruiz."""
    named = list(found)
    for index in range(len(named) - 1):
        first, second = named[index], named[index + 1]
        joined = re.search(rf"(?<!\S){marks[index]} and {marks[index + 1]}(?!\S)", line)
        if joined and not first.known and " " not in first.name and " " in second.name and not second.known:
            named[index] = replace(first, name=f"{first.name} {second.name.split(' ', 1)[1]}")
    return tuple(named)
