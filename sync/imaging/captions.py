"""The caption bar below an evidence copy: when, where, who, what, and the hash of the untouched original.

The bar stands under the picture, so that it hides nothing of it.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib.resources import as_file, files

from PIL import Image, ImageDraw, ImageFont

from sync.domain.clock import in_china
from sync.i18n import DEFAULT_LANGUAGE, say

SHOWN_DIGITS = 16
"""Hexadecimal digits of the original's hash that can be read in the bar."""

_LEAST_WIDTH = 480
BACKGROUND, _ACCENT = (17, 24, 24), (11, 110, 110)
_INKS = ((255, 255, 255), (178, 199, 199))
_SEPARATOR = "  ·  "


@dataclass(frozen=True, slots=True)
class Caption:
    """What the bar says. ``taken_at`` is aware; it is shown in Zhengzhou time."""

    taken_at: datetime
    compound: str
    item_code: str
    item_title: str
    officer: str

    def rows(self, original_sha256: str, annotated: bool = False) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The circumstances, and the matter with the original's hash; each row is wrapped between its parts. ``annotated``: the
        picture has marks in it, which the bar says first."""
        time = f"{in_china(self.taken_at):%Y-%m-%d %H:%M:%S}"
        original = say(DEFAULT_LANGUAGE, "caption.original", sha256=original_sha256[:SHOWN_DIGITS])
        kind = say(DEFAULT_LANGUAGE, "caption.annotated") if annotated else ""
        circumstances = (kind, time, self.compound, self.officer)
        return _clean(circumstances), _clean((f"{self.item_code} {self.item_title}", original))


@dataclass(frozen=True)
class CaptionBar:
    """A caption laid out for a width, in pixels."""

    width: int
    font: ImageFont.FreeTypeFont
    lines: tuple[tuple[str, tuple[int, int, int]], ...]

    @property
    def height(self) -> int:
        return self._line_height * len(self.lines) + 2 * self._padding

    def draw(self) -> Image.Image:
        """The bar as an RGB image."""
        bar = Image.new("RGB", (self.width, self.height), BACKGROUND)
        brush = ImageDraw.Draw(bar)
        brush.rectangle((0, 0, self.width, max(2, self._padding // 4) - 1), fill=_ACCENT)
        for number, (line, ink) in enumerate(self.lines):
            middle = self._padding + self._line_height * (number + 0.5)
            brush.text((margin(self.font), middle), line, font=self.font, fill=ink, anchor="lm")
        return bar

    @property
    def _line_height(self) -> int:
        return round(self.font.size * 1.5)

    @property
    def _padding(self) -> int:
        return round(self.font.size * 0.6)


def lay_out(caption: Caption, original_sha256: str, picture_width: int, annotated: bool = False) -> CaptionBar:
    """The bar for a picture so wide; wider than the picture where that is too narrow to read. ``annotated`` as in ``rows``."""
    width = max(picture_width, _LEAST_WIDTH)
    font = caption_font(max(16, width // 56))
    room = width - 2 * margin(font)
    rows = zip(caption.rows(original_sha256, annotated), _INKS, strict=True)
    return CaptionBar(width, font, tuple((line, ink) for parts, ink in rows for line in _wrap(parts, font, room)))


def margin(font: ImageFont.FreeTypeFont) -> int:
    """Pixels left free on either side of the text."""
    return round(font.size * 0.8)


@lru_cache(maxsize=4)
def caption_font(size: int) -> ImageFont.FreeTypeFont:
    """The bundled font at a size in pixels."""
    with as_file(files("assets").joinpath("fonts", "NotoSansSC-Regular.ttf")) as path:
        return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


def _clean(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for part in parts if (text := " ".join(part.split())))


def _wrap(parts: tuple[str, ...], font: ImageFont.FreeTypeFont, room: int) -> list[str]:
    lines: list[str] = []
    for part in parts:
        joined = f"{lines[-1]}{_SEPARATOR}{part}" if lines else part
        if lines and font.getlength(joined) <= room:
            lines[-1] = joined
        else:
            lines.append(_shortened(part, font, room))
    return lines


def _shortened(text: str, font: ImageFont.FreeTypeFont, room: int) -> str:
    if font.getlength(text) <= room:
        return text
    while text and font.getlength(text + "…") > room:
        text = text[:-1]
    return text + "…"
