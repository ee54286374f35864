import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drafts import rules
from bot.user_error import UserError

KNOWN: dict[str, object] = {
    "first_name": "Priya",
    "my_name": "Ada",
    "my_status": "a second-year student of journalism at Leeds",
    "my_phone": "555 010",
    "organisation": "Arte",
    "role": "editor",
    "field": "documentary film",
    "reason": "you cut “The River”, which I have watched three times",
    "minutes": 20,
    "when": "yesterday",
    "referral_name": "Sam Lee",
    "referral_allowed": True,
    "found_where": "the credits of “The River”",
    "source": "the alumni list",
    "news": "– Finished the sound course\n– Started volunteering at the festival",
    "advice": "your advice to learn Premiere",
    "advice_helped": True,
    "gist": "what you said about docs",
    "pointed_to": "Maya Ruiz",
    "may_use_name": True,
    "promise": "send you the article",
    "their_promise": "the reading list",
    "landed_as": "I start at Arte in May",
    "learned": "She told me how grants work.",
    "led_to": "Maya Ruiz",
    "meeting_when": "tomorrow, Thursday 5 March, at 15:00 (Lisbon time)",
    "slots": "– Tuesday at 10:00\n– Wednesday at 11:00\n– Friday at 9:00",
    "last_when": "in March",
    "written_when": "last Tuesday",
    "place": "Café Luz",
}
EVERY = [(name, variant) for name in rules.names() for variant in range(len(rules.VARIANTS.split(rules.source(name))))]
PROMISED = """
thank_you thank_you_short thank_you_again outreach_mail outreach_phone outreach_message outreach_second update loop_met
loop_written loop_unreached confirm_meeting reschedule reply_to_refusal ask_permission landed opening_line
closing_question their_promise propose_times
"""
CLICHES = (
    r"hope this (?:finds|email|message)|reach(?:ing)? out|pick your brain|touch base|circle back|synerg|passionate|"
    r"to whom it may|dear sir|leverage|delve|grateful for the opportunity|do not hesitate|don't hesitate"
)


def but(**changes: object) -> dict[str, object]:
    return {**KNOWN, **changes}


def test_every_draft_the_bot_offers_has_a_template() -> None:
    assert set(rules.names()) == set(PROMISED.split())


@pytest.mark.parametrize("name", PROMISED.split())
def test_each_draft_has_several_wordings(name: str) -> None:
    count = len(rules.VARIANTS.split(rules.source(name)))
    assert count >= 2
    assert len({rules.render(name, KNOWN, seed=seed).text for seed in range(count)}) == count


@pytest.mark.parametrize(("name", "variant"), EVERY)
def test_with_everything_known_nothing_is_missing_and_nothing_is_odd(name: str, variant: int) -> None:
    draft = rules.render(name, KNOWN, variant=variant)
    assert draft.missing == ()
    assert not re.search(r"[{}%‹›\ue000\ue001]|None|True|False| {2}|\n{3}| [.,;?]|\.\.", draft.text)
    assert not re.search(CLICHES, draft.text, re.IGNORECASE)
    assert "Priya" in draft.text or name == "closing_question"


@pytest.mark.parametrize(("name", "variant"), EVERY)
def test_with_nothing_known_the_gaps_are_shown_and_counted(name: str, variant: int) -> None:
    draft = rules.render(name, {}, variant=variant)
    shown = set(re.findall(r"‹([^›]+)›", f"{draft.subject}\n{draft.text}"))
    assert shown == set(draft.missing)
    assert shown <= set(rules.LABELS.values())
    assert not re.search(r"[\ue000\ue001{}]|Undefined|None", draft.text)


def test_a_thank_you_quotes_what_was_said_and_keeps_every_promise() -> None:
    draft = rules.render("thank_you", KNOWN, variant=0)
    assert draft.subject == "Thank you, Priya"
    assert draft.text == (
        "Hello Priya,\n\n"
        "Thank you for talking with me yesterday, and especially for what you said about docs. I came away with a much "
        "clearer picture of documentary film.\n\n"
        "I have written down your advice to learn Premiere and will tell you how it goes.\n\n"
        "I will write to Maya Ruiz and say that you pointed me there, as you kindly allowed.\n\n"
        "As I said, I will send you the article.\n\n"
        "Best wishes,\nAda"
    )
    assert draft.word_count == len(draft.text.split())


@pytest.mark.parametrize("variant", range(3))
def test_permission_is_asked_when_open_and_used_only_when_given(variant: int) -> None:
    asked = rules.render("thank_you", but(may_use_name=False, permission_open=True), variant=variant).text
    assert re.search(r"(?:May I mention|may I use your name|happy for me to say)", asked)
    refused = rules.render("thank_you", but(may_use_name=False), variant=variant).text
    assert not re.search(r"use your name|mention you|with your name|happy for me|came from you", refused)
    assert "Maya Ruiz" in refused


