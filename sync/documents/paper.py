"""The pages of a document: A4, margins, fonts, the foot line, and text set by its baseline. Lengths are millimetres."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import as_file, files
from itertools import groupby
from typing import Literal

from fpdf import FPDF
from fpdf.enums import DocumentCompliance
from fpdf.fonts import TTFFont

from sync.documents.archiving import archive_description
from sync.documents.lettering import ACCENT, HAIRLINE, SMALL, WATERMARK, Colour, Lettering, drawable
from sync.documents.wording import Wording
from sync.documents.wrapping import break_lines

MARGIN = 17.0
TOP, BOTTOM = 16.0, 18.0
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
BODY_WIDTH = PAGE_WIDTH - 2 * MARGIN
_FAMILY = "noto"
_FOOT = PAGE_HEIGHT - 12.0
_RISE = 0.38
"""From the middle of a line to its baseline, in parts of an ideograph."""

Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Imprint:
    """What identifies a document: its title, what the foot line says on either side, and when its content was made.

    ``watermark`` is set large behind every page where it is not empty.
    """

    title: str
    foot_left: str
    foot_right: str
    made_at: datetime
    watermark: str = ""


class Paper(FPDF):
    """Pages written from top to bottom; ``y`` is where the next block goes. PDF/A-2u, so that it can be kept for decades."""

    def __init__(self, imprint: Imprint, wording: Wording) -> None:
        super().__init__(format="A4", enforce_compliance=DocumentCompliance.PDFA_2U)
        self._imprint = imprint
        self._wording = wording
        self._open_files = ExitStack()
        self._widths: dict[tuple[str, bool], float] = {}
        self.set_margins(MARGIN, TOP, MARGIN)
        self.set_auto_page_break(False)
        self.set_lang(wording.language)
        self.set_creation_date(imprint.made_at)
        self._regular, self._bold = self._load("", "Regular"), self._load("B", "Bold")
        title = self.shortened(imprint.title, SMALL, PAGE_WIDTH)
        self.set_xmp_metadata(archive_description(title, "Suicha", imprint.made_at))
        self.add_page()

    def bytes(self) -> bytes:
        """The finished document. Nothing can be added afterwards."""
        with self._open_files:
            return bytes(self.output())

    def header(self) -> None:
        if self._imprint.watermark:
            self._write_watermark(self._imprint.watermark)
        self.set_y(TOP)

    def footer(self) -> None:
        third = BODY_WIDTH / 3
        self._rule(_FOOT - 2.5)
        self.put(self.shortened(self._imprint.foot_left, SMALL, third), MARGIN, _FOOT, third, SMALL)
        self.put(self._imprint.foot_right, MARGIN + 2 * third, _FOOT, third, SMALL, "right")
        pages = self._wording.say("page", number=self.page_no(), total=str(self.str_alias_nb_pages))
        self.set_font(_FAMILY, "", SMALL.size)
        self.set_text_color(*SMALL.ink)
        self.set_xy(MARGIN + third, _FOOT)
        self.cell(third, SMALL.leading, pages, align="C")

    @property
    def room(self) -> float:
        """What is left of the page."""
        return PAGE_HEIGHT - BOTTOM - self.y

    def ensure(self, height: float) -> None:
        """Go to a new page unless so much is left of this one."""
        if self.room < height:
            self.add_page()

    def lines(self, text: str, width: float, lettering: Lettering) -> list[str]:
        """The text broken into lines that fit."""
        return break_lines(drawable(text, self._regular.cmap), width, lambda part: self.width_of(part, lettering))

    def width_of(self, text: str, lettering: Lettering) -> float:
        """How wide a drawable text is."""
        return sum(self._advance(character, lettering.bold) for character in text) * lettering.size

    def shortened(self, text: str, lettering: Lettering, width: float) -> str:
        """The text on one line, cut with an ellipsis where it is too long."""
        shown = drawable(text, self._regular.cmap).replace("\n", " ")
        if self.width_of(shown, lettering) <= width:
            return shown
        while shown and self.width_of(shown + "…", lettering) > width:
            shown = shown[:-1]
        return shown + "…"

    def put(self, line: str, x: float, y: float, width: float, lettering: Lettering, align: Align = "left") -> None:
        """Set one line in the line box that starts at ``x``, ``y``."""
        free = width - self.width_of(line, lettering)
        x += {"left": 0.0, "centre": free / 2, "right": free}[align]
        self.set_text_color(*lettering.ink)
        for run, bold in self._runs(line, lettering.bold):
            self.set_font(_FAMILY, "B" if bold else "", lettering.size)
            self.text(x, y + lettering.leading / 2 + _RISE * lettering.em, run)
            x += self.width_of(run, lettering)

    def fill(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A filled rectangle."""
        self.set_fill_color(*colour)
        self.rect(x, y, width, height, style="F")

    def frame(self, x: float, y: float, width: float, height: float, colour: Colour = HAIRLINE, line: float = 0.2) -> None:
        """The outline of a rectangle."""
        self.set_draw_color(*colour)
        self.set_line_width(line)
        self.rect(x, y, width, height)

    def _rule(self, y: float) -> None:
        self.set_draw_color(*HAIRLINE)
        self.set_line_width(0.2)
        self.line(MARGIN, y, PAGE_WIDTH - MARGIN, y)
        self.set_draw_color(*ACCENT)
        self.line(MARGIN, y, MARGIN + 12, y)

    def _write_watermark(self, text: str) -> None:
        lettering = Lettering(150, bold=True, ink=WATERMARK)
        middle = PAGE_HEIGHT / 2
        with self.rotation(40, PAGE_WIDTH / 2, middle):
            self.put(text, 0, middle - lettering.leading / 2, PAGE_WIDTH, lettering, "centre")

    def _runs(self, line: str, bold: bool) -> Iterator[tuple[str, bool]]:
        """The line in parts of one font: what Bold lacks is set in Regular."""
        for heavy, run in groupby(line, key=lambda character: bold and ord(character) in self._bold.cmap):
            yield "".join(run), heavy

    def _advance(self, character: str, bold: bool) -> float:
        heavy = bold and ord(character) in self._bold.cmap
        known = self._widths.get((character, heavy))
        if known is None:
            font = self._bold if heavy else self._regular
            known = self._widths[character, heavy] = font.get_text_width(character, 1, None)[1] / self.k
        return known

    def _load(self, style: str, weight: str) -> TTFFont:
        path = self._open_files.enter_context(as_file(files("assets").joinpath("fonts", f"NotoSansSC-{weight}.ttf")))
        self.add_font(_FAMILY, style, path)
        font = self.fonts[f"{_FAMILY}{style}"]
        if not isinstance(font, TTFFont):
            raise TypeError(font)
        return font
