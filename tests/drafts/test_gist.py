import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drafts.gist import NEUTRAL, quote_advice, quote_gist, quote_offer, quote_promise

TURNED = [
    (
        "talked about docs, loved my reel, said learn Premiere",
        "what you said about docs, your kind words about my reel and your advice to learn Premiere",
    ),
    ("she said I should learn Premiere", "your advice to learn Premiere"),
    ("He told me to read Murch.", "your advice to read Murch"),
    ("Talked about her job at Pixar", "what you said about your job at Pixar"),
    (
        "She started as a runner and moved into editing after two years",
        "the story of how you started as a runner and moved into editing after two years",
    ),
    ("told me how she got started", "your account of how you got started"),
    ("said the industry is shrinking", "your point that the industry is shrinking"),
    ("she thinks docs are coming back", "your view that docs are coming back"),
    (
        "They recommended the book In the Blink of an Eye",
        "your recommendation of the book In the Blink of an Eye",
    ),
    ("recommended I apply to Arte", "your advice to apply to Arte"),
    ("suggested that I shadow an editor for a day", "your advice to shadow an editor for a day"),
    ("great chat about grants", "our conversation about grants"),
    ("coffee with Priya about data science", "our conversation about data science"),
    ("docs, grants, festivals", "our conversation about docs, grants and festivals"),
    (
        "We talked about AI in editing and she offered to introduce me to Sam Lee",
        "our conversation about AI in editing and your offer to introduce me to Sam Lee",
    ),
    ("will introduce me to Sam", "your offer to introduce me to Sam"),
    ("promised to send me the reading list", "your offer to send me the reading list"),
    ("advised against film school", "your advice against film school"),
    ("said don't take unpaid work", "your advice not to take unpaid work"),
    ("gave me feedback on my portfolio", "your feedback on my portfolio"),
    ("gave me tips on networking", "your tips on networking"),
    (
        "A bit shy at first but then gave great advice on pitching",
        "your advice on pitching",
    ),
    ("encouraged me to keep writing", "your encouragement to keep writing"),
    ("warned me about unpaid internships", "your warning about unpaid internships"),
    ("said you should learn python", "your advice to learn python"),
    ("asked about my thesis", "your interest in my thesis"),
    ("I told her about my thesis", "our conversation about my thesis"),
    ("explained how commissioning works", "your account of how commissioning works"),
    ("she explained how she finds stories", "your account of how you find stories"),
    ("advice: shorten the reel", "your advice to shorten the reel"),
    ("said work is hard but rewarding", "your point that work is hard but rewarding"),
    ("thinks I should move to London", "your advice to move to London"),
    ("suggested applying early", "your suggestion of applying early"),
    ("suggested a course at NFTS", "your suggestion of a course at NFTS"),
    ("he told me about his first film", "what you told me about your first film"),
    ("She mentioned that pitching season is in March", "your point that pitching season is in March"),
    ('said "learn Premiere"', "your advice to learn Premiere"),
    ("said network", "your advice to network"),
    ("He showed me his edit suite", "showing me your edit suite"),
    ("talked about docs & grants", "what you said about docs & grants"),
    ("talked about docs, grants and festivals", "what you said about docs, grants and festivals"),
    (
        "talked about docs, film grants, loved my reel",
        "what you said about docs and film grants and your kind words about my reel",
    ),
    (
        "Had coffee with Maya. She works in UX at Monzo, told me to build a case study. Loved her dog.",
        "your advice to build a case study",
    ),
    (
        "Phone call w/ Prof Kim - said to apply for the summer lab by March. need to send transcript",
        "your advice to apply for the summer lab by March",
    ),
    ("said not to worry about grades", "your advice not to worry about grades"),
    ("taught me how to read a balance sheet", "teaching me how to read a balance sheet"),
    ("mentioned the fund is closing soon", "your point that the fund is closing soon"),
    ("thought my reel was strong", "your view that my reel was strong"),
    ("talked about how she'd started over at 40", "what you said about how you'd started over at 40"),
    ("explained how he's built his team", "your account of how you have built your team"),
    ("told me how she really feels about grants", "your account of how you really feel about grants"),
    ("he said his work is his life", "your point that your work is your life"),
    ("We discussed my thesis and her film", "our conversation about my thesis and your film"),
    ("introduced me to the sound team", "the introduction to the sound team"),
]


@pytest.mark.parametrize(("notes", "said"), TURNED)
def test_notes_become_what_is_said_to_the_person(notes: str, said: str) -> None:
    assert quote_gist(notes) == said


