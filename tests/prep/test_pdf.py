"""The sheet as a file, read back from the PDF's own text layer."""

import re
from datetime import UTC, datetime

from bot.prep import pdf
from bot.prep.rules import Part
from tests.conftest import Chat
from tests.makers import add

NOW = datetime(2026, 3, 11, 15, tzinfo=UTC)


def drawn(content: bytes) -> set[str]:
    """Every letter that the embedded fonts map back to text: what a reader can copy out of the file."""
    maps = re.findall(rb"beginbfchar(.*?)endbfchar", content, re.DOTALL)
    pairs = [pair for each in maps for pair in re.findall(rb"<[0-9A-Fa-f]+> <([0-9A-Fa-f]+)>", each)]
    return {bytes.fromhex(pair.decode()).decode("utf-16-be") for pair in pairs}


def test_names_from_everywhere_come_out_right() -> None:
    name = "Nguyễn Thị Yılmaz Łukasz Śćž Ελένη Дмитрий Գայանե"
    content = pdf.make(name, ["analyst"], [Part("To ask", ["1. Wie geht’s?"])], NOW)
    assert content.startswith(b"%PDF-")
    assert pdf.not_drawn(name) == set()
    assert set("NguyễnThịYılmazŁukaszŚćžΕλένηДмитрийԳայանե") <= drawn(content)


def test_letters_without_a_shape_are_owned_up_to() -> None:
    assert pdf.not_drawn("Ada 李") == {"李"}
    content = pdf.make("李明", [], [], NOW)
    assert set("typeface") <= drawn(content)


def test_the_file_is_named_after_the_person() -> None:
    assert pdf.file_name("Priya Shah") == "Priya Shah - prep.pdf"
    assert pdf.file_name("../../etc/passwd\n") == "etc passwd - prep.pdf"
    assert pdf.file_name("🙂") == "Prep - prep.pdf"


async def test_the_sheet_comes_as_a_file_on_request(chat: Chat) -> None:
    await add(chat, "Nguyễn Thị Hoa")
    await chat.send("/prep hoa")
    await chat.press("PDF")
    file = chat.last_message.document
    assert file is not None
    assert file.name == "Nguyễn Thị Hoa - prep.pdf"
    assert "ễ" in drawn(file.data)
