import json
from functools import cache
from importlib.resources import files

import pytest
from fontTools.ttLib import TTFont
from PIL import ImageFont

NOT_IN_THE_SOURCE = {"≒"}
"""The one character of GBK that Noto Sans SC does not draw."""

ASSETS = files("assets")
FOLDERS = (("i18n", "zh-CN"), ("i18n", "en"), ("checklists",))
TEXTS = sorted(
    (file for folder in FOLDERS for file in ASSETS.joinpath(*folder).iterdir() if file.name.endswith(".json")), key=str
)


@pytest.fixture(scope="module")
def undrawn():
    """Tells which characters of a text the bundled font would show as an empty box."""
    with ASSETS.joinpath("fonts", "NotoSansSC-Regular.ttf").open("rb") as file:
        font = ImageFont.truetype(file, 12, layout_engine=ImageFont.Layout.BASIC)
    empty_box = bytes(font.getmask("\U000e0001"))
    is_empty = cache(lambda character: character.isprintable() and bytes(font.getmask(character)) == empty_box)
    return lambda text: {character for character in text if is_empty(character)}


def gbk():
    for high in range(0x81, 0xFF):
        yield bytes(byte for low in range(0x40, 0xFF) if low != 0x7F for byte in (high, low)).decode("gbk", errors="ignore")


def test_the_check_itself_sees_a_missing_character(undrawn):
    assert undrawn("电☐") == {"☐"}


@pytest.mark.details
def test_every_character_of_gbk_is_drawn(undrawn):
    text = "".join(gbk())
    assert len(set(text)) > 21_000
    assert undrawn(text) == NOT_IN_THE_SOURCE


@pytest.mark.parametrize("name", ["张喆", "李玥", "王堃", "龑䶮", "㛃㭎㧑", "𬭚𬍛𫄧𬘬", "鿏鿍"])
def test_names_of_people_are_drawn(undrawn, name):
    assert undrawn(name) == set()


@pytest.mark.parametrize("signs", ["←→↑↓✓★☆●○■□▲▼◀▶", "·…—–“”‘’•", "≤≥≈×÷±°℃№€￥%‰", "①②⑩", "Zhèngzhōu àéîõü"])
def test_signs_of_the_screens_are_drawn(undrawn, signs):
    assert undrawn(signs) == set()


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: "/".join(str(file).split("/")[-2:]))
def test_every_character_of_every_sentence_is_drawn(undrawn, file):
    text = file.read_text(encoding="utf-8")
    assert undrawn(json.dumps(json.loads(text), ensure_ascii=False)) == set()


def test_the_licence_stands_beside_the_font():
    assert "SIL OPEN FONT LICENSE Version 1.1" in ASSETS.joinpath("fonts", "OFL.txt").read_text(encoding="utf-8")


def test_the_bold_font_draws_what_headings_say():
    with ASSETS.joinpath("fonts", "NotoSansSC-Bold.ttf").open("rb") as file:
        drawn = set(TTFont(file, lazy=True).getBestCmap())
    headings = {character for high in range(0xB0, 0xF8) for character in bytes_of_gb2312(high)}
    assert len(headings) == 6763
    assert {character for character in headings | set("“”（）《》：，。、·—") if ord(character) not in drawn} == set()


def bytes_of_gb2312(high):
    return bytes(byte for low in range(0xA1, 0xFF) for byte in (high, low)).decode("gb2312", errors="ignore")
