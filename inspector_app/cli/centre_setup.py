"""``suicha centre create``, ``add-district``, ``publish-checklist``: what there has to be before registers and campaigns."""

from pathlib import Path

import click

from inspector_app.cli.centre_options import begun_centre, centre_options
from inspector_app.cli.language import LANGUAGE, text
from inspector_app.cli.reporting import answer, json_option
from sync.bundled import bundled_checklist
from sync.errors import PlaceTaken


@click.command("create", help=text("help.centre.create"))
@centre_options(required=True)
@json_option
def create(data: Path, database_url: str | None) -> None:
    with begun_centre(data, database_url) as opened:
        database = opened.database.name
        if not opened.is_new:
            raise PlaceTaken(name=database)
    answer({"folder": str(data), "database": database}, text("centre.created"))


@click.command("add-district", help=text("help.centre.add-district"))
@click.argument("code")
@click.argument("name")
@click.option("--english-name", metavar="NAME", help=text("help.option.english-name"))
@centre_options(required=True)
@json_option
def add_district(code: str, name: str, english_name: str | None, data: Path, database_url: str | None) -> None:
    with begun_centre(data, database_url) as opened:
        from sync.server.services.registers import NewDistrict

        opened.registers.add_districts([NewDistrict(code, name, english_name or name)])
    answer(
        {"code": code, "name": name, "english_name": english_name or name}, text("centre.district-added", code=code, name=name)
    )


@click.command("publish-checklist", help=text("help.centre.publish-checklist"))
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@centre_options(required=True)
@json_option
def publish_checklist(file: Path | None, data: Path, database_url: str | None) -> None:
    with begun_centre(data, database_url) as opened:
        published = opened.registers.publish_checklist(file.read_bytes() if file else bundled_checklist().document)
    title = published.title.in_language(LANGUAGE)
    answer(
        {"id": published.id, "version": published.version, "title": title, "items": len(published.items)},
        text("centre.checklist-published", title=title, id=published.id, version=published.version, count=len(published.items)),
    )
