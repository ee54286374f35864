"""What pages of any room share: Undo below, a line above, and turning from one to the next."""

from hypothesis import given
from hypothesis import strategies as st

from bot import pages
from bot.view import Action

LIST = Action("list")


@given(number=st.integers(0, 60), length=st.integers(1, 12))
def test_turning_on_from_the_first_page_shows_everything_once(number: int, length: int) -> None:
    items = list(range(number))
    seen: list[int] = []
    page, more = 0, True
    while more:
        shown, cut = pages.cut(items, page, length)
        assert (cut.page, cut.start) == (page, len(seen))
        assert len(shown) <= length
        seen += shown
        page, more = page + 1, cut.more
    assert seen == items


@given(number=st.integers(0, 60), length=st.integers(1, 12), page=st.integers(0, 100))
def test_a_page_that_is_gone_is_the_last_there_is(number: int, length: int, page: int) -> None:
    shown, cut = pages.cut(list(range(number)), page, length)
    assert bool(shown) == bool(number), "only an empty list has an empty page"
    assert cut.more == (cut.start + len(shown) < number)
    assert cut.page <= page


def test_there_is_no_way_before_the_first_page_nor_behind_the_last() -> None:
    assert [each.callback_data for each in pages.turning(LIST, 0, more=True)] == ["list:1"]
    assert [each.callback_data for each in pages.turning(LIST, 2, 7, more=True)] == ["list:7:1", "list:7:3"]
    assert [each.callback_data for each in pages.turning(LIST, 1, 7, more=True, after=[3])] == [
        "list:7:0:3",
        "list:7:2:3",
    ]
    assert [each.text for each in pages.turning(LIST, 1, more=False, labels=pages.BY_AGE)] == ["‹ Newer"]
    assert pages.turning(LIST, 0, more=False) == []


def test_undo_stands_before_the_ways_on_and_only_after_a_change() -> None:
    on = LIST.button("Back")
    assert [each.text for each in pages.with_undo(5, on)] == ["Undo", "Back"]
    assert pages.with_undo(None, on) == [on]


def test_what_was_said_is_safe_above_a_page() -> None:
    assert pages.above("Removed: <Ada>.") == "Removed: &lt;Ada&gt;.\n\n"
    assert pages.above("") == ""
