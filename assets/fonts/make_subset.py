"""Makes the bundled subsets of Noto Sans SC: the characters of Chinese names and texts, nothing else.

usage: python assets/fonts/make_subset.py Regular|Bold SOURCE.ttf [OUT.ttf]      (needs fonttools; see README.md beside this file)
"""

import sys
from collections.abc import Callable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent

RANGES = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin with accents
    (0x02C7, 0x02D9),  # tone marks
    (0x2010, 0x2027),  # dashes, quotation marks, dots
    (0x2030, 0x205E),  # per mille, primes, reference marks
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x214F),  # ℃ № ™
    (0x2150, 0x218F),  # fractions and Roman numerals
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # ≤ ≥ ≠ ≈
    (0x2460, 0x24FF),  # ① ②
    (0x2500, 0x27BF),  # boxes, geometric shapes, ✓
    (0x3000, 0x33FF),  # punctuation, kana, units
    (0x9FA6, 0x9FFF),  # ideographs added after GBK
    (0xFE10, 0xFE4F),  # vertical and compatibility forms
    (0xFF00, 0xFFEF),  # full width
    (0x20000, 0x3FFFF),  # of these the source holds little more than the standard list of characters has
)

HEADING_RANGES = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin with accents
    (0x2010, 0x2027),  # dashes, quotation marks, dots
    (0x2460, 0x2473),  # ① ②
    (0x3000, 0x3017),  # punctuation
    (0xFF01, 0xFF5E),  # full width
)

STANDARD_LIST_EXTENSION_A = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖"
    "䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮"
)
"""Characters of the 通用规范汉字表 (2013) that lie in CJK Extension A; people register names with them."""


def encoded(encoding: str, first: int, last: int) -> set[int]:
    """Every code point that an encoding writes in two bytes of which the first lies in the given range."""
    found = set()
    for high in range(first, last + 1):
        for low in range(0x40, 0xFF):
            try:
                found.add(ord(bytes((high, low)).decode(encoding)))
            except UnicodeDecodeError:
                continue
    return found


def points(ranges: tuple[tuple[int, int], ...]) -> set[int]:
    """The code points of some ranges, ends included."""
    return {point for first, last in ranges for point in range(first, last + 1)}


def for_texts() -> set[int]:
    """What Regular should hold, as far as the source has it: GBK, names, signs."""
    return encoded("gbk", 0x81, 0xFE) | points(RANGES) | {ord(character) for character in STANDARD_LIST_EXTENSION_A}


def for_headings() -> set[int]:
    """What Bold should hold: the ideographs of GB2312, and the punctuation of headings."""
    return encoded("gb2312", 0xB0, 0xF7) | points(HEADING_RANGES)


SUBSETS: dict[str, Callable[[], set[int]]] = {"Regular": for_texts, "Bold": for_headings}


def make(source: Path, out: Path, wanted: set[int]) -> None:
    """Write the subset of ``source`` to ``out``."""
    options = subset.Options(layout_features=[], hinting=False, name_IDs=["*"], notdef_outline=True, drop_tables=["vhea", "vmtx"])
    with TTFont(source, recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        font.save(out)


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4) or sys.argv[1] not in SUBSETS:
        sys.exit(__doc__)
    weight = sys.argv[1]
    target = Path(sys.argv[3]) if len(sys.argv) == 4 else FOLDER / f"NotoSansSC-{weight}.ttf"
    make(Path(sys.argv[2]), target, SUBSETS[weight]())
