"""What one message says, sentence by sentence; each rule with sisters that share no word with the labelled messages."""

from datetime import date, time

import pytest

from bot.capture import Capture, Channel, DoubtKind, Hint, Intent, KnownContact

from .conftest import Read

PRIYA, OTHER_PRIYA = KnownContact("Priya Shah", "PBS", 1), KnownContact("Priya Nair", "Vox", 2)


def names(people: object) -> list[str]:
    return [person.name for person in people]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Ran into Nadia Petrov at the bakery", Intent.CONVERSATION),
        ("Quick hello with Nia Roberts at the open day", Intent.CONVERSATION),
        ("Ruth Alder wrote back, she can help", Intent.CONVERSATION),
        ("I was received by Chief Ade Cole at his office", Intent.CONVERSATION),
        ("Merienda with Carmela Bautista yesterday", Intent.CONVERSATION),
        ("Spent the morning shadowing Carla Reyes", Intent.CONVERSATION),
        ("Locked in: Thursday 10:30 with Deepak Sandhu", Intent.MEETING_SCHEDULED),
        ("Elias Berg can meet Friday noon!!", Intent.MEETING_SCHEDULED),
        ("Coffee on for Thursday w/ Marguerite Roux", Intent.MEETING_SCHEDULED),
        ("I shall be calling upon Harriet Vale on June 18th", Intent.MEETING_SCHEDULED),
        ("My chat with Yuto Mori got bumped to the 28th", Intent.MEETING_SCHEDULED),
        ("Nudged Pavel Novotny again. Crickets.", Intent.OUTREACH_SENT),
        ("Left two voicemails for Kerry-Ann Brown", Intent.OUTREACH_SENT),
        ("Just sent my CV to Jordan Blake at EY", Intent.OUTREACH_SENT),
        ("Nothing from Helmut Braun yet, third email sent this morning", Intent.OUTREACH_SENT),
        ("Flicked Brooke Anderson a note on LinkedIn", Intent.OUTREACH_SENT),
        ("Dropped a box of chocolates at Trev Mansell's place to thank him", Intent.THANKS_SENT),
        ("Texted Dmitri Volkov thx for yesterday", Intent.THANKS_SENT),
        ("Wrote Mr. Callahan a letter of thanks", Intent.THANKS_SENT),
        ("Lars Eriksson is now head of design at Klarna", Intent.CONTACT_ONLY),
        ("Worth knowing: Nour Shafik, she's with Orascom", Intent.CONTACT_ONLY),
        ("Don't let me forget to send Tevita Fifita the survey", Intent.CONTACT_ONLY),
        ("must write to Lady Pemberton before the 30th", Intent.CONTACT_ONLY),
    ],
)
def test_the_kind_of_note(read: Read, text: str, intent: Intent) -> None:
    assert read(text).intent is intent


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("what should I ask a nurse manager?", Hint.QUESTIONS),
        ("What's a good thank you note for Marta?", Hint.THANKS_DRAFT),
        ("show my follow ups", Hint.DUE),
        ("who do I know at Google?", Hint.CONTACTS),
        ("when did I last talk to Ana?", Hint.LAST_TALK),
        ("prep me for tomorrow", Hint.PREP),
        ("undo that", Hint.UNDO),
        ("delete Ana Ruiz", Hint.DELETE),
        ("no, it's spelled Jon", Hint.EDIT),
        ("wait no it was tea not coffee", Hint.EDIT),
        ("help", Hint.HELP),
        ("ugh I'm so nervous about tomorrow", Hint.TIPS),
        ("can you help me write an email to a recruiter", Hint.OUTREACH),
        ("thanks!", Hint.THANKS_TO_BOT),
        ("hello", Hint.GREETING),
        ("it's raining", Hint.SMALLTALK),
    ],
)
def test_what_is_no_note_gets_a_pointer(read: Read, text: str, hint: Hint) -> None:
    assert read(text) == Capture(Intent.NONE, hint=hint)


@pytest.mark.parametrize(
    "text",
    [
        "I wish I could have coffee with Ana Ruiz someday",
        "My roommate had lunch with Tim Wu",
        "If I ever get to talk to Greta Gerwig I'll die",
        "I reckon I'd freeze up if I ever met Cathy Freeman",
        "Should I call Ana Ruiz before the interview?",
        "Arre wah, thank you so much yaar",
        "i should really network more",
        "My friend Leo just got coffee with a recruiter, I'm so jealous",
        "I never met Ana Ruiz",
        "Ana's org should be Acme not Acne",
        "The coffee was terrible",
        "lol ok",
        "👍",
        "",
    ],
)
def test_wishes_and_other_peoples_doings_are_not_recorded(read: Read, text: str) -> None:
    found = read(text)
    assert found.intent is Intent.NONE
    assert (found.contacts, found.follow_ups, found.date) == ((), (), None)


