"""Acting on pings: later, several in one message, withdrawn when answered, /due, one card at a time."""

from datetime import date

from bot.conversations.draft import PromiseDraft
from storage.kinds import ReminderKind
from tests.conftest import Chat
from tests.reminders.records import Records, utc


async def promised(chat: Chat, records: Records, name: str = "Ada Lovelace", what: str = "send the essay") -> None:
    await records.talk(name, promised=PromiseDraft(what, date(2026, 3, 13)))
    await records.thanked(name)


async def pinged_about_a_promise(chat: Chat, records: Records) -> None:
    await promised(chat, records)
    chat.clock.move_to(utc(3, 13, 13))
    await chat.tick()


# Later


async def test_later_offers_times_and_the_ping_comes_again_then(chat: Chat, records: Records) -> None:
    await pinged_about_a_promise(chat, records)
    await chat.press("Later")
    assert chat.last == "When shall I bring this up again? for Ada Lovelace: send the essay"
    assert chat.buttons == [
        "Tonight 19:00",
        "Tomorrow morning 9:00",
        "Monday 9:00",
        "Fri 20 Mar 9:00",
        "Another time…",
        "‹ Back",
    ]
    await chat.press("Monday 9:00")
    assert chat.last == "🕘 I bring this up again on Mon 16 Mar at 9:00: for Ada Lovelace: send the essay"
    chat.clock.move_to(utc(3, 16, 12, 59))
    await chat.tick()
    assert chat.last.startswith("🕘")
    chat.clock.move_to(utc(3, 16, 13))
    await chat.tick()
    assert chat.last.startswith("☑️ You promised <b>Ada Lovelace</b>")


async def test_later_can_be_typed(chat: Chat, records: Records) -> None:
    await pinged_about_a_promise(chat, records)
    await chat.press("Later")
    await chat.press("Another time…")
    await chat.send("sometime")
    assert chat.last.startswith("I could not read “sometime” as a time.")
    await chat.send("thu 3pm")
    assert chat.last == "🕘 I bring this up again on Thu 19 Mar at 15:00: for Ada Lovelace: send the essay"


async def test_back_from_later_shows_the_ping_again(chat: Chat, records: Records) -> None:
    await pinged_about_a_promise(chat, records)
    before = chat.last
    await chat.press("Later")
    await chat.press("‹ Back")
    assert chat.last == before


async def test_putting_an_update_off_does_not_shift_the_rhythm(chat: Chat, records: Records) -> None:
    await records.talk("Ada Lovelace")
    await records.thanked("Ada Lovelace")
    chat.clock.move_to(utc(4, 11, 13))
    await chat.tick()
    await chat.press("Later")
    await chat.press("Sat 18 Apr")
    chat.clock.move_to(utc(4, 18, 13))
    await chat.tick()
    await chat.press("Skip this time")
    (update,) = await records.reminders(ReminderKind.UPDATE)
    assert update.due_at == utc(5, 11, 13)


# Several in one message


async def two_in_one(chat: Chat, records: Records) -> None:
    day = date(2026, 3, 13)
    await records.talk(
        "Ada Lovelace", promised=PromiseDraft("send the essay", day), they_promised=PromiseDraft("a name", day)
    )
    await records.thanked("Ada Lovelace")
    chat.clock.move_to(utc(3, 13, 13))
    await chat.tick()


async def test_several_pings_for_one_person_arrive_as_one_message(chat: Chat, records: Records) -> None:
    await two_in_one(chat, records)
    assert len(chat.said) == 1
    assert "send the essay" in chat.last
    assert "a name" in chat.last
    assert chat.buttons[:3] == ["☑️ Done", "☑️ Later", "☑️ Let it go"]
    assert chat.buttons[3:5] == ["⏳ They did it", "⏳ Later"]


async def test_acting_on_one_leaves_the_other_standing(chat: Chat, records: Records) -> None:
    await two_in_one(chat, records)
    await chat.press("☑️ Done")
    assert chat.last.startswith("✅ Done: send the essay.\n\n⏳ <b>Ada Lovelace</b> promised:")
    assert chat.buttons[:3] == ["☑️ Undo", "⏳ They did it", "⏳ Later"]
    await chat.tick()
    assert chat.buttons[0] == "☑️ Undo", "looking at the message later does not take Undo away"
    await chat.press("⏳ They did it")
    assert "✅ They kept it: a name." in chat.last
    assert len(chat.said) == 1


