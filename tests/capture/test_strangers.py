"""Sentences of people and trades that no labelled message has: what the rules must carry over to."""

from datetime import date

import pytest

from bot.capture import Capture, Channel, Intent, KnownContact

from .conftest import Read


def who(found: Capture) -> list[tuple[str, str | None]]:
    return [(person.name, person.org) for person in found.contacts]


@pytest.mark.parametrize(
    "text",
    [
        "nobody ever replies on LinkedIn these days",
        "I didn't get to talk to Ana Ruiz at the fair",
        "never got around to emailing Bo Lindqvist",
        "couldn't make the coffee with Ana today",
        "I keep chickening out of messaging Ana",
        "I dreamt that I had lunch with Oprah",
        "dreading the call with Greg",
        "thinking I should call Tom, not sure",
        "I wonder if Maria would talk to me",
        "If Ana says yes I'd be over the moon",
        "My prof thinks informational interviews are overrated",
        "someone told me you have to follow up within 24 hours",
        "Our CEO met the prime minister today",
        "apparently the hiring manager had coffee with Jamie",
        "half of my cohort got coffee with Dana, not me",
        "Bo went to the Google meetup without me",
        "In Japan people exchange business cards with both hands",
        "you should always send a thank you note",
        "Wait, the coffee was with Bo, not with Ana",
        "Tom's last name is Baker, not Barker",
        "don't remind me about Tom anymore",
        "Tell Ana I said hi",
        "no one showed up to the meetup",
    ],
)
def test_what_did_not_happen_to_the_owner_is_not_recorded(read: Read, text: str) -> None:
    found = read(text)
    assert found.intent is Intent.NONE
    assert (found.contacts, found.referrals, found.follow_ups, found.date) == ((), (), (), None)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Could not reach Ana Ruiz, tried twice", Intent.OUTREACH_SENT),
        ("Didn't get Ana Ruiz on the phone, left a voicemail", Intent.OUTREACH_SENT),
        ("Haven't heard back from Ana Ruiz, emailed her last week", Intent.OUTREACH_SENT),
        ("So nervous but I called Ana Ruiz and she was lovely", Intent.CONVERSATION),
        ("Nervous: call with Ana Ruiz tomorrow at 9", Intent.MEETING_SCHEDULED),
        ("Never a dull moment: lunch with Ana Ruiz today", Intent.CONVERSATION),
        ("It was Ana Ruiz who called me back today", Intent.CONVERSATION),
        ("Someone from Hulu called me back", Intent.CONVERSATION),
        ("My roommate introduced me to Ana Ruiz from Netflix, we talked for an hour", Intent.CONVERSATION),
        ("Should call Ana by Friday", Intent.CONTACT_ONLY),
        ("If I hear nothing from Ana Ruiz by Friday, remind me to call her", Intent.CONTACT_ONLY),
        ("Shall be seeing Ana Ruiz on Friday at noon", Intent.MEETING_SCHEDULED),
        ("Ana Ruiz of Bosch will see me at her office next Monday", Intent.MEETING_SCHEDULED),
        ("Ana's after moving our lunch to this Friday", Intent.MEETING_SCHEDULED),
        ("Call with Ana Ruiz moved to Sunday", Intent.MEETING_SCHEDULED),
        ("I will go and see Ana Ruiz at her studio on 9 June", Intent.MEETING_SCHEDULED),
        ("There's a job fair on Saturday where I'll meet Ana Ruiz from Bosch", Intent.MEETING_SCHEDULED),
        ("• who: Ana Ruiz\n• how: Zoom\n• next: send her my sketches by Monday", Intent.CONVERSATION),
        ("Said thank you to Ana Ruiz over the phone", Intent.THANKS_SENT),
        ("DM'd Ana Ruiz cheers for the studio tour", Intent.THANKS_SENT),
    ],
)
def test_what_did_happen_is_told_from_it(read: Read, text: str, intent: Intent) -> None:
    assert read(text).intent is intent