def test_a_none_message_about_a_known_person_says_whom(read: Read) -> None:
    assert read("when did I last talk to Priya?", known=[PRIYA]).about == PRIYA


def test_a_whole_note(read: Read) -> None:
    found = read(
        "Just wrapped a Zoom with Ravindra Jayasuriya, policy lead at Oxfam GB. He'll connect me with Mel Hartigan at "
        "Shelter. Must send him my abstract before Friday. He'll forward my CV."
    )
    (contact,) = found.contacts
    assert (contact.name, contact.org, contact.role) == ("Ravindra Jayasuriya", "Oxfam GB", "policy lead")
    assert (found.channel, found.date, found.time) == (Channel.VIDEO, date(2026, 5, 20), None)
    assert [(p.name, p.org) for p in found.referrals] == [("Mel Hartigan", "Shelter")]
    assert [(f.text, f.due) for f in found.follow_ups] == [("send him my abstract", date(2026, 5, 22))]
    assert [p.text for p in found.promises] == ["forward my CV"]


def test_every_value_says_where_it_was_found(read: Read) -> None:
    text = "Met Dr. Ana Ruiz (Acme Labs) at 10am on Monday over coffee. Remind me to send her the deck on Friday"
    found = read(text)
    (ana,) = found.contacts
    assert text[ana.span.start : ana.span.end] == "Ana Ruiz"
    assert ana.org_span is not None
    assert text[ana.org_span.start : ana.org_span.end] == "Acme Labs"
    assert found.places.date is not None
    assert text[found.places.date.start : found.places.date.end] == "Monday"
    assert found.places.time is not None
    assert text[found.places.time.start : found.places.time.end] == "at 10am"
    assert found.places.channel is not None
    assert text[found.places.channel.start : found.places.channel.end] == "coffee"
    (deck,) = found.follow_ups
    assert "send her the deck" in text[deck.span.start : deck.span.end]


@pytest.mark.parametrize(
    "text",
    [
        "Lunch with Ana Ruiz. She said I should talk to Bo Lindqvist",
        "Lunch with Ana Ruiz. She's putting me in touch with Bo Lindqvist",
        "Lunch with Ana Ruiz. Gave me Bo Lindqvist's number",
        "Lunch with Ana Ruiz. Bo Lindqvist might be worth emailing, she says",
        "Lunch with Ana Ruiz. Intro to Bo Lindqvist coming",
        "Lunch with Ana Ruiz. She looped in Bo Lindqvist",
        "Lunch with Ana Ruiz. She pointed me towards her colleague Bo Lindqvist",
        "Lunch with Ana Ruiz. He has promised to mention me to Bo Lindqvist",
        "had lunch with ana ruiz and she was like you should totally get in touch with bo lindqvist",
        "- lunch with Ana Ruiz\n- referral: Bo Lindqvist",
    ],
)
def test_ways_of_pointing_to_somebody(read: Read, text: str) -> None:
    found = read(text)
    assert (names(found.contacts), names(found.referrals)) == (["Ana Ruiz"], ["Bo Lindqvist"])


@pytest.mark.parametrize(
    "text",
    [
        "Coffee with Ana Ruiz via Carla Novak",
        "Coffee with Ana Ruiz. Carla Novak introduced us",
        "Coffee with Ana Ruiz, intro from Carla Novak",
        "Coffee with Ana Ruiz. Carla Novak put us in touch",
        "Coffee with Ana Ruiz (Carla Novak's suggestion)",
        "Referred by Carla Novak, had coffee with Ana Ruiz",
    ],
)
def test_who_made_the_connection(read: Read, text: str) -> None:
    found = read(text)
    assert names(found.contacts) == ["Ana Ruiz"]
    assert found.met_through is not None
    assert found.met_through.name == "Carla Novak"


@pytest.mark.parametrize(
    ("text", "todo", "due"),
    [
        ("Remind me to send her the deck on Friday", "send her the deck", date(2026, 5, 22)),
        ("I promised I'd share my notes by tomorrow", "share my notes", date(2026, 5, 21)),
        ("Gotta cb her first week of next month", "call back her", date(2026, 6, 1)),
        ("I owe her two writing samples", "send her two writing samples", None),
        ("f/u in 10 days", "follow up", date(2026, 5, 30)),
        ("todo: draft a letter to her by end of week", "draft a letter to her", date(2026, 5, 22)),
        ("On Friday, email her the paper", "email her the paper", date(2026, 5, 22)),
    ],
)
def test_ways_of_saying_what_is_to_be_done(read: Read, text: str, todo: str, due: date | None) -> None:
    (found,) = read(f"Coffee with Ana Ruiz. {text}").follow_ups
    assert (found.text, found.due) == (todo, due)


