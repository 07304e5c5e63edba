"""``suicha checklist validate``."""

from pathlib import Path

import click

from inspector_app.cli.groups import Group
from inspector_app.cli.language import LANGUAGE, text
from inspector_app.cli.reporting import answer, json_option
from sync.domain.checklists import read_checklist


@click.group(cls=Group, help=text("help.checklist"))
def checklist() -> None:
    pass


@checklist.command(help=text("help.checklist.validate"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
def validate(file: Path) -> None:
    found = read_checklist(file.read_bytes())
    title = found.title.in_language(LANGUAGE)
    answer(
        {"id": found.id, "version": found.version, "title": title, "items": len(found.items), "draft": found.draft},
        text("checklist.valid", title=title, id=found.id, version=found.version, count=len(found.items)),
    )