@pytest.mark.parametrize(
    ("notes", "why"),
    [
        ("She was rude and boring", "a judgement"),
        ("seemed bored, salary 40k", "a judgement and a private figure"),
        ("going through a divorce", "a private matter"),
        ("off the record: they are laying people off", "a secret"),
        ("they are closing the office. don't tell anyone. Talked about it", "a secret and its neighbours"),
        ("talked about Sam and her team", "her may be Sam's"),
        ("Sam said I should apply", "somebody else said it"),
        ("they said they are hiring in spring", "they may be the company"),
        ("she loved my reel but he hated it", "two people"),
        ("knows Sam at HBO", "a fact for the owner"),
        ("todo: email Sam", "a task of the owner's"),
        ("send her my cv", "a task of the owner's"),
        ("quite shy, very tall", "about the person"),
        ("big football fan", "about the person"),
        ("said I could use her name", "a permission, which has a place of its own"),
        ("gave me 3 names: Tom, Ann, Liu", "names, which have a place of their own"),
        ("said to email her in May", "an invitation rather than advice"),
        ("She mentioned she's hiring in spring", "it would read as asking for a job"),
        ("talked about it is late", "no sentence to quote"),
        ("told me about him", "somebody else"),
        ("she told me how she's tired of it", "a judgement"),
        ("she told me how she's worked on it", "has or is"),
        ("she told me how she and her sister built it", "somebody else too"),
        ("great chat!!", "nothing was said"),
        ("她说要学Premiere", "another language"),
        ("Her daughter is applying too", "private, and no shape that can be turned"),
        ("https://example.org/notes", "a link"),
        ("said you know your stuff", "the owner quoted"),
        ("said her boss thinks she is too strict", "she may be the boss"),
    ],
)
def test_what_is_doubtful_or_private_is_left_out(notes: str, why: str) -> None:
    assert quote_gist(notes) == NEUTRAL, why


def test_the_rest_is_quoted_when_one_part_is_not_fit_to_be() -> None:
    assert quote_gist("A bit arrogant. Talked about grants.") == "what you said about grants"


def test_a_name_means_the_contact_only_when_it_is_theirs() -> None:
    notes = "Priya said I should apply to Arte"
    assert quote_gist(notes, "Priya") == "your advice to apply to Arte"
    assert quote_gist(notes) == NEUTRAL


def test_long_notes_are_shortened_to_three_parts_at_most() -> None:
    notes = "talked about docs, loved my reel, said learn Premiere, gave me tips on grants, warned me about unpaid work"
    assert quote_gist(notes).count("your ") == 2
    assert len(quote_gist(notes).split()) < 45


def test_a_long_part_is_cut_where_a_clause_ends() -> None:
    notes = (
        "talked about how the whole commissioning process at the big streamers has changed since the strikes because "
        "budgets collapsed"
    )
    assert quote_gist(notes) == (
        "what you said about how the whole commissioning process at the big streamers has changed since the strikes"
    )


def test_no_notes_give_no_gist() -> None:
    assert quote_gist("  \n ") == ""


@pytest.mark.parametrize(
    ("suggested", "said"),
    [
        ("learn Premiere", "your advice to learn Premiere"),
        ("I should call Arte", "your advice to call Arte"),
        ("Talk to Sam", "your advice to talk to Sam"),
        ("should read Murch", "your advice to read Murch"),
        ("to read Murch", "your advice to read Murch"),
        ("To Have and Have Not", "your suggestion (“To Have and Have Not”)"),
        ("taking a course in sound", "your suggestion of taking a course in sound"),
        ("a course at NFTS", "your suggestion (“a course at NFTS”)"),
        ("the NFTS", "your suggestion (“the NFTS”)"),
        ("don't rush", "your advice not to rush"),
        ("send him my reel", "your advice"),
        ("she should see my reel", "your advice"),
        ("", ""),
    ],
)
def test_a_suggestion_becomes_a_phrase(suggested: str, said: str) -> None:
    assert quote_advice(suggested) == said


@pytest.mark.parametrize(
    ("promised", "said"),
    [
        ("send her the article", "send you the article"),
        ("I'll send Priya the article", "send you the article"),
        ("read his script", "read your script"),
        ("call Sam", "call Sam"),
        ("introduce Sam to her", ""),
        ("the article", ""),
        ("", ""),
    ],
)
def test_a_promise_is_turned_towards_the_person_or_left_out(promised: str, said: str) -> None:
    assert quote_promise(promised, "Priya") == said


PIECES = st.sampled_from(
    ["she", "he", "they", "her", "said", "told", "me", "talked", "about", "docs", ",", ".", "\n", "I", "should", "my",
     "learn", "Sam", "reel", "and", "is", "you", "that", "'s", "’", "“", "don't", "how", "offered", "to", "; "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map(" ".join))
def test_no_order_of_words_leaves_a_third_person_or_breaks_it(notes: str) -> None:
    said = quote_gist(notes)
    assert not {"she", "he", "her", "they"} & set(said.split())


@given(st.text(max_size=300))
def test_any_notes_at_all_give_one_line(notes: str) -> None:
    for phrase in (quote_gist(notes), quote_advice(notes), quote_promise(notes)):
        assert "\n" not in phrase


@pytest.mark.parametrize(
    ("promise", "offer"),
    [
        ("send me a list of festivals", "your offer to send me a list of festivals"),
        ("introduce me to her editor", "your offer to introduce me to your editor"),
        ("she'll ask about openings", "your offer to ask about openings"),
        ("an introduction to Sam", "an introduction to Sam"),
        ("her reading list", "your reading list"),
        ("maybe something", ""),
        ("", ""),
    ],
)
def test_what_they_promised_is_a_thing_to_be_reminded_of(promise: str, offer: str) -> None:
    assert quote_offer(promise, "Ada") == offer