async def test_undo_inside_a_message_of_two_brings_both_back(chat: Chat, records: Records) -> None:
    await two_in_one(chat, records)
    await chat.press("☑️ Done")
    await chat.press("☑️ Undo")
    await chat.tick()
    assert chat.buttons[:3] == ["☑️ Done", "☑️ Later", "☑️ Let it go"]
    assert chat.buttons[3:5] == ["⏳ They did it", "⏳ Later"]


async def test_later_for_one_of_two_says_so_in_its_place(chat: Chat, records: Records) -> None:
    await two_in_one(chat, records)
    await chat.press("⏳ Later")
    await chat.press("⏳ Monday 9:00")
    assert chat.last.startswith("☑️ You promised")
    assert "🕘 I bring this up again on Mon 16 Mar at 9:00" in chat.last
    await chat.press("☑️ Done")
    assert "🕘 I bring this up again on Mon 16 Mar at 9:00" in chat.last


# Withdrawn


async def test_an_update_answered_by_a_talk_disappears_from_the_chat(chat: Chat, records: Records) -> None:
    await records.talk("Ada Lovelace")
    await records.thanked("Ada Lovelace")
    chat.clock.move_to(utc(4, 11, 13))
    await chat.tick()
    assert chat.last.startswith("📝")
    await chat.send("/log call with Ada Lovelace today: she likes my reel")
    await chat.tick()
    assert not any(said.startswith("📝") for said in chat.said)


async def test_a_journey_answers_no_ping(chat: Chat, records: Records) -> None:
    chat.clock.move_to(utc(3, 11, 5))
    await records.talk("Ada Lovelace")
    await records.thanked("Ada Lovelace")
    chat.clock.move_to(utc(4, 11, 13))
    await chat.tick()
    assert "📝" in chat.last
    ping = chat.last_message.id
    for zone in ("Pacific/Honolulu", "Pacific/Auckland", "Europe/London"):
        await records.change_owner(zone=zone)
        await chat.send("/help")
        chat.clock.forward(days=1)
        await chat.tick()
    updates = [each.id for each in chat.telegram.chat(chat.owner_id).messages if "📝" in each.html]
    assert updates == [ping], "neither withdrawn nor sent again"


async def test_undoing_the_talk_that_answered_it_brings_the_ping_back(chat: Chat, records: Records) -> None:
    await records.talk("Ada Lovelace")
    await records.thanked("Ada Lovelace")
    chat.clock.move_to(utc(4, 11, 13))
    await chat.tick()
    await chat.send("coffee with Ada Lovelace today: she likes my reel")
    await chat.tick()
    assert not any(said.startswith("📝") for said in chat.said)
    await chat.send("/undo")
    await chat.tick()
    assert chat.last.startswith("📝 <b>Ada Lovelace</b> last heard from you on 11 March.")


async def test_undo_of_the_record_behind_a_ping_withdraws_the_ping(chat: Chat, records: Records) -> None:
    await chat.send("/cancel")
    await chat.send("coffee with Ada Lovelace today: she likes my reel")
    chat.clock.move_to(utc(3, 12, 13))
    await chat.tick()
    assert chat.last.startswith("🙏")
    await chat.send("/undo")
    await chat.tick()
    assert not any(said.startswith("🙏") for said in chat.said)


async def test_a_ping_too_old_to_delete_says_that_it_was_answered(chat: Chat, records: Records) -> None:
    await records.talk("Ada Lovelace")
    await records.thanked("Ada Lovelace")
    chat.clock.move_to(utc(4, 11, 13))
    await chat.tick()
    ping = chat.last_message.id
    chat.clock.forward(days=4)
    await chat.send("coffee with Ada Lovelace today: she likes my reel")
    await chat.tick()
    message = chat.telegram.chat(chat.owner_id).message(ping)
    assert message.html == "<i>This has been answered meanwhile.</i>"
    assert message.buttons == []


