"""The thank-you ping: what it says on the morning it is due."""

from bot.reminders.hours import local_day
from bot.reminders.nudges import Occasion
from bot.thanks import drafting, rules, views
from bot.view import View


async def nudge(occasion: Occasion) -> View | None:
    """Why now, the draft and the buttons; None once there is nobody to thank, or they have been thanked."""
    matter = await drafting.by_reminder(occasion.session, occasion.owner.id, occasion.reminder.id)
    if matter is None or matter.is_thanked or matter.contact.archived_at:
        return None
    today = local_day(occasion.now, occasion.hours.zone)
    style = rules.usual_style(matter.conversation.channel)
    return views.ping(views.Facts(matter, drafting.write(matter, occasion.owner, style, today), style, today))
