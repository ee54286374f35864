"""Half-filled forms outlive commands, days, and the process."""

from datetime import timedelta

from bot.settings import Settings
from tests.conftest import Bot, Chat


async def test_a_form_goes_on_days_later_in_another_process(stranger: Chat, settings: Settings) -> None:
    await stranger.send("/start")
    await stranger.send("Grace")
    stranger.clock.forward(timedelta(days=4))
    later = Bot(stranger.database, stranger.clock, stranger.telegram, settings)
    await later.start()
    stranger.person.send("documentary film")
    await later.settle()
    assert stranger.last.startswith("How do you introduce yourself")
    await later.stop()


async def test_cancel_drops_the_form_and_says_so(stranger: Chat) -> None:
    await stranger.send("/start")
    await stranger.send("Grace")
    await stranger.send("/cancel")
    assert stranger.last == "All right, I dropped your introduction. Nothing was saved."
    await stranger.send("/cancel")
    assert stranger.last == "There is nothing to cancel. To take back your last change, use /undo."


async def test_a_button_of_an_earlier_question_says_so(stranger: Chat) -> None:
    await stranger.send("/start")
    await stranger.press("Skip")
    first = next(each.id for each in stranger.telegram.chat(stranger.owner_id).messages if "Skip" in each.buttons)
    await stranger.press("Skip", first)
    assert stranger.toasts[-1] == "You have answered that one; Back takes you there."


async def test_a_button_of_a_dropped_form_says_so(stranger: Chat) -> None:
    await stranger.send("/start")
    await stranger.send("/cancel")
    first = next(each.id for each in stranger.telegram.chat(stranger.owner_id).messages if "Skip" in each.buttons)
    await stranger.press("Skip", first)
    assert stranger.toasts[-1] == "That form is closed already."


async def test_an_answer_that_does_not_fit_leaves_everything_as_it_was(chat: Chat) -> None:
    await chat.send("/settings")
    await chat.press("Quiet hours")
    await chat.send("at night")
    assert chat.last == "Two times of day, please, for example “22:00 to 7:30”."
    await chat.send("23:00 to 7")
    assert "Quiet hours: 23:00 to 07:00" in chat.last


async def test_a_place_that_fits_several_zones_is_asked_back(stranger: Chat) -> None:
    await stranger.send("/start")
    for _ in range(3):
        await stranger.press("Skip")
    await stranger.send("Portland")
    assert stranger.last == "Which of these?"
    await stranger.press(stranger.buttons[1])
    assert stranger.last.startswith("At what time of day")


async def test_a_shared_location_tells_the_zone(stranger: Chat) -> None:
    await stranger.send("/start")
    for _ in range(3):
        await stranger.press("Skip")
    stranger.person.share_location(38.72, -9.14)
    await stranger.settle()
    await stranger.press("Skip")
    assert "Lisbon time." in stranger.last