# /due and catching up


async def test_due_lists_overdue_today_and_the_next_week_with_a_button_each(chat: Chat, records: Records) -> None:
    await promised(chat, records)
    await promised(chat, records, "Tom Reyes", "call him")
    await records.talk("Mary Somerville", promised=PromiseDraft("lend her a book", date(2026, 3, 18)))
    await records.thanked("Mary Somerville")
    chat.clock.move_to(utc(3, 14, 14))
    await chat.send("/due")
    assert chat.last == (
        "<b>Overdue</b>\n1. ☑️ for Ada Lovelace: send the essay · <i>since yesterday</i>\n"
        "2. ☑️ for Tom Reyes: call him · <i>since yesterday</i>\n\n"
        "<b>The next seven days</b>\n3. ☑️ for Mary Somerville: lend her a book · <i>Wed 18 Mar</i>\n\n"
        "Tap a number to act on it."
    )
    await chat.press("2")
    assert chat.last.startswith("☑️ You promised <b>Tom Reyes</b>: <b>call him</b>")
    await chat.press("Done")
    assert chat.buttons == ["Undo", "‹ Due"]
    await chat.press("‹ Due")
    assert "Tom Reyes" not in chat.last


async def test_a_long_list_has_pages(chat: Chat, records: Records) -> None:
    for number in range(45):
        await promised(chat, records, f"Person {number}", "x" * 200)
    chat.clock.move_to(utc(3, 14, 14))
    await chat.send("/due")
    await chat.press("More ›")
    await chat.press("More ›")
    assert chat.last.startswith("<b>Overdue</b>\n41. ")
    assert "‹ Earlier" in chat.buttons
    assert "More ›" not in chat.buttons


async def away(chat: Chat, records: Records) -> None:
    for number in range(8):
        await promised(chat, records, f"Person {number}", f"thing {number}")
    chat.clock.move_to(utc(3, 20, 14))
    await chat.tick()


async def test_after_days_away_one_message_offers_one_card_at_a_time(chat: Chat, records: Records) -> None:
    await away(chat, records)
    assert len(chat.said) == 1
    assert chat.last.startswith("Welcome back. While you were away, 8 things came due.")
    await chat.press("One at a time")
    assert chat.last.startswith("<i>8 to go</i>\n\n☑️ You promised <b>Person 0</b>")
    await chat.press("Done")
    assert chat.last == "✅ Done: thing 0."
    await chat.press("Next ›")
    assert chat.last.startswith("<i>7 to go</i>\n\n☑️ You promised <b>Person 1</b>")
    await chat.press("Drop")
    assert chat.toasts[-1] == "Dropped; /undo brings it back"
    assert chat.last.startswith("<i>6 to go</i>\n\n☑️ You promised <b>Person 2</b>")
    await chat.press("Tomorrow")
    assert chat.last.startswith("<i>5 to go</i>\n\n☑️ You promised <b>Person 3</b>")
    for _ in range(5):
        await chat.press("Drop")
    assert chat.last == "That was all: nothing else is waiting. Well done."
    await chat.tick()
    assert len(chat.said) == 1, "nothing is poured out behind it"


async def test_what_exceeds_the_days_cap_waits_in_due_and_comes_the_next_day_first(
    chat: Chat, records: Records
) -> None:
    for number in range(8):
        await promised(chat, records, f"Person {number}", f"thing {number}")
    chat.clock.move_to(utc(3, 12, 20))
    await chat.send("/settings")
    chat.clock.move_to(utc(3, 13, 13))
    for _ in range(3):
        await chat.tick()
    assert sum("You promised" in said for said in chat.said) == 5
    await chat.send("/due")
    assert chat.last.count("☑️") == 8
    await records.talk("Late Comer", promised=PromiseDraft("something new", date(2026, 3, 14)))
    await records.thanked("Late Comer")
    chat.clock.move_to(utc(3, 14, 13))
    await chat.tick()
    told = [said for said in chat.said if "You promised" in said]
    assert [f"thing {number}" in said for number, said in zip((5, 6, 7), told[5:8], strict=True)] == [True] * 3
    assert "something new" in told[8]
    assert len(told) == 9
