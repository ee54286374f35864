import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drafts import rules as drafts
from bot.outreach.checker import Finding, Kind, check

GOOD_MAIL = """Hello Priya,

Sam Lee gave me your name. I am a second-year journalism student at Leeds.

I am writing to you because you cut “The River” and I would like to understand how editors find a story.

Could you spare 20 minutes for a few questions? Any time that suits you will suit me. I am not asking for a job.

Best wishes,
Ada"""

# (what kind of draft, the draft, what it lacks, what is too much)
DRAFTS = [
    ("a complete mail", GOOD_MAIL, set(), set()),
    (
        "a bare request",
        "Hi Priya, can we talk about your job?",
        {"source", "status", "reason", "time", "flexibility"},
        set(),
    ),
    (
        "a job request in disguise",
        "Dear Mr Fox,\n\nI am a final-year student of economics and found your profile on the alumni page. "
        "Do you have any "
        "openings in your team? I attached my resume.\n\nAda",
        {"reason", "time", "flexibility"},
        {"job", "resume"},
    ),
    (
        "an admirer",
        "Hello Tom,\nI am a huge fan and you are an incredible legend. I watched your film at the festival. "
        "I study film. "
        "Could I ask you about your film for 15 minutes whenever it suits you?",
        set(),
        {"flattery"},
    ),
    (
        "an hour of somebody's time",
        "Hello Maya, I read your article on grants in the Post. I'm a graduate student in biology. Because "
        "you moved from "
        "the lab to writing, I'd love to talk for an hour at a time convenient for you. Would that be possible?",
        set(),
        {"time"},
    ),
    (
        "no name in the greeting",
        "Dear Sir or Madam,\nI am an undergraduate and came across your work in the journal. Could I have 20 minutes, "
        "at your convenience, to learn about your research?",
        {"greeting"},
        set(),
    ),
    (
        "a bunch of requests",
        "Hi Lee, we met at the careers fair, I'm a sophomore at Ohio State. Your talk on audio stayed with "
        "me. Could we "
        "chat for 20 minutes when it suits you? Could you also look at my resume? And could you introduce me "
        "to your boss?",
        set(),
        {"asks"},
    ),
    (
        "a questionnaire",
        "Hello Jo, Sam suggested I write to you; I am a nursing student. Because you run a ward I wonder: "
        "what is a day "
        "like? What is hard? What do you earn? I need 15 minutes, whenever you like.",
        set(),
        {"asks"},
    ),
    (
        "stock phrases",
        "Dear Priya,\nI hope this email finds you well. I am an alumna of Leeds and found your name in the "
        "alumni directory."
        " I would love to pick your brain for 20 minutes about your move from law to film. Any day works for me.",
        set(),
        {"stock phrase"},
    ),
    (
        "an apology",
        "Hi Ana, so sorry to bother you, I'm just a student. I found you through the society's list. Your "
        "research on soil "
        "is what I want to do. Could I call for ten minutes at a time that is convenient?",
        set(),
        {"apology"},
    ),
    (
        "pressure",
        "Hello Ben, Kim gave me your name. I'm studying law. I want to ask about your work at the court. Could we talk "
        "for 20 minutes by Friday? I need your answer as soon as possible.",
        {"flexibility"},
        {"pressure"},
    ),
    (
        "no question at all",
        "Hello Ben, Kim gave me your name. I am a law student. Your column in the Times made me think. 20 "
        "minutes, any time.",
        {"request"},
        set(),
    ),
    (
        "a resume on request",
        "Hello Ines, Professor Ruiz suggested that I contact you. I am a master's student in architecture. Because you "
        "designed the library, could I ask you a few questions, 15-20 minutes, whenever it suits you? I am "
        "happy to send "
        "my resume if useful.",
        set(),
        set(),
    ),
    (
        "wanting to work there",
        "Hi Omar, I saw your talk at PyCon. I'm a computer science student and would love to work for your "
        "company. Your "
        "project on maps is great. Could we speak for half an hour at your convenience?",
        set(),
        {"job", "asks"},
    ),
    (
        "a career changer",
        "Hello Ruth,\nYour name came up in the staff page of the museum. I have worked as a nurse for ten years and am "
        "thinking about conservation. I am asking you because you made the same step. Might you have 20 minutes on the "
        "phone? You choose the day.",
        set(),
        set(),
    ),
    (
        "only a sentence about oneself",
        "Hello Ruth, I am a history student and very interested in museums. I look forward to hearing from you.",
        {"source", "reason", "time", "flexibility", "request"},
        set(),
    ),
    (
        "a favour with a relative behind it",
        "Dear Mr Cole, my aunt told me to contact you. I graduated from Hull in May. She said you moved from "
        "teaching into "
        "radio, and I would like to hear how you did it. Is there a quarter of an hour in the next weeks "
        "that would be easy "
        "for you?",
        set(),
        set(),
    ),
    (
        "an internship",
        "Hello Eva, I read your piece in the Guardian. I'm looking for an internship in publishing and I am a student. "
        "Could you keep me in mind? 20 minutes would be great too, whenever it works for you.",
        set(),
        {"job"},
    ),
    (
        "a short direct message",
        "Hi Noor! Fellow Bath graduate here, now retraining in UX. Your thread on interviews helped me. 15 "
        "min to ask you "
        "about it, whenever suits?",
        set(),
        set(),
    ),
    (
        "a visit of a whole day",
        "Hello Sven, Ida pointed me to you. I am an apprentice. Because you build boats, may I spend a day "
        "at your yard? "
        "Any day that suits you.",
        {"time"},
        set(),
    ),
    (
        "a junior with a professor's word",
        "Hi Dana,\n"
        "\n"
        "I'm Leo, a junior at UMass studying civil engineering. Professor Okafor mentioned that you worked on "
        "the Bristol bridge and thought you'd be a good person to ask about structural work.\n"
        "\n"
        "Would you be up for a 20 min call sometime in the next couple weeks? Happy to work around your "
        "schedule.\n"
        "\n"
        "Thanks,\n"
        "Leo",
        set(),
        set(),
    ),
    (
        "a chemist with an application",
        "Good afternoon Ms. Alvarez, my name is Jin and I recently finished my degree in chemistry. I got your "
        "contact from Dr. Weber. I really want to get into pharma, and I was wondering if there are any "
        "positions at Bayer for someone like me. I've attached my CV for your consideration. Looking forward to "
        "your reply!",
        {"reason", "time", "flexibility"},
        {"job", "resume"},
    ),
    (
        "typed with two thumbs",
        "Hey! saw ur post on LinkedIn about product management. super inspiring!! can i ask u some questions? im "
        "a cs major",
        {"time", "flexibility", "greeting"},
        set(),
    ),
    (
        "somebody from the same college",
        "Dear Helen,\n"
        "We haven't met, but we both went to Sarah Lawrence (I graduate next spring). I listened to your "
        "interview on the Longform podcast twice: the part about leaving fact-checking for audio is exactly the "
        "question I'm stuck on. Could I buy you a coffee or call you for half an hour? I can do mornings, "
        "evenings, weekends, whatever is easiest.\n"
        "Thanks for considering it,\n"
        "Mo",
        set(),
        set(),
    ),
    (
        "nothing but a wish to connect",
        "Hello, I would like to connect.",
        {"source", "status", "reason", "time", "flexibility"},
        set(),
    ),
    (
        "a form letter",
        "Dear Mr. Tan,\n"
        "I am reaching out because I am exploring careers in finance and your background is impressive. I would "
        "appreciate the opportunity to learn from your journey. Please let me know if you have time for a quick "
        "chat.\n"
        "Regards, Wei",
        {"source", "status", "reason", "time", "flexibility"},
        set(),
    ),
    (
        "a cousin's word",
        "Hi Olu! Your cousin Temi said I should message you – I'm thinking of leaving teaching for UX writing, "
        "and she told me you did the same. Any chance of 15 minutes on the phone? Evenings or weekends or "
        "whenever. No worries if not!",
        set(),
        set(),
    ),
    (
        "an alumni mail with a subject",
        "Subject: Question from a fellow Wildcat\n"
        "Dear Ms. Brandt, I'm a sophomore in environmental studies at Northwestern and found you through the "
        "alumni network. Your path from consulting to the Nature Conservancy caught my attention. I would love "
        "to ask a few questions about how you made that switch. If you have 20-30 minutes in the coming weeks, I "
        "can meet by phone at whatever time is convenient for you. Thank you! Sam",
        set(),
        set(),
    ),
]


