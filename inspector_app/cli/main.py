"""The command group, and what becomes of an error."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from inspector_app.cli.audit import audit
from inspector_app.cli.centre import centre
from inspector_app.cli.checklist import checklist
from inspector_app.cli.demo import demo
from inspector_app.cli.demo_history import demo_history
from inspector_app.cli.draw import draw
from inspector_app.cli.fleet import fleet
from inspector_app.cli.groups import Group
from inspector_app.cli.language import text
from inspector_app.cli.reporting import complain
from inspector_app.cli.rescue import rescue
from inspector_app.cli.sync import sync
from inspector_app.cli.tablet import tablet
from inspector_app.cli.verify import verify
from inspector_app.cli.wrong_usage import usage_is_said
from sync.errors import SuichaError, UsageInvalid


class _Suicha(Group):
    """Says an error in one sentence: exit code 2 for a wrong option, 1 for everything else."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def make_context(self, *names: Any, **extra: Any) -> click.Context:
        with usage_is_said():
            return super().make_context(*names, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with usage_is_said(), _unanswered_is_said():
                return super().invoke(ctx)
        except SuichaError as error:
            complain(error)
            ctx.exit(2 if isinstance(error, UsageInvalid) else 1)


@contextmanager
def _unanswered_is_said() -> Iterator[None]:
    """Raises UsageInvalid where a command asked for something, and there was nobody to answer or who did not want to."""
    try:
        yield
    except click.Abort as error:
        raise UsageInvalid(problem="usage.problem.unanswered") from error


@click.group(cls=_Suicha, help=text("help.suicha"))
@click.version_option(package_name="suicha", prog_name="suicha")
def main() -> None:
    pass


for command in (demo, tablet, centre, sync, rescue, fleet, draw, verify, audit, checklist, demo_history):
    main.add_command(command)