@pytest.mark.parametrize(
    ("channel", "begins", "ends", "has_subject"),
    [
        ("mail", "Hello Priya,", "Best wishes,\nAda", True),
        ("message", "Hi Priya,", "\nAda", False),
        ("card", "Dear Priya,", "Yours,\nAda", False),
    ],
)
def test_greeting_and_sign_off_fit_the_way_it_is_sent(channel: str, begins: str, ends: str, has_subject: bool) -> None:
    draft = rules.render("thank_you", but(channel=channel))
    assert draft.text.startswith(begins)
    assert draft.text.endswith(ends)
    assert (draft.subject is not None) is has_subject


@pytest.mark.parametrize("variant", range(3))
def test_a_first_mail_has_all_it_needs_in_under_120_words(variant: int) -> None:
    draft = rules.render("outreach_mail", KNOWN, variant=variant)
    assert draft.subject
    assert draft.word_count < 120
    for needed in ("Sam Lee", "second-year student", "The River", "20 minutes"):
        assert needed in draft.text
    assert re.search(r"suit you|suits you|fit you", draft.text)
    assert rules.too_long("outreach_mail", draft) is None


@pytest.mark.parametrize("variant", range(2))
def test_a_short_message_stays_under_300_characters(variant: int) -> None:
    draft = rules.render("outreach_message", KNOWN, variant=variant)
    assert len(draft.text) < 300
    assert draft.subject is None


def test_an_overgrown_first_message_says_by_how_much() -> None:
    mail = rules.render("outreach_mail", but(reason="you " + "really " * 60 + "know it"))
    assert str(mail.word_count) in (rules.too_long("outreach_mail", mail) or "")
    message = rules.render("outreach_message", but(my_status="a student " + "of many things " * 15))
    assert "300" in (rules.too_long("outreach_message", message) or "")


@pytest.mark.parametrize("name", sorted(rules.NEEDS_PERMISSION))
@pytest.mark.parametrize("allowed", [None, False, "yes"])
def test_the_introducers_name_is_used_only_with_their_permission(name: str, allowed: object) -> None:
    for seed in range(3):
        draft = rules.render(name, but(referral_allowed=allowed), seed=seed)
        assert "Sam Lee" not in f"{draft.subject} {draft.text}"
    own = rules.render(name, but(referral_allowed=allowed), override="{{ referral_name }} sent me.")
    assert "Sam Lee" not in own.text


def test_where_the_name_was_found_is_said_unless_that_is_not_allowed() -> None:
    found = but(referral_name=None)
    assert "the credits of “The River”" in rules.render("outreach_mail", found).text
    assert "the credits" not in rules.render("outreach_mail", {**found, "found_allowed": False}).text


@pytest.mark.parametrize("name", ["outreach_mail", "outreach_message", "outreach_second", "outreach_phone"])
def test_no_first_message_asks_for_a_job_or_sends_a_resume(name: str) -> None:
    for seed in range(3):
        text = rules.render(name, KNOWN, seed=seed).text.lower()
        assert not re.search(r"\bresume\b|\bcv\b|attached|hire me|vacanc|opening|opportunit", text)


def test_the_phone_script_has_words_for_voicemail_with_the_number_twice() -> None:
    text = rules.render("outreach_phone", KNOWN).text
    assert "On voicemail" in text
    assert text.count("555 010") == 2


def test_two_contacts_get_different_wordings_and_each_keeps_its_own() -> None:
    assert rules.render("thank_you", KNOWN, seed=7) == rules.render("thank_you", KNOWN, seed=7)
    assert rules.render("thank_you", KNOWN, seed=7).text != rules.render("thank_you", KNOWN, seed=8).text


def test_the_owners_own_wording_is_used_instead() -> None:
    draft = rules.render("thank_you", KNOWN, override="Subject: Cheers\nDear {{ first_name }}, thanks for {{ gist }}!")
    assert draft == rules.Draft("Dear Priya, thanks for what you said about docs!", "Cheers", (), 9)


def test_the_owners_own_wordings_may_be_several() -> None:
    wording = "Hi {{ first_name }}\n===\nHello {{ first_name }}"
    assert [rules.render("update", KNOWN, override=wording, seed=seed).text for seed in (0, 1)] == [
        "Hi Priya",
        "Hello Priya",
    ]


@pytest.mark.parametrize("name", rules.names())
def test_every_template_as_delivered_is_itself_a_wording_one_may_edit(name: str) -> None:
    rules.check_wording(rules.source(name))
    assert rules.render(name, KNOWN, override=rules.source(name)) == rules.render(name, KNOWN)


