"""The folder a Flet web app serves beside Flet's own files."""

import shutil
from importlib.resources import as_file, files
from pathlib import Path

_FONT = ("assets", "fonts", "NotoSansSC-Regular.ttf")
_DEFAULT_FONT = ("assets", "fonts", "roboto.woff2")


def web_assets(folder: Path) -> Path:
    """Fill ``folder`` (made when missing) and return it: what ``assets_dir`` of a Flet web app takes.

    Our font stands under the name of Flutter's default font. The client then finds every Chinese character in the font it
    loads first, asks no other host for one, and its crash screen can be read as well.
    """
    target = folder.joinpath(*_DEFAULT_FONT)
    target.parent.mkdir(parents=True, exist_ok=True)
    with as_file(files(_FONT[0]).joinpath(*_FONT[1:])) as font:
        if not target.exists() or target.stat().st_size != font.stat().st_size:
            fresh = target.with_suffix(".new")
            shutil.copyfile(font, fresh)
            fresh.replace(target)
    return folder
