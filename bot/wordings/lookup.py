"""The owner's own wording, for whoever renders a draft."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.drafts.rules import check_wording
from bot.user_error import UserError
from storage import wordings


async def override(session: AsyncSession, owner_id: int, template: str) -> str | None:
    """What to hand to `render(…, override=…)`; None for ours. One that can no longer be read is left aside."""
    wording = await wordings.find(session, owner_id, template)
    return wording.text if wording and _readable(wording.text) else None


async def overrides(session: AsyncSession, owner_id: int) -> dict[str, str]:
    """All of the owner's wordings by template, for a draft whose template is chosen later."""
    return {each.template: each.text for each in await wordings.all_of(session, owner_id) if _readable(each.text)}


def _readable(text: str) -> bool:
    try:
        check_wording(text)
    except UserError:
        return False
    return True
