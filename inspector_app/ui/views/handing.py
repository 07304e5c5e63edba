"""How a document leaves the device: through the platform's own sheet, or saved to a file. Pure."""

import mimetypes
from enum import StrEnum

import flet as ft

_TABLETS = (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS)
_WITH_A_SHEET = (*_TABLETS, ft.PagePlatform.MACOS, ft.PagePlatform.WINDOWS)
"""Linux has no sheet of its own; televisions have nobody to share with."""


class Way(StrEnum):
    """``SHEET`` also prints. ``SAVE``: a browser downloads, a desktop asks where to."""

    SHEET = "sheet"
    SAVE = "save"


class Outcome(StrEnum):
    """``GIVEN``: to what was chosen in the sheet. ``DOWNLOADED``: by the browser. ``SAVED``: where somebody said.
    ``PUT_OFF``: whoever was asked decided against it."""

    GIVEN = "given"
    DOWNLOADED = "downloaded"
    SAVED = "saved"
    PUT_OFF = "put_off"


def way_out(web: bool, platform: ft.PagePlatform | None) -> Way:
    """The platform's sheet where it has one. A browser on a desktop downloads, which is where its files are looked for; one on a
    tablet opens the sheet, and downloads by itself where it has none to offer."""
    return Way.SHEET if platform in (_TABLETS if web else _WITH_A_SHEET) else Way.SAVE


def of_sheet(result: ft.ShareResult) -> Outcome:
    """A platform that cannot tell has at least opened its sheet."""
    return Outcome.PUT_OFF if result.status is ft.ShareResultStatus.DISMISSED else Outcome.GIVEN


def of_saving(web: bool, path: str | None) -> Outcome:
    """A browser saves by itself and tells no path; elsewhere none means that nobody said where to."""
    return Outcome.DOWNLOADED if web else Outcome.SAVED if path else Outcome.PUT_OFF


def media_type(name: str) -> str:
    """What a file is, by its name."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