def test_a_list_of_things_to_do_is_parted(read: Read) -> None:
    found = read(
        "Call with Ana Ruiz. Action points: (1) circulate the minutes (2) ring the office by 14 August (3) send my CV"
    )
    assert [(f.text, f.due) for f in found.follow_ups] == [
        ("circulate the minutes", None),
        ("ring the office", date(2026, 8, 14)),
        ("send my CV", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "She thinks I should apply before June",
        "She told me to learn Premiere",
        "No follow ups",
        "He'd love my essay once it's done",
    ],
)
def test_advice_and_wishes_of_the_contact_are_nothing_to_do(read: Read, text: str) -> None:
    assert read(f"Coffee with Ana Ruiz. {text}").follow_ups == ()


def test_advice_is_kept_as_a_quote(read: Read) -> None:
    found = read("Coffee with Ana Ruiz. She thinks I should apply for the fellowship.")
    assert [quote.text for quote in found.advice] == ["apply for the fellowship"]


def test_a_first_name_becomes_the_one_known_contact(read: Read) -> None:
    (found,) = read("coffee with priya today", known=[PRIYA]).contacts
    assert (found.name, found.org, found.known) == ("Priya Shah", "PBS", PRIYA)


def test_an_organisation_tells_namesakes_apart(read: Read) -> None:
    (found,) = read("coffee with Priya from Vox", known=[PRIYA, OTHER_PRIYA]).contacts
    assert found.known == OTHER_PRIYA


def test_two_namesakes_are_asked_about(read: Read) -> None:
    found = read("coffee with Priya today", known=[PRIYA, OTHER_PRIYA])
    assert [(p.name, p.org, p.known) for p in found.contacts] == [("Priya", None, None)]
    assert [(d.kind, d.candidates) for d in found.doubts] == [(DoubtKind.SEVERAL_FIT, (PRIYA, OTHER_PRIYA))]


def test_a_nickname_and_a_misspelt_full_name_are_recognised(read: Read) -> None:
    bob = KnownContact("Robert Castellano", "Nickelodeon")
    assert read("lunch with Bob today", known=[bob]).contacts[0].known == bob
    assert read("lunch with Robert Castelano today", known=[bob]).contacts[0].known == bob


def test_another_name_is_never_taken_for_a_misspelt_one(read: Read) -> None:
    found = read("coffee with Maria today", known=[KnownContact("Mario Rossi")])
    assert found.contacts[0].known is None
    assert found.doubts[0].kind is DoubtKind.LOOKS_LIKE


def test_nobody_named_is_asked_about(read: Read) -> None:
    found = read("Had coffee with someone from Hulu, forgot her name")
    assert (found.intent, found.contacts) == (Intent.CONVERSATION, ())
    assert [d.kind for d in found.doubts] == [DoubtKind.NOBODY_NAMED]


def test_titles_and_forms_of_address_are_dropped(read: Read) -> None:
    assert names(read("Tea with Barrister Emeka Obi and Auntie Ngozi Eze").contacts) == ["Emeka Obi", "Ngozi Eze"]
    assert names(read("Meeting fixed with Lakshmi Narayanan ma'am tomorrow at 11").contacts) == ["Lakshmi Narayanan"]


def test_a_couple_shares_its_family_name(read: Read) -> None:
    assert names(read("Lunch with Ana & Luis Ruiz").contacts) == ["Ana Ruiz", "Luis Ruiz"]


def test_a_week_is_no_day_for_a_meeting(read: Read) -> None:
    found = read("have a chat lined up with Ana Ruiz next week at 3pm")
    assert (found.date, found.time) == (None, time(15))


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("virtual coffee with Ana Ruiz", Channel.VIDEO),
        ("coffee with Ana Ruiz at the design conference", Channel.COFFEE),
        ("met Ana Ruiz at a dinner party", Channel.EVENT),
        ("chatted with Ana Ruiz on the phone", Channel.CALL),
        ("WhatsApp chat with Ana Ruiz", Channel.MESSAGE),
        ("emailed Ana Ruiz about a call", Channel.EMAIL),
        ("spoke with Ana Ruiz", None),
        ("sent Ana Ruiz flowers to thank her", Channel.OTHER),
        ("shadowed Ana Ruiz at her office", Channel.MEETING),
        ("add Ana Ruiz, met at coffee", None),
    ],
)
def test_the_channel(read: Read, text: str, channel: Channel | None) -> None:
    assert read(text).channel is channel


def test_it_works_without_the_names_model(read: Read, without_names_model: None) -> None:
    found = read("had a call with dana whitlock from spotify yesterday. send her my resume by monday")
    assert [(p.name, p.org) for p in found.contacts] == [("Dana Whitlock", "Spotify")]
    assert found.date == date(2026, 5, 19)
    assert [(f.text, f.due) for f in found.follow_ups] == [("send her my resume", date(2026, 5, 25))]


def test_the_same_message_always_reads_the_same(read: Read) -> None:
    text = "Coffee with Ana Ruiz (Acme). She said to talk to Bo Li. Remind me to call him on Friday"
    assert len({repr(read(text)) for _ in range(3)}) == 1
