"""What the tagger learns from is written the same for the same seed, so that the model can be made again."""

import pytest

from bot.capture.text import split
from bot.capture.training.__main__ import labels
from bot.capture.training.generate import Writer


def written(seed: int, count: int) -> list[list[tuple[str, str]]]:
    writer = Writer(seed)
    return [[(piece.text, piece.label) for piece in writer.message()] for _ in range(count)]


def test_the_same_seed_writes_the_same_messages() -> None:
    assert written(3, 200) == written(3, 200)


def test_another_seed_writes_others() -> None:
    assert written(3, 20) != written(4, 20)


@pytest.mark.parametrize("label", ["P", "O", "R", "V"])
def test_everything_to_be_told_apart_is_written_about(label: str) -> None:
    pieces = [piece for message in written(5, 300) for piece in message if piece[1] == label]
    assert len({text for text, _ in pieces}) > 20


def test_every_word_of_a_written_message_has_a_label() -> None:
    writer = Writer(6)
    for _ in range(100):
        pieces = writer.message()
        tokens = split("".join(piece.text for piece in pieces))
        found = labels(pieces, tokens)
        assert len(found) == len(tokens)
        assert all(tag == "O" or tag[:2] in {"B-", "I-"} for tag in found)
