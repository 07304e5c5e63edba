"""What is wrong with the words of a command, in the terminal's language: click says it in English alone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from inspector_app.cli.language import text


class WrongUsage(click.UsageError):
    """Says one sentence on standard error, and which help to ask."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file=file, err=True)


@contextmanager
def usage_is_said() -> Iterator[None]:
    """Around what reads a command's words. Raises WrongUsage, exit code 2."""
    try:
        yield
    except (WrongUsage, _HELP_INSTEAD):
        raise
    except click.UsageError as error:
        raise WrongUsage(" ".join(filter(None, (_sentence(error), _help(error)))), error.ctx) from error


def _sentence(error: click.UsageError) -> str:
    found = next((say for kind, say in _SENTENCES.items() if isinstance(error, kind)), None)
    return found(error) if found else error.format_message()


def _help(error: click.UsageError) -> str:
    context = error.ctx or click.get_current_context(silent=True)
    return text("usage.try", command=f"{context.command_path} --help") if context else ""


def _missing(error: Any) -> str:
    kind = "argument" if isinstance(error.param, click.Argument) else "option"
    return text(f"usage.missing-{kind}", name=_name(error))


def _unknown_option(error: Any) -> str:
    return _unknown("option", error.option_name, error.possibilities)


def _unknown_command(error: Any) -> str:
    return _unknown("command", error.command_name, error.possibilities)


def _unknown(what: str, name: str, near: list[str] | None) -> str:
    said = text(f"usage.no-such-{what}", name=name)
    return " ".join((said, text("usage.near", names=", ".join(near)))) if near else said


def _wrong_value(error: Any) -> str:
    return text("usage.wrong-value", name=_name(error), reason=_expected(error))


def _needs_value(error: Any) -> str:
    return text("usage.needs-value", name=error.option_name)


def _name(error: Any) -> str:
    hint = error.param_hint or (error.param.get_error_hint(error.ctx) if error.param else "")
    return (hint if isinstance(hint, str) else " / ".join(hint)).replace("'", "")


def _expected(error: Any) -> str:
    """What would have been right; click's own words where that is nothing usual."""
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return text("usage.expected.choice", names=", ".join(map(str, kind.choices)))
    if isinstance(kind, click.IntRange | click.FloatRange):
        return text("usage.expected.range", least=_bound(kind.min), most=_bound(kind.max))
    if isinstance(kind, click.Path):
        if not kind.dir_okay and _IS_A_FOLDER in str(error.message):
            return text("usage.expected.no-folder")
        return text(f"usage.expected.{'path' if kind.dir_okay and kind.file_okay else 'folder' if kind.dir_okay else 'file'}")
    named = next((name for plain, name in _PLAIN if kind is plain), None)
    return text(f"usage.expected.{named}") if named else str(error.message)


def _bound(value: float | None) -> str:
    return "…" if value is None else str(value)


_NO_SUCH_COMMAND: type[click.UsageError] = getattr(click.exceptions, "NoSuchCommand", WrongUsage)
_HELP_INSTEAD: type[click.UsageError] = getattr(click.exceptions, "NoArgsIsHelpError", WrongUsage)
"""Older versions of click have neither."""
_IS_A_FOLDER = "is a directory"
"""Click's words: its error does not carry the value."""
_PLAIN = ((click.INT, "whole-number"), (click.FLOAT, "number"), (click.UUID, "id"))
_SENTENCES: dict[type[click.UsageError], Callable[[Any], str]] = {
    click.MissingParameter: _missing,
    click.NoSuchOption: _unknown_option,
    _NO_SUCH_COMMAND: _unknown_command,
    click.BadOptionUsage: _needs_value,
    click.BadParameter: _wrong_value,
}
