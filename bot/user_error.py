"""The one error whose text is meant for the person."""


class UserError(Exception):
    """What the person sent does not fit: one kind line says what was understood, what would work, an example.

    Raised by rules, shown (escaped) by `bot.errors`; whatever was stored before stays as it was.
    """
