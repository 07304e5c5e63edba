"""The options that bring a seed, and what else of a step is published as it was typed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from inspector_app.cli.language import text
from sync.errors import UsageInvalid

if TYPE_CHECKING:
    from sync.domain.draw.seeds import Seed

Command = TypeVar("Command", bound=Callable[..., Any])


def seed_options(command: Command) -> Command:
    """``--seed``, ``--open``, ``--at`` and ``--witness``, for ``given_seed``."""
    for option in (
        click.option("--witness", "witnesses", multiple=True, metavar="NAME", help=text("help.option.witness")),
        click.option("--at", default="", help=text("help.option.seed-at")),
        click.option("--open", "openings", multiple=True, metavar="PARTY=SECRET", help=text("help.option.open")),
        click.option("--seed", "value", default="", metavar="TEXT", help=text("help.option.draw-seed")),
    ):
        command = option(command)
    return command


def given_seed(value: str, openings: tuple[str, ...], at: str, witnesses: tuple[str, ...]) -> "Seed":
    """Openings stand in the order of the plan's parties when the key is made; here in the order given. Raises UsageInvalid, also
    for what could not be published."""
    from sync.domain.draw.seeds import Seed

    pairs = [one.partition("=") for one in openings]
    if not all(name and found and secret for name, found, secret in pairs):
        raise UsageInvalid(problem="usage.problem.opening")
    return Seed(
        value=value.strip(),
        at=publishable("--at", at) if at.strip() else "",
        witnesses=tuple(publishable("--witness", one) for one in witnesses),
        openings=tuple((name, secret) for name, _, secret in pairs),
    )


def publishable(option: str, said: str) -> str:
    """What an option says, without spaces at the ends. Raises UsageInvalid for what may not stand in a published line."""
    from sync.domain.draw.columns import is_name

    if not is_name(said.strip()):
        raise UsageInvalid(problem="usage.problem.publishable", option=option)
    return said.strip()