@pytest.mark.parametrize(
    ("text", "name", "organisation"),
    [
        ("Coffee w Ana Ruiz; Bosch; buyer", "Ana Ruiz", "Bosch"),
        ("New lead: Ana Ruiz | Repsol | geologist", "Ana Ruiz", "Repsol"),
        ("Call w/ Ibrahim Sow - Wave Senegal - country director", "Ibrahim Sow", "Wave Senegal"),
        ("Ana Ruiz -> Médecins du Monde -> logistician -> met her this morning", "Ana Ruiz", "Médecins du Monde"),
        ("Facetime with Pilar Ortega, ex-Zara now Mango", "Pilar Ortega", "Mango"),
        ("Drinks with Connor Walsh (ex Stripe, now runs Ledgerleaf)", "Connor Walsh", "Ledgerleaf"),
        ("Kofi Mensah left Ecobank for Zenith Bank", "Kofi Mensah", "Zenith Bank"),
        ("Lunch with Ana Ruiz, she just quit Shell to join Vestas", "Ana Ruiz", "Vestas"),
        ("Off a call w/ the registrar at St Bartholomew's Hospital, Ola Adeyemi", "Ola Adeyemi", None),
        ("Zoom w/ Te Aroha Ngata of Ngāi Tahu Holdings", "Te Aroha Ngata", "Ngāi Tahu Holdings"),
        ("spoke to the head of HR at Lidl, name's Ulrike Sommer", "Ulrike Sommer", "Lidl"),
        ("Coffee with Ana Ruiz (yes, really) at Northern Health Trust", "Ana Ruiz", "Northern Health Trust"),
        ("Met Dr. Femi Adesanya who runs Lagos Free Clinic", "Femi Adesanya", "Lagos Free Clinic"),
        ("Ana Ruiz at the Port Authority rang me", "Ana Ruiz", "Port Authority"),
        ("In the diary: Zoom, Henrike Petersen (Lufthansa), Friday 15:30", "Henrike Petersen", "Lufthansa"),
        ("Lunch with Ana Ruiz. He runs Olam's Lagos office", "Ana Ruiz", "Olam"),
        ("Still crickets from Thorben (Zalando)", "Thorben", "Zalando"),
        ("Coffee with Ana Ruiz, she is founder of a start-up named algaia-lab", "Ana Ruiz", "algaia-lab"),
    ],
)
def test_whose_organisation_is_whose(read: Read, text: str, name: str, organisation: str | None) -> None:
    ((found, org),) = who(read(text))
    assert found == name
    if organisation:
        assert (org or "").lower() == organisation.lower()
    else:
        assert org == "St Bartholomew's Hospital"


def test_two_at_one_place(read: Read) -> None:
    assert who(read("Thank-you emails done for Prof Amara Eze and Jonas Berg, both NUS")) == [
        ("Amara Eze", "NUS"),
        ("Jonas Berg", "NUS"),
    ]


def test_an_organisation_picks_the_longer_form_of_a_first_name(read: Read) -> None:
    known = [KnownContact("Jo Farrant", "Ofcom"), KnownContact("Joanna Whitcombe", "Nesta")]
    assert who(read("Caught up with Jo from Nesta", known=known)) == [("Joanna Whitcombe", "Nesta")]
    assert who(read("Caught up with Jo", known=known)) == [("Jo Farrant", "Ofcom")]


@pytest.mark.parametrize(
    ("text", "todo", "due"),
    [
        ("I promised to mail her my CV tonight", "mail her my cv", date(2026, 5, 20)),
        ("Sending her my abstract in a couple of weeks", "send her my abstract", date(2026, 6, 3)),
        ("If she doesn't ring back, try again Friday", "try again if she doesn't ring back", date(2026, 5, 22)),
        ("Another drink with her is planned for next Thursday", "drink with her", date(2026, 5, 28)),
        ("She said check again next month, so will do that", "check again", date(2026, 6, 1)),
        ("📦 promised her my forklift cert by tmrw", "send her my forklift cert", date(2026, 5, 21)),
    ],
)
def test_what_the_owner_takes_on(read: Read, text: str, todo: str, due: date) -> None:
    (found,) = read(f"Coffee with Ana Ruiz. {text}").follow_ups
    assert todo in found.text.lower()
    assert found.due == due


@pytest.mark.parametrize(
    "text",
    [
        "Intro'd me over text to Bo Lindqvist",
        "She offers to present me to her friend Bo Lindqvist",
        '"You should really speak with Bo Lindqvist" she told me',
        "Contact suggested: Bo Lindqvist",
        "She says her old labmate Bo Lindqvist would take my call",
    ],
)
def test_further_ways_of_pointing_to_somebody(read: Read, text: str) -> None:
    found = read(f"Coffee with Ana Ruiz.\n{text}")
    assert [p.name for p in found.contacts] == ["Ana Ruiz"]
    assert [p.name for p in found.referrals] == ["Bo Lindqvist"]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Ana Ruiz can do a call on Monday", Channel.CALL),
        ("Flat whites with Ana Ruiz", Channel.COFFEE),
        ("Asked Ana Ruiz if she'd look over my cover letter", None),
        ("sent whatsapps to Ana Ruiz, waiting to hear", Channel.MESSAGE),
        ("Ana Ruiz liked my reel, we had a Meet at 11", Channel.VIDEO),
    ],
)
def test_further_channels(read: Read, text: str, channel: Channel | None) -> None:
    assert read(text).channel is channel


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("She said I should really read Babbage's notes", "read Babbage's notes"),
        ("He suggested I try the night shift first", "try the night shift first"),
        ("She said to always bring a notebook", "bring a notebook"),
    ],
)
def test_advice_is_a_bare_action(read: Read, text: str, advice: str) -> None:
    source = f"Coffee with Ana Ruiz. {text}"
    (quote,) = read(source).advice
    assert quote.text == advice
    assert source[quote.span.start : quote.span.end] == advice
