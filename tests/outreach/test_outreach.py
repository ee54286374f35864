"""/outreach, as the owner meets it: the draft in three ways, its blanks, the name of whoever gave it."""

from urllib.parse import parse_qs, urlsplit

from storage.kinds import Circle
from tests.conftest import Chat
from tests.outreach.makers import a_person, a_referral, about_me, now_reads


def link_of(chat: Chat) -> str:
    """Where Open in mail leads."""
    [link] = [each.value for row in chat.last_message.inline_keyboard for each in row if each.label == "Open in mail"]
    return str(link)


async def test_the_mail_says_who_gave_the_name_and_offers_to_fit_in(chat: Chat) -> None:
    await about_me(chat, academic_status="a second-year student of history", field="documentary film")
    tom, priya = await a_person(chat, "Tom Reyes"), await a_person(chat, notes="Why them: you cut River House")
    await a_referral(chat, tom, priya, may_use_name=True)
    await chat.send("/outreach Priya")
    assert "Tom Reyes gave you the name and may be mentioned." in chat.last
    body = chat.last.partition("<pre>")[2].partition("</pre>")[0]
    for part in ("Tom Reyes", "second-year student of history", "you cut River House", "20 minutes"):
        assert part in body
    assert len(body.split()) < 120
    assert "blank" not in chat.last


async def test_a_name_stays_out_of_every_draft_until_its_giver_agreed(chat: Chat) -> None:
    tom = await a_person(chat, "Tom Reyes")
    priya = await a_person(chat, found_where="a talk Tom gave", how_met="met through Tom Reyes")
    await a_referral(chat, tom, priya)
    await chat.send("/outreach Priya")
    for tab in ("• Mail", "Phone", "Short"):
        await chat.press(tab)
        assert "Tom" not in chat.last.partition("<pre>")[2]
    assert "whether you may say so is still to be asked" in chat.last


async def test_asking_whether_the_name_may_be_used(chat: Chat) -> None:
    tom, priya = await a_person(chat, "Tom Reyes"), await a_person(chat)
    await a_referral(chat, tom, priya)
    await chat.send("/outreach Priya")
    await chat.press("May I name Tom?")
    assert chat.last.startswith("A line to <b>Tom Reyes</b> before you write to Priya Patel:\n<pre>Hi Tom!")
    await chat.press("I may")
    assert "Tom Reyes" in chat.last.partition("<pre>")[2]
    await chat.press("Undo")
    await chat.send("/outreach Priya")
    assert "Tom" not in chat.last.partition("<pre>")[2]


async def test_a_name_to_be_left_out_stays_out(chat: Chat) -> None:
    tom, priya = await a_person(chat, "Tom Reyes"), await a_person(chat)
    await a_referral(chat, tom, priya)
    await chat.send("/outreach Priya")
    await chat.press("May I name Tom?")
    await chat.press("Leave it out")
    assert "stays out of it, as agreed" in chat.last
    assert "Tom" not in chat.last.partition("<pre>")[2]


async def test_an_introducer_on_the_card_counts_as_well(chat: Chat) -> None:
    tom = await a_person(chat, "Tom Reyes")
    await a_person(chat, introduced_by_id=tom.id, may_use_introducer=True)
    await chat.send("/outreach Priya")
    assert "Tom Reyes" in chat.last.partition("<pre>")[2]


async def test_blanks_are_shown_counted_and_filled_one_by_one(chat: Chat) -> None:
    await a_person(chat, organisation="Acme")
    await chat.send("/outreach Priya")
    assert "‹why you chose them›" in chat.last
    assert "3 blanks to fill in: " in chat.last
    await chat.press("✏️ Why them")
    assert chat.last.startswith("Why <b>Priya Patel</b>, of everybody you could ask?")
    await chat.send("Because you moved from law to film.")
    assert chat.last.startswith("Kept why you chose them, in their notes.")
    assert "because you moved from law to film" in chat.last
    await chat.press("✏️ Where you found the name")
    await chat.send("the credits of River House")
    assert "the credits of River House" in chat.last
    await chat.press("✏️ What you study or do")
    await chat.send("a student of history at Leeds")
    assert "I am a student of history at Leeds" in chat.last
    assert "blank" not in chat.last
    priya = await now_reads(chat)
    assert (priya.notes, priya.found_where) == (
        "Why them: you moved from law to film",
        "the credits of River House",
    )


async def test_a_filled_blank_can_be_taken_back(chat: Chat) -> None:
    await a_person(chat, notes="Loves dogs.\nWhy them: you know film")
    await chat.send("/outreach Priya")
    assert "✏️ Why them" not in chat.buttons
    await chat.press("✏️ Where you found the name")
    await chat.send("the credits of River House")
    await chat.press("Undo")
    assert (await now_reads(chat)).found_where is None


