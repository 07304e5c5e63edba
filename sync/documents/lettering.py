"""How text looks: sizes, weights and inks of the documents, and which characters can be drawn at all."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace

Colour = tuple[int, int, int]

INK: Colour = (24, 32, 32)
QUIET: Colour = (96, 108, 108)
ACCENT: Colour = (11, 110, 110)
ALARM: Colour = (168, 32, 26)
HAIRLINE: Colour = (176, 188, 188)
TINT: Colour = (236, 243, 243)
WATERMARK: Colour = (240, 236, 236)

SUBSTITUTE = "〓"
"""Printers' mark for a character the font lacks."""

_MILLIMETRES_PER_POINT = 25.4 / 72
_BLANKS = re.compile(r"[\t\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Lettering:
    """A way to set text. ``size`` in points; ``spacing`` of the lines as a multiple of it."""

    size: float
    bold: bool = False
    ink: Colour = INK
    spacing: float = 1.55

    @property
    def em(self) -> float:
        """The side of an ideograph in millimetres."""
        return self.size * _MILLIMETRES_PER_POINT

    @property
    def leading(self) -> float:
        """From line to line in millimetres."""
        return self.em * self.spacing

    def inked(self, ink: Colour) -> "Lettering":
        """The same in another colour."""
        return replace(self, ink=ink)


TITLE = Lettering(20, bold=True)
SECTION = Lettering(11.5, bold=True, ink=ACCENT)
BODY = Lettering(9.5)
STRONG = Lettering(9.5, bold=True)
SMALL = Lettering(8, ink=QUIET)
LABEL = Lettering(9, bold=True, ink=(58, 74, 74))


def drawable(text: str, known: Collection[int]) -> str:
    """The text with what cannot be drawn made visible: composed, free of control and format characters, a substitute for every
    character that is not among the ``known`` code points. Line breaks stay."""
    lines = unicodedata.normalize("NFC", _BLANKS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))).split("\n")
    return "\n".join("".join(_drawable(one, known) for one in line) for line in lines)


def _drawable(character: str, known: Collection[int]) -> str:
    if ord(character) in known:
        return character
    if character.isspace():
        return " "
    invisible = unicodedata.category(character) in ("Cc", "Cf") or "\ufe00" <= character <= "\ufe0f"
    return "" if invisible else SUBSTITUTE
