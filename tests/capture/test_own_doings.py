"""Whose doing is told: the owner's, which is noted, or somebody else's, which is not, whatever stands around it."""

import pytest

from bot.capture import Channel, DoubtKind, Intent, KnownContact

from .conftest import Read


@pytest.mark.parametrize(
    "text",
    [
        "The interview at Barclays terrifies me",
        "my housemate landed a job at Ocado thanks to Femi",
        "Granny had a chat with the bishop at the shops",
        "the call between Joost and Merel is on Tuesday",
        "Yael's husband emailed Zalando nine times",
        "Our coach told us about her talk with Mandela",
        "caught Angela Merkel on the news last night",
        "listening to a podcast with Brené Brown",
        "a stranger on tiktok says to text the manager at Aldi",
        "Beyoncé is my idol lol",
        "Vacancy: Lab Technician, Leeds. Contact Petra Hahn by Friday",
        "Hi Joost, I hope this finds you well",
        "Make Merel a favourite",
        "Move Joost to the archive",
        "act as a recruiter at Ikea and ask me things",
        "too scared to ring Merel",
        "any word from Joost",
        "I keep imagining my talk with the partners at Linklaters",
        "should've asked Merel about pay",
        "my name is Imke",
        "I would rather marry Joost than cold call Shell",
        "tea with Joost or supper with Merel, which is better?",
        "still nothing from anybody",
        "they're having dinner with the ambassador",
        "Joost works at Philips, not Siemens",
        "nah scrap the previous one",
    ],
)
def test_what_others_do_fear_say_or_broadcast_is_no_note(read: Read, text: str) -> None:
    found = read(text)
    assert (found.intent, found.contacts, found.referrals, found.follow_ups) == (Intent.NONE, (), (), ())


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Who says lawyers are cold? Had tea with Femi Adeleke today", Intent.CONVERSATION),
        ("why was I so worried?! spoke to Femi Adeleke at the harbour, lovely man", Intent.CONVERSATION),
        ("what a kind woman Merel Bos is! she showed me round her lab", Intent.CONVERSATION),
        ("guess who I ran into? Merel Bos!", Intent.CONVERSATION),
        ("not gonna lie I nearly left but then I walked up to Femi Adeleke", Intent.CONVERSATION),
        ("pfff, an hour late but she showed up. Merel Bos, biologist", Intent.CONVERSATION),
        ("whatsapp from Femi Adeleke at Arup: no budget this year", Intent.CONVERSATION),
        ("I'm meeting Merel Bos on Tuesday at 4, what do I bring?", Intent.MEETING_SCHEDULED),
        ("wish me luck, Femi Adeleke is showing me the plant on Monday", Intent.MEETING_SCHEDULED),
        ("how exciting! Merel Bos invited me for supper next Tuesday", Intent.MEETING_SCHEDULED),
        ("lunch with femi postponed, he's at home with a cold", Intent.MEETING_SCHEDULED),
        ("thx note → Merel Bos. phew", Intent.THANKS_SENT),
        ("Left VM for Merel Bos, calling again tomorrow", Intent.OUTREACH_SENT),
        ("Merel Bos and I talked at the harbour on Friday", Intent.CONVERSATION),
        ("hello Rapport, I had soup with Merel Bos today", Intent.CONVERSATION),
        ("keep Merel Bos in mind for the jury", Intent.CONTACT_ONLY),
        ("did I tell you Femi Adeleke left Arup? he did!", Intent.CONTACT_ONLY),
    ],
)
def test_a_note_may_begin_with_a_question_or_a_sigh(read: Read, text: str, intent: Intent) -> None:
    found = read(text)
    assert found.intent is intent
    assert len(found.contacts) == 1


@pytest.mark.parametrize(
    "text",
    [
        "He reckons I should give Merel Bos a bell",
        "He said to drop Merel Bos a line",
        "Have a word with Merel Bos, he says",
        "Merel Bos is the one to ask about permits",
        "He told me his flatmate Merel Bos could help",
        "According to him, Merel Bos knows the trade best",
        "He's going to ask Merel Bos whether she has time for me",
        "He'll check with Merel Bos about a slot for me",
        "There's a Merel Bos I ought to contact",
        "Names he gave: Merel Bos",
        "My best route in is Merel Bos",
        "His flatmate Merel Bos hires trainees, he said to text her",
        "Merel Bos might have an opening, per Femi",
        '"Use my name when you write to Merel Bos"',
        "He put me onto Merel Bos",
    ],
)
def test_more_ways_of_pointing_to_somebody(read: Read, text: str) -> None:
    found = read(f"Supper with Femi Adeleke. {text}")
    assert [p.name for p in found.contacts] == ["Femi Adeleke"]
    assert [p.name for p in found.referrals] == ["Merel Bos"]


@pytest.mark.parametrize(
    "text",
    [
        "He used to work with Merel Bos",
        "He said Merel Bos is leaving",
        "He knows Merel Bos from the choir",
        "He'll send the form and ask his boss",
    ],
)
def test_a_mention_is_no_pointing(read: Read, text: str) -> None:
    found = read(f"Supper with Femi Adeleke. {text}")
    assert ([p.name for p in found.contacts], found.referrals, found.follow_ups) == (["Femi Adeleke"], (), ())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tea with Bae Su Bin", "Bae Su Bin"),
        ("call w/ Jang Hyun-woo at noon today", "Jang Hyun-woo"),
        ("spoke to kwok siu ming from cathay", "Kwok Siu Ming"),
        ("Emailed Truong Thi Hong Nhung", "Truong Thi Hong Nhung"),
        ("Met Xie Rui Yan at the fair", "Xie Rui Yan"),
    ],
)
def test_names_that_begin_with_the_family(read: Read, text: str, name: str) -> None:
    assert [p.name for p in read(text).contacts] == [name]


@pytest.mark.parametrize(
    ("text", "org"),
    [
        ("Tea with Merel Bos, she has moved from Heineken to Grolsch", "Grolsch"),
        ("add Merel Bos from 3M", "3M"),
        ("Save: Merel Bos, Transavia, cabin crew manager", "Transavia"),
        ("Merel Bos. Transavia. purser", "Transavia"),
        ("Tea with Merel Bos in legal at Heineken", "Heineken"),
    ],
)
def test_where_somebody_works(read: Read, text: str, org: str) -> None:
    assert [(p.name, p.org) for p in read(text).contacts] == [("Merel Bos", org)]


def test_a_known_first_name_is_a_name_however_it_is_typed(read: Read) -> None:
    known = [KnownContact("Thijs Vermaat", "KLM", 7)]
    (found,) = read("ended up on the phone with thijs", known=known).contacts
    assert found.known == known[0]


@pytest.mark.parametrize("day", ["31 February", "30/02", "Feb 30th", "the 32nd", "sept 31st"])
def test_a_day_that_no_calendar_has_is_asked_about(read: Read, day: str) -> None:
    found = read(f"Supper with Femi Adeleke on {day}")
    assert DoubtKind.UNLIKELY_DATE in [d.kind for d in found.doubts]
    assert found.channel is Channel.COFFEE


def test_a_floor_or_a_street_is_no_day(read: Read) -> None:
    assert read("Supper with Femi Adeleke on the 45th floor").doubts == ()


def test_what_is_said_to_the_bot_is_nothing_to_do(read: Read) -> None:
    found = read("Femi Adeleke runs a bakery in Ghent, write that down")
    assert (found.intent, found.follow_ups) == (Intent.CONTACT_ONLY, ())