async def test_the_phone_script_and_its_number(chat: Chat) -> None:
    await a_person(chat)
    await chat.send("/outreach Priya")
    await chat.press("Phone")
    assert "When they answer\n“" in chat.last
    assert "Subject" not in chat.last
    await chat.press("✏️ Your phone number")
    await chat.send("+1 555 0100")
    assert "+1 555 0100" in chat.last
    await a_person(chat, "Sam Lee")
    await chat.send("/outreach Sam")
    await chat.press("Phone")
    assert "+1 555 0100" in chat.last


async def test_the_short_message_fits_a_message_and_can_be_copied(chat: Chat) -> None:
    await about_me(chat, academic_status="a history student", field="film")
    await a_person(chat, found_where="Docs Weekly")
    await chat.send("/outreach Priya")
    await chat.press("Short")
    text = chat.last.partition("<pre>")[2].partition("</pre>")[0]
    assert len(text) < 300
    assert f"{len(text)} characters." in chat.last
    assert ("Copy" in chat.buttons) == (len(text) <= 256)


async def test_open_in_mail_carries_address_subject_and_text(chat: Chat) -> None:
    await a_person(chat, email="priya@acme.example")
    await chat.send("/outreach Priya")
    link = link_of(chat)
    assert len(link) <= 2048
    fields = parse_qs(urlsplit(link).query)
    assert urlsplit(link).hostname == "mail.google.com"
    assert fields["to"] == ["priya@acme.example"]
    assert fields["su"][0] in chat.last
    assert fields["body"][0].startswith("Hello Priya,\n\n")


async def test_asking_for_fifteen_minutes_and_in_other_words(chat: Chat) -> None:
    await a_person(chat)
    await chat.send("/outreach Priya")
    await chat.press("15 min")
    first = chat.last
    assert "15 minutes" in first
    assert "• 15 min" in chat.buttons
    await chat.press("Reword")
    assert "15 minutes" in chat.last
    assert chat.last != first


async def test_how_they_are_known_says_where_the_name_is_from(chat: Chat) -> None:
    await a_person(chat, how_met="met at the spring mixer")
    await chat.send("/outreach Priya")
    assert "the spring mixer" in chat.last.partition("<pre>")[2]
    await a_person(chat, "Sam Lee", circle=Circle.ALUMNI)
    await chat.send("/outreach Sam")
    assert "our alumni network" in chat.last.partition("<pre>")[2]


async def test_outreach_alone_shows_who_waits_to_be_written_to(chat: Chat) -> None:
    await chat.send("/outreach")
    assert chat.last.startswith("Whom would you like to write to?")
    tom = await a_person(chat, "Tom Reyes", organisation="Acme")
    await a_person(chat, "Sam Lee", introduced_by_id=tom.id)
    await chat.send("/outreach")
    assert chat.last.startswith("<b>To write to</b>\n• Sam Lee\n• Tom Reyes, Acme")
    await chat.press("Tom Reyes")
    assert chat.last.startswith("✉️ <b>Tom Reyes</b>, Acme")


async def test_a_name_that_fits_nobody_or_several(chat: Chat) -> None:
    await a_person(chat, "Priya Patel")
    await a_person(chat, "Priya Shah")
    await chat.send("/outreach Priya")
    assert chat.buttons == ["Priya Patel", "Priya Shah"]
    await chat.press("Priya Shah")
    assert chat.last.startswith("✉️ <b>Priya Shah</b>")
    await chat.send("/outreach Zebedee")
    assert chat.last.startswith("I know nobody called <b>Zebedee</b>.")


async def test_somebody_elses_person_is_nobody_to_me(chat: Chat) -> None:
    priya = await a_person(chat)
    await chat.send("/outreach Priya")
    sam = chat.another(2002)
    await sam.send("/start")
    await sam.send("/outreach Priya")
    assert f"{priya.name}" not in sam.last


async def test_my_own_wording_of_the_mail_is_used(chat: Chat) -> None:
    await a_person(chat)
    await chat.send("/outreach Priya")
    await chat.press("My wording")
    await chat.send("Subject: Hi\n\nDear {{ first_name }}, may I have {{ minutes }} minutes?")
    await chat.press("See it")
    assert "Subject: <code>Hi</code>\n<pre>Dear Priya, may I have 20 minutes?</pre>" in chat.last


async def test_a_draft_grown_longer_than_a_message_is_still_shown(chat: Chat) -> None:
    await a_person(chat)
    await chat.send("/outreach Priya")
    await chat.press("My wording")
    await chat.send("Dear {{ first_name }}, " + "please " * 560)
    await chat.press("See it")
    assert "pleas…</pre>" in chat.last
    assert "562 words; under 120 is what gets read." in chat.last
