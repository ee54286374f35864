"""The methods of the Bot API, each a function of the playground and a call. Refusals use Telegram's own sentences.

Parameters that a method does not know are ignored, as Telegram does. Limits are those of `telegram.constants`.
"""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from playground.api import Call
from playground.methods import answering, chats, copying, editing, profile, sending, updating

if TYPE_CHECKING:
    from playground.telegram import Telegram

Method = Callable[["Telegram", Call], Any | Awaitable[Any]]

METHODS: dict[str, Method] = {
    "getMe": profile.get_me,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": profile.set_my_name,
    "getMyName": profile.get_my_name,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
    "setChatMenuButton": profile.set_chat_menu_button,
    "getChatMenuButton": profile.get_chat_menu_button,
    "getUpdates": updating.get_updates,
    "setWebhook": updating.set_webhook,
    "deleteWebhook": updating.delete_webhook,
    "getWebhookInfo": updating.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_media("photo"),
    "sendDocument": sending.send_media("document"),
    "sendVoice": sending.send_media("voice"),
    "sendMediaGroup": sending.send_media_group,
    "sendContact": sending.send_contact,
    "sendLocation": sending.send_location,
    "sendVenue": sending.send_venue,
    "sendChatAction": sending.send_chat_action,
    "forwardMessage": copying.forward_message,
    "forwardMessages": copying.several(forward=True),
    "copyMessage": copying.copy_message,
    "copyMessages": copying.several(forward=False),
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "pinChatMessage": editing.pin_chat_message,
    "unpinChatMessage": editing.unpin_chat_message,
    "unpinAllChatMessages": editing.unpin_all_chat_messages,
    "setMessageReaction": editing.set_message_reaction,
    "answerCallbackQuery": answering.answer_callback_query,
    "answerInlineQuery": answering.answer_inline_query,
    "getFile": chats.get_file,
    "getChat": chats.get_chat,
    "leaveChat": chats.leave_chat,
    "getChatMember": chats.get_chat_member,
    "getChatMemberCount": chats.get_chat_member_count,
}
_SPELLINGS = {name.lower(): name for name in METHODS}


def spelling(method: str) -> str:
    """The method's name as it is written in the documentation; Telegram does not mind the case."""
    return _SPELLINGS.get(method.lower(), method)
