"""The font that the public pages bring along, for a browser that has none with Chinese characters.

It is several megabytes, so a browser fetches it only for such characters and only where it finds none of its own; its address
carries its digest, and it is kept for a year. In the style sheet it stands before every family that has no such characters:
behind one, Chromium leaves some words as boxes after it has come.
"""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse

from sync.server.public.asking import LIST

FAMILY = "Suicha Han"
_LOCAL = (
    "PingFang SC",
    "PingFangSC-Regular",
    "HarmonyOS Sans SC",
    "MiSans",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "NotoSansCJKsc-Regular",
    "Noto Sans SC",
    "NotoSansSC-Regular",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Heiti SC",
    "SimHei",
    "SimSun",
)
"""Fonts with Chinese characters, as systems that have them call them."""
_CHARACTERS = "U+2E80-9FFF, U+F900-FAFF, U+FE10-FE4F, U+FF00-FFEF, U+20000-3FFFF"
_KEPT = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}


@cache
def font_face() -> str:
    """The rule of a style sheet that names it."""
    sources = ", ".join((*(f'local("{name}")' for name in _LOCAL), f'url("{_address()}") format("truetype")'))
    return f'@font-face {{ font-family: "{FAMILY}"; src: {sources}; font-display: swap; unicode-range: {_CHARACTERS}; }}\n'


def add_font(router: APIRouter) -> None:
    """Its address; any other digest is not there."""

    @router.api_route(f"{LIST}/fonts/{{name}}", methods=["GET", "HEAD"])
    def font(name: str) -> Response:
        if name != _name():
            return Response(status_code=404)
        return FileResponse(_path(), media_type="font/ttf", headers=_KEPT)


def _address() -> str:
    return f"{LIST}/fonts/{_name()}"


@cache
def _name() -> str:
    with _path().open("rb") as file:
        digest = sha256(file.read()).hexdigest()
    return f"noto-sans-sc-{digest[:16]}.ttf"


def _path() -> Path:
    return Path(str(files("assets").joinpath("fonts", "NotoSansSC-Regular.ttf")))
