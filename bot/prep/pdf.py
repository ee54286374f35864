"""The sheet as a PDF, on one page where it fits. Slow by an event loop's measure: made in a thread."""

import logging
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from bot.prep.rules import Part

FONTS = Path(__file__).with_name("fonts")
REGULAR, BOLD = FONTS / "DejaVuSans.ttf", FONTS / "DejaVuSans-Bold.ttf"
FAMILY = "DejaVu"
NOT_DRAWN = "Some letters are not in this sheet’s typeface; the message in the chat has them all."


def make(name: str, below: Sequence[str], parts: Sequence[Part], made_at: datetime) -> bytes:
    """An A4 page: name, what stands below it, and the blocks. `made_at` goes into the file's date."""
    # Heavy, and wanted now and then: the bot starts without it.
    from fpdf import FPDF
    from fpdf.enums import XPos, YPos

    logging.getLogger("fpdf").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    pdf = FPDF(format="A4")
    pdf.set_title(f"Before talking to {name}")
    pdf.set_creation_date(made_at)
    pdf.add_font(FAMILY, "", REGULAR)
    pdf.add_font(FAMILY, "B", BOLD)
    pdf.set_auto_page_break(auto=True, margin=15)
    pdf.set_margins(18, 16, 18)
    pdf.add_page()

    def write(text: str, size: float, style: str = "", height: float = 5.5) -> None:
        pdf.set_font(FAMILY, style, size)
        pdf.multi_cell(0, height, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")

    write(name, 18, "B", 9)
    for line in below:
        write(line, 11)
    for part in parts:
        pdf.ln(3)
        write(part.title, 11, "B", 6)
        for line in part.lines:
            write(line, 10.5)
    everything = [name, *below, *(line for part in parts for line in (part.title, *part.lines))]
    if not_drawn("".join(everything)):
        pdf.ln(4)
        write(NOT_DRAWN, 8)
    return bytes(pdf.output())


@cache
def _drawn() -> frozenset[int]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(REGULAR, lazy=True) as font:
        return frozenset(font.getBestCmap())


def not_drawn(text: str) -> set[str]:
    """The letters that the typeface does not have."""
    return {letter for letter in text if not letter.isspace() and ord(letter) not in _drawn()}


def file_name(name: str) -> str:
    """What the file is called: safe wherever it is saved, the name's own letters kept."""
    kept = "".join(letter if letter.isalnum() or letter in " -’'" else " " for letter in name)
    return f"{' '.join(kept.split())[:60] or 'Prep'} - prep.pdf"