def named(findings: list[Finding], kind: Kind) -> set[str]:
    return {finding.name for finding in findings if finding.kind is kind}


@pytest.mark.parametrize(("draft", "lacks", "has_too_much"), [pytest.param(*row[1:], id=row[0]) for row in DRAFTS])
def test_a_draft_is_told_what_it_lacks_and_what_is_too_much(
    draft: str, lacks: set[str], has_too_much: set[str]
) -> None:
    findings = check(draft)
    assert named(findings, Kind.MISSING) == lacks
    assert named(findings, Kind.TOO_MUCH) == has_too_much


def test_what_is_good_is_said_with_its_line() -> None:
    good = {finding.name: finding.line_number for finding in check(GOOD_MAIL)}
    assert good == {
        "source": 3,
        "status": 3,
        "reason": 5,
        "time": 7,
        "flexibility": 7,
        "job": 7,
        "length": None,
    }


def test_too_much_points_at_its_line() -> None:
    draft = "Hello Ada,\n\nSam gave me your name.\n\nAre you hiring?\nMy CV is attached."
    lines = {finding.name: finding.line_number for finding in check(draft) if finding.kind is Kind.TOO_MUCH}
    assert lines == {"job": 5, "resume": 6}


def test_the_length_is_counted_without_the_subject() -> None:
    long = "Subject: one two three\n" + "word " * 121
    finding = next(finding for finding in check(long) if finding.name == "length")
    assert finding.kind is Kind.TOO_MUCH
    assert finding.says.startswith("121 words")
    assert next(f for f in check("Subject: a b c\n" + "word " * 120) if f.name == "length").kind is Kind.GOOD


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("15 minutes", Kind.GOOD),
        ("15-20 min", Kind.GOOD),
        ("half an hour", Kind.GOOD),
        ("thirty minutes", Kind.GOOD),
        ("20 to 30 minutes", Kind.GOOD),
        ("a 20-minute call", Kind.GOOD),
        ("45 minutes", Kind.TOO_MUCH),
        ("30 to 45 minutes", Kind.TOO_MUCH),
        ("an hour", Kind.TOO_MUCH),
        ("two hours", Kind.TOO_MUCH),
        ("some of your time", Kind.MISSING),
    ],
)
def test_fifteen_to_thirty_minutes_is_what_one_may_ask_for(asked: str, kind: Kind) -> None:
    finding = next(finding for finding in check(f"Hello Ada, could I have {asked}?") if finding.name == "time")
    assert finding.kind is kind


