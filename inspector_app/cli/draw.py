"""``suicha draw``: freeze pools and plan, draw with a public seed, let anybody recompute it."""

import click

from inspector_app.cli.draw_freeze import freeze
from inspector_app.cli.draw_replace import replace
from inspector_app.cli.draw_run import commitment, run
from inspector_app.cli.draw_verify import verify
from inspector_app.cli.groups import Group
from inspector_app.cli.language import text


@click.group(cls=Group, help=text("help.draw"))
def draw() -> None:
    pass


for command in (freeze, run, verify, replace, commitment):
    draw.add_command(command)
