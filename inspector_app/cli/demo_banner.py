"""What the demo tells whoever started it: where everything is, and how to sign in."""

import shlex
import unicodedata
from pathlib import Path
from typing import Any

import click

from inspector_app.cli.language import text

_LABEL_WIDTH = 12
_DRAWS = "/public/draws"


def described(centre_url: str, tablet_url: str, folder: Path, logins: dict[str, Any]) -> dict[str, Any]:
    """For JSON."""
    return {
        "tablet": tablet_url,
        "centre": centre_url,
        "console": f"{centre_url}/console/",
        "public": f"{centre_url}/public",
        "draws": f"{centre_url}{_DRAWS}",
        "docs": f"{centre_url}/docs",
        "data": str(folder),
        "accounts": logins["accounts"],
        "tablet_people": logins["tablet_people"],
    }


def banner(centre_url: str, tablet_url: str, folder: Path, logins: dict[str, Any]) -> list[str]:
    """Lines for a terminal."""
    people = [text("demo.pin", name=person["name"], pin=person["pin"]) for person in logins["tablet_people"]]
    accounts = [
        text("demo.account", login=one["login"], password=one["password"], role=text(f"role.{one['role']}"), name=one["name"])
        for one in logins["accounts"]
    ]
    return [
        "",
        "  " + click.style(text("demo.title"), bold=True),
        "",
        _line("demo.tablet", click.style(tablet_url, fg="cyan", bold=True)),
        *(_line(None, person) for person in people),
        "",
        _line("demo.console", click.style(f"{centre_url}/console/", fg="cyan", bold=True)),
        *(_line(None, account) for account in accounts),
        "",
        _line("demo.public", click.style(f"{centre_url}/public", fg="cyan")),
        _line(None, f"{click.style(f'{centre_url}{_DRAWS}', fg='cyan')}   {text('demo.draws')}"),
        _line("demo.docs", click.style(f"{centre_url}/docs", fg="cyan")),
        _line("demo.data", str(folder)),
        "",
        "  " + text("demo.stop", data=_as_typed(folder)),
        "",
    ]


def _as_typed(folder: Path) -> str:
    """So that a shell takes it for one word."""
    return shlex.quote(str(folder))


def _line(label: str | None, content: str) -> str:
    words = text(label) if label else ""
    return f"  {words}{' ' * (_LABEL_WIDTH - _width(words))}{content}"


def _width(words: str) -> int:
    """Columns in a terminal, where a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in words)
