"""A short year: random use with kills, blocks, floods and journeys, compared with what the history says."""

from benchmarks.year import WRONG, simulate


async def test_in_a_short_year_nothing_is_missing_doubled_or_out_of_hours() -> None:
    total = await simulate(12, 18, seed=3)
    assert {name: total[name] for name in WRONG} == dict.fromkeys(WRONG, 0)
    assert total["pings"] > 60
    assert total["kills"] + total["times down"] > 0


async def test_a_ping_that_is_swallowed_would_be_noticed() -> None:
    from datetime import UTC, datetime, time
    from zoneinfo import ZoneInfo

    from benchmarks.year_expected import Expected, Life

    day = datetime(2027, 3, 1, 12, tzinfo=UTC)
    expected = Expected(Life(ZoneInfo("UTC"), time(9), time(21), time(8), frozenset(), 5))
    expected.talked(1, day)
    expected.look(datetime(2027, 3, 2, 8, 59, tzinfo=UTC))
    assert expected.missing == []
    expected.look(datetime(2027, 3, 2, 9, 0, tzinfo=UTC))
    assert [ask.key for ask in expected.missing] == [("thank-you", 1, 0)]
    expected.came([("thank-you", 1, 0)], datetime(2027, 3, 2, 22, 0, tzinfo=UTC), above_cap=False)
    assert expected.quiet == 1
    expected.came([("follow-up", 1, 1)], datetime(2027, 3, 2, 22, 0, tzinfo=UTC), above_cap=False)
    assert expected.unknown == 1
