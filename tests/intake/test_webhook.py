"""Updates by webhook: from whoever knows the secret, stored before they are acknowledged, and only once."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError

from bot import web
from bot.intake import webhook
from storage import inbox
from tests.conftest import Chat
from tests.makers import unanswered

SECRET = "known-to-both"
HEADERS = {webhook.SECRET_HEADER: SECRET}


@pytest.fixture
async def post(chat: Chat) -> AsyncIterator[AsyncClient]:
    """Whoever reaches the webhook's address."""
    route = webhook.route("/telegram", SECRET, chat.bot.application, chat.bot.door)
    way = ASGITransport(web.application([route]), raise_app_exceptions=False)
    async with AsyncClient(transport=way, base_url="http://bot") as client:
        yield client


def an_update(chat: Chat, words: str = "/settings") -> dict[str, Any]:
    """An update as Telegram would post it."""
    chat.person.send(words)
    return chat.telegram.updates.take()[0]


async def test_an_update_is_stored_before_it_is_acknowledged(
    chat: Chat, post: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat.bot.door, "_put", lambda _: None)  # stored, and nobody works on it yet
    answer = await post.post("/telegram", json=an_update(chat), headers=HEADERS)
    assert answer.status_code == 200
    assert await unanswered(chat) == 1


async def test_an_update_that_could_not_be_stored_is_not_acknowledged(
    chat: Chat, post: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def out_of_reach(*_: object) -> None:
        raise OperationalError("INSERT", {}, Exception("gone"))

    update = an_update(chat)
    with monkeypatch.context() as patch:
        patch.setattr(inbox, "store", out_of_reach)
        assert (await post.post("/telegram", json=update, headers=HEADERS)).status_code == 500
    # Telegram posts it again.
    assert (await post.post("/telegram", json=update, headers=HEADERS)).status_code == 200
    await chat.bot.door.idle()
    assert len(chat.said) == 1


async def test_posted_twice_it_takes_effect_once(chat: Chat, post: AsyncClient) -> None:
    update = an_update(chat)
    for _ in range(2):
        assert (await post.post("/telegram", json=update, headers=HEADERS)).status_code == 200
    await chat.bot.door.idle()
    assert len(chat.said) == 1


@pytest.mark.parametrize("headers", [{}, {webhook.SECRET_HEADER: ""}, {webhook.SECRET_HEADER: SECRET + "x"}])
async def test_whoever_does_not_know_the_secret_is_turned_away(
    chat: Chat, post: AsyncClient, headers: dict[str, str]
) -> None:
    answer = await post.post("/telegram", json=an_update(chat), headers=headers)
    assert (answer.status_code, answer.content) == (403, b"")
    assert await unanswered(chat) == 0


async def test_the_address_answers_to_posts_alone(post: AsyncClient) -> None:
    assert (await post.get("/telegram")).status_code == 405
    assert (await post.post("/elsewhere", headers=HEADERS)).status_code == 404


async def test_what_is_too_large_for_an_update_is_refused(chat: Chat, post: AsyncClient) -> None:
    answer = await post.post("/telegram", content=b"[" * (webhook.LARGEST + 1), headers=HEADERS)
    assert answer.status_code == 413


async def test_brackets_without_end_are_no_update(post: AsyncClient) -> None:
    answer = await post.post("/telegram", content=b"[" * webhook.LARGEST, headers=HEADERS)
    assert answer.status_code == 400


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
PARTS = st.sampled_from(["update_id", "message", "callback_query", "chat", "from", "id", "date", "text", "message_id"])
NEARLY = st.recursive(JSON, lambda inner: st.dictionaries(PARTS, inner, max_size=5), max_leaves=20)


@tried(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(body=st.binary() | NEARLY)
async def test_whatever_is_posted_nothing_breaks(chat: Chat, post: AsyncClient, body: Any) -> None:
    given = {"content": body} if isinstance(body, bytes) else {"json": body}
    answer = await post.post("/telegram", headers=HEADERS, **given)
    assert answer.status_code in {200, 400}