@pytest.mark.parametrize(
    "said",
    [
        "I am not looking for a job.",
        "I'm not asking for a position, only for your view.",
        "This is not about a job.",
        "I want advice rather than a job.",
        "I don't expect you to have a job for me.",
    ],
)
def test_saying_it_is_not_about_a_job_is_good_and_no_request(said: str) -> None:
    assert "job" in named(check(f"Hello Ada,\n{said}"), Kind.GOOD)
    assert "job" not in named(check(f"Hello Ada,\n{said}"), Kind.TOO_MUCH)


@pytest.mark.parametrize(
    "said",
    [
        "Are you hiring?",
        "Do you know of any openings?",
        "I am looking for a summer job.",
        "I would love to join your team.",
        "Please consider me for the role.",
        "Could you put in a good word for me?",
        "Could you pass on my resume?",
        "Is there an internship available?",
    ],
)
def test_asking_for_a_job_is_noticed_and_gets_a_kinder_wording(said: str) -> None:
    finding = next(f for f in check(f"Hello Ada,\n{said}", field="publishing") if f.name == "job")
    assert (finding.kind, finding.line_number) == (Kind.TOO_MUCH, 2)
    assert "publishing" in (finding.try_ or "")


@pytest.mark.parametrize(
    "said",
    [
        "I would like to hear about your job.",
        "How did you get your first job?",
        "How did you get a job in film?",
        "I want to learn what a career in law looks like.",
        "I would welcome the opportunity to talk with you.",
    ],
)
def test_asking_about_their_job_is_not_asking_for_one(said: str) -> None:
    assert "job" not in named(check(f"Hello Ada,\n{said}"), Kind.TOO_MUCH)


def test_the_owners_status_and_field_make_the_advice_concrete() -> None:
    findings = {finding.name: finding for finding in check("Hello Ada!", status="a biology student", field="botany")}
    assert findings["status"].try_ == "“I am a biology student.”"
    assert "botany" in (findings["source"].try_ or "")


def test_a_status_in_the_owners_own_words_counts() -> None:
    assert "status" in named(check("Hello Ada, baker turned coder here.", status="baker turned coder"), Kind.GOOD)


def test_missing_things_come_first_then_from_top_to_bottom() -> None:
    findings = check("Hello Ada,\nAre you hiring?\nYou are a legend.\nSam gave me your name.")
    kinds = [finding.kind for finding in findings]
    assert kinds == sorted(kinds, key=[Kind.MISSING, Kind.TOO_MUCH, Kind.GOOD].index)
    lines = [finding.line_number for finding in findings if finding.kind is Kind.TOO_MUCH]
    assert lines == [2, 3]


def test_an_empty_draft_has_nothing_to_say_about() -> None:
    assert check(" \n ") == []


@pytest.mark.parametrize("seed", range(3))
def test_the_bots_own_first_mail_passes_its_own_check(seed: int) -> None:
    values = {
        "first_name": "Priya",
        "my_name": "Ada",
        "my_status": "a second-year student of journalism at Leeds",
        "field": "documentary film",
        "reason": "you cut “The River”",
        "found_where": "the credits of “The River”",
    }
    for known in (values, {**values, "referral_name": "Sam Lee", "referral_allowed": True}):
        text = drafts.render("outreach_mail", known, seed=seed).text
        assert named(check(text), Kind.MISSING) == set()
        assert named(check(text), Kind.TOO_MUCH) == set()


@given(st.text(max_size=600), st.none() | st.text(max_size=20), st.none() | st.text(max_size=20))
def test_no_draft_breaks_the_checker(draft: str, status: str | None, field: str | None) -> None:
    for finding in check(draft, status=status, field=field):
        assert finding.says
        assert finding.line_number is None or 1 <= finding.line_number <= len(draft.splitlines())
