"""Who was introduced and by whom, lists of people, where they work; and what is no matter of the owner's at all."""

import pytest

from bot.capture import Channel, Intent

from .conftest import Read

PLANNED = Intent.MEETING_SCHEDULED


@pytest.mark.parametrize(
    ("text", "intent", "contact", "through"),
    [
        ("Wanda introduced me to Piet Smit at the quiz, we chatted", Intent.CONVERSATION, "Piet Smit", "Wanda"),
        ("Otto connected me with Ji-woo Han; we had lunch today", Intent.CONVERSATION, "Ji-woo Han", "Otto"),
        ("Wanda put me in touch with Piet Smit, we're meeting Friday 9am", PLANNED, "Piet Smit", "Wanda"),
        ("Otto hooked me up with Ji-woo Han. Zoom on the 18th at 17:30", PLANNED, "Ji-woo Han", "Otto"),
        ("Wanda introduced me to Piet Smit, just emailed him", Intent.OUTREACH_SENT, "Piet Smit", "Wanda"),
    ],
)  # fmt: skip
def test_a_note_that_opens_with_an_introduction_is_about_the_new_person(
    read: Read, text: str, intent: Intent, contact: str, through: str
) -> None:
    found = read(text)
    assert found.intent is intent
    assert [person.name for person in found.contacts] == [contact]
    assert found.met_through is not None
    assert found.met_through.name == through
    assert found.referrals == ()


@pytest.mark.parametrize(
    ("text", "contact", "referral"),
    [
        ("Otto introduced me to Ji-woo Han by email", "Otto", "Ji-woo Han"),
        ("my coach Wanda told me about her friend Piet at Shell, said to email him", "Wanda", "Piet"),
        ("tea with Otto. he will introduce me to Ji-woo Han", "Otto", "Ji-woo Han"),
        ("Wanda said if I get lost ask Piet in dispatch", "Wanda", "Piet"),
        ("heard back from Otto: he can't help but Ji-woo from Lotte can", "Otto", "Ji-woo"),
    ],
)
def test_whom_somebody_only_pointed_to_is_a_referral(read: Read, text: str, contact: str, referral: str) -> None:
    found = read(text)
    assert [person.name for person in found.contacts] == [contact]
    assert [person.name for person in found.referrals] == [referral]
    assert found.follow_ups == ()


@pytest.mark.parametrize(
    "text",
    [
        "Keanu Reeves walked past me at the bakery",
        "spotted Anna Wintour in the queue at the post office",
        "Jeff Bezos emailed his employees about parcels",
        "Mandela once said it always seems impossible until it is done",
        "hope Anouk likes my essay",
        "good luck to Anouk with the exam",
        "remind me to water the plants tomorrow",
        "planning to move to Porto in May if rents come down",
        "grandpa Josef worked at Tatra for 40 years and married my grandma there",
        "Oliver Wyman is hiring too",
        "add a photo to Anouk's profile",
        "the Dutch finance minister wrote a letter to Philips",
        "Anouk and Josef broke up",
    ],
)
def test_what_is_nobodys_business_is_not_kept(read: Read, text: str) -> None:
    assert read(text).intent is Intent.NONE


def test_namesakes_of_the_famous_are_kept_where_the_owner_deals_with_them(read: Read) -> None:
    for text in ("coffee with Will Smith", "Tim Cook from Acme called me", "met Emma Watson (Deloitte) at the mixer"):
        assert read(text).intent is Intent.CONVERSATION
    assert [person.name for person in read("Ada Lovelace").contacts] == ["Ada Lovelace"]


def test_an_opening_remark_is_no_part_of_the_note(read: Read) -> None:
    found = read("Call me sentimental but I met Anouk Roy today")
    assert (found.intent, found.channel) == (Intent.CONVERSATION, Channel.MEETING)
    assert found.follow_ups == ()


def test_everybody_who_heads_a_line_of_a_list_is_kept(read: Read) -> None:
    found = read("Add these:\nAnouk Roy - Alstom\nJosef Hala - Tatra - welder\nLina Berg - Volvo")
    assert [(person.name, person.org, person.role) for person in found.contacts] == [
        ("Anouk Roy", "Alstom", None),
        ("Josef Hala", "Tatra", "welder"),
        ("Lina Berg", "Volvo", None),
    ]


@pytest.mark.parametrize(
    ("text", "org", "role"),
    [
        ("Zoom with Anouk Roy yesterday, ALDI, category buyer", "ALDI", "category buyer"),
        ("coffee with Anouk Roy (head of R&D, Alstom)", "Alstom", "head of R&D"),
        ("met Anouk Roy, curator of prints, Museum of Denmark", "Museum of Denmark", "curator of prints"),
        ("tea with Anouk Roy, who left Alstom in March and is a freelance planner now", None, "freelance planner"),
        ("call with Anouk Roy about her group at ETH Zürich", "ETH Zürich", None),
        ("save Anouk Roy, works for Alstom in Lyon as a safety engineer", "Alstom", "safety engineer"),
    ],
)  # fmt: skip
def test_where_somebody_works_and_as_what_stands_in_many_places(
    read: Read, text: str, org: str | None, role: str | None
) -> None:
    [person] = read(text).contacts
    assert (person.name, person.org, person.role) == ("Anouk Roy", org, role)


def test_ten_to_eleven_in_figures_is_an_hour_and_in_words_a_minute(read: Read) -> None:
    times = [read(f"meeting Anouk tomorrow at {words}").time for words in ("10 to 11", "ten to twelve")]
    assert [f"{at:%H:%M}" for at in times if at] == ["10:00", "11:50"]