@pytest.mark.parametrize(
    ("wording", "says"),
    [
        ("Hi\n\n{{ first_name", "Line 3"),
        ("Hi {% if gist %}there", "Line 1"),
        ("Hi\n{{ firstname }}", "Line 2.*Did you mean {{ first_name }}"),
        ("Hi\n===\nHello\n{{ giist }}", "Line 4.*Did you mean {{ gist }}"),
        ("{% for x in gist %}x{% endfor %}", "Line 1: only blanks"),
        ("Hi\n{{ first_name.__class__ }}", "Line 2: only blanks"),
        ("{{ range(10) }}", "Line 1"),
        ("{{ 'a' * 999999999 }}", "Line 1: only blanks"),
        ("{{ first_name|nonsense }}", "Line 1: I do not know"),
        ("{% include 'landed.j2' %}", "Line 1: only blanks"),
        ("{% if gist %}" * 150 + "x" + "{% endif %}" * 150, "Line 1"),
        ("Hi\n===\n\n===\nHello", "line 3 is empty|line 2 is empty"),
        ("   ", "empty"),
        ("x" * 4001, "4001 characters"),
    ],
)
def test_a_wording_that_cannot_work_is_told_with_its_line(wording: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        rules.check_wording(wording)
    with pytest.raises(UserError):
        rules.render("thank_you", KNOWN, override=wording)


@given(st.text(alphabet="{}%|=. abif\n\"'#-", max_size=60))
def test_any_wording_renders_or_is_refused_kindly(wording: str) -> None:
    try:
        draft = rules.render("update", KNOWN, override=wording)
    except UserError as error:
        said = str(error)
    else:
        said = draft.text.replace("\n", " ")
    assert "\n" not in said


@given(st.dictionaries(st.sampled_from(sorted(rules.LABELS)), st.text(max_size=40) | st.booleans() | st.none()))
def test_no_value_can_break_a_draft_or_pose_as_a_gap(values: dict[str, object]) -> None:
    values.pop("channel", None)
    for name in ("thank_you", "outreach_mail", "update"):
        draft = rules.render(name, values)
        assert "\ue000" not in draft.text
        assert set(draft.missing) <= set(rules.LABELS.values())


def test_values_are_text_and_never_templates() -> None:
    assert "{{ my_phone }}" in rules.render("thank_you", but(gist="{{ my_phone }}")).text


def test_telegram_gets_escaped_text_with_gaps_in_bold() -> None:
    draft = rules.render("thank_you", {"first_name": "<Ada> & Co"}, variant=0)
    shown = rules.html(draft)
    assert "Hello &lt;Ada&gt; &amp; Co," in shown
    assert "<b>‹your name›</b>" in shown


def test_what_a_conversation_holds_becomes_the_values_of_a_thank_you() -> None:
    values = rules.talk_values(
        "she said I should learn Premiere",
        suggestions=["learn Premiere", "read Murch"],
        pointed_to=["Maya Ruiz", "Tom Fox"],
        promise="send her the article",
    )
    assert values == {
        "gist": "your advice to learn Premiere",
        "advice": "your advice to read Murch",
        "pointed_to": "Maya Ruiz and Tom Fox",
        "may_use_name": False,
        "permission_open": True,
        "promise": "send you the article",
    }


@pytest.mark.parametrize(
    "noted", ["should read Walter Murch", "to read Walter Murch", "Walter Murch", "Read Walter Murch"]
)
def test_advice_that_is_part_of_the_gist_is_not_said_twice(noted: str) -> None:
    values = rules.talk_values("she said I should read Walter Murch", suggestions=[noted])
    assert values["gist"] == "your advice to read Walter Murch"
    assert values["advice"] is None
    for variant in range(3):
        assert rules.render("thank_you", but(**values), variant=variant).text.count("Murch") == 1


def test_advice_that_only_shares_a_word_with_the_gist_is_said() -> None:
    values = rules.talk_values("she said I should read Walter Murch", suggestions=["should read Murchison"])
    assert values["advice"] == "your advice to read Murchison"


def test_notes_with_nothing_to_quote_leave_the_plain_thanks() -> None:
    values = rules.talk_values("great chat!!")
    assert values["gist"] is None
    assert "Thank you for talking with me." in rules.render("thank_you", {**values, "first_name": "P"}, variant=0).text


@pytest.mark.parametrize(
    ("at", "zone", "said"),
    [
        (datetime(2026, 3, 5, 15, tzinfo=UTC), "Europe/Lisbon", "tomorrow, Thursday 5 March, at 15:00 (Lisbon time)"),
        (
            datetime(2026, 3, 5, 15, tzinfo=UTC),
            "America/New_York",
            "tomorrow, Thursday 5 March, at 10:00 (New York time)",
        ),
        (datetime(2026, 3, 5, 15, tzinfo=UTC), "Asia/Tokyo", "on Friday 6 March, at 00:00 (Tokyo time)"),
        (datetime(2026, 3, 4, 20, tzinfo=UTC), "UTC", "today, Wednesday 4 March, at 20:00 (UTC)"),
        (datetime(2026, 7, 1, 8, tzinfo=UTC), "Europe/London", "on Wednesday 1 July, at 09:00 (London time)"),
    ],
)
def test_a_meeting_is_told_in_the_contacts_own_time(at: datetime, zone: str, said: str) -> None:
    assert rules.in_their_time(at, ZoneInfo(zone), now=datetime(2026, 3, 4, 12, tzinfo=UTC)) == said
