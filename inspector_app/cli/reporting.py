"""How a command answers: one JSON object or sentences on standard output, progress and errors on standard error."""

import json
from collections.abc import Callable
from typing import Any, TypeVar

import click

from inspector_app.cli.language import LANGUAGE, text
from sync.errors import SuichaError
from sync.i18n import explain

_JSON = "suicha.json"
Command = TypeVar("Command", bound=Callable[..., Any])


def json_option(command: Command) -> Command:
    """Adds ``--json``; ``wants_json`` tells afterwards."""
    return click.option(
        "--json", is_flag=True, is_eager=True, expose_value=False, callback=_remember, help=text("help.option.json")
    )(command)


def wants_json() -> bool:
    """Whether the command that runs was asked for JSON."""
    return bool(click.get_current_context().meta.get(_JSON))


def answer(data: dict[str, Any], *sentences: str) -> None:
    """Print ``data`` as one JSON object where asked for, otherwise the sentences."""
    if wants_json():
        click.echo(json.dumps(data, ensure_ascii=False))
    else:
        click.echo("\n".join(sentences))


def complain(error: SuichaError, data: dict[str, Any] | None = None, *sentences: str) -> None:
    """One sentence on standard error; before it, on standard output, ``sentences`` that lead to it, or with ``--json`` the error
    as an object beside ``data``."""
    sentence = explain(LANGUAGE, error)
    if wants_json() or sentences:
        told = {"code": error.code, "fields": error.fields, "message": sentence}
        answer({"error": told, **(data or {})}, *sentences)
    click.echo(sentence, err=True)


def _remember(context: click.Context, _: click.Parameter, chosen: bool) -> None:
    context.meta[_JSON] = chosen
