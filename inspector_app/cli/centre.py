"""``suicha centre``: serve it, set it up, back it up, accounts, enrolment, registers as files, its key and its records."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector_app.cli.centre_backup import backup
from inspector_app.cli.centre_options import (
    CENTRE_NAME,
    begun_centre,
    centre_options,
    opened_centre,
    say_where_it_is_new,
    settings_for,
)
from inspector_app.cli.centre_records import export_record, key
from inspector_app.cli.centre_registers import bring_in, export
from inspector_app.cli.centre_setup import add_district, create, publish_checklist
from inspector_app.cli.groups import Group
from inspector_app.cli.language import text
from inspector_app.cli.places import alone_in, listen_on
from inspector_app.cli.processes import end_with_parent
from inspector_app.cli.reporting import answer, json_option, wants_json
from inspector_app.cli.serving import serve as serve_until_stopped
from inspector_app.services.enrolment import EnrolmentTicket, centre_address
from sync.domain.ids import IdMaker
from sync.domain.passwords import LEAST_LENGTH
from sync.domain.people import Duty, Role

if TYPE_CHECKING:
    from sync.server.centre import Centre

DEFAULT_PORT = 8000


def _choice(values: type[StrEnum]) -> click.Choice[str]:
    return click.Choice([value.value for value in values])


@click.group(cls=Group, help=text("help.centre"))
def centre() -> None:
    pass


@centre.command(help=text("help.centre.serve"))
@centre_options(required=True)
@click.option("--host", default="127.0.0.1", show_default=True, help=text("help.option.host"))
@click.option("--port", default=DEFAULT_PORT, show_default=True, type=click.IntRange(0, 65535), help=text("help.option.port"))
@click.option("--name", default=CENTRE_NAME, show_default=True, help=text("help.option.centre-name"))
@json_option
def serve(data: Path, database_url: str | None, host: str, port: int, name: str) -> None:
    from inspector_app.cli.composition import centre_with_console

    end_with_parent()
    listening = listen_on(host, port)
    port = listening.getsockname()[1]
    url = f"http://{host}:{port}"
    with listening, alone_in(data):
        app, farewell = centre_with_console(settings_for(data, database_url, name), port)
        opened: Centre = app.state.centre
        say_where_it_is_new(opened, data)
        pages = {name: f"{url}/{name}" for name in ("console", "public", "docs")}
        told = {"url": url, "new_centre": opened.is_new, **pages}
        serve_until_stopped(app, listening, farewell, lambda: answer(told, text("centre.serving", url=url)))


@centre.command("add-user", help=text("help.centre.add-user"))
@click.argument("login")
@centre_options(required=True)
@click.option("--name", required=True, help=text("help.option.person-name"))
@click.option("--role", default=Role.SUPERVISOR.value, show_default=True, type=_choice(Role), help=text("help.option.role"))
@click.option("--district", "districts", multiple=True, metavar="CODE", help=text("help.option.district"))
@click.option("--duty", type=_choice(Duty), help=text("help.option.duty"))
@click.option("--pin", help=text("help.option.pin"))
@click.option("--password", help=text("help.option.password", least=LEAST_LENGTH))
@json_option
def add_user(
    login: str,
    data: Path,
    database_url: str | None,
    name: str,
    role: str,
    districts: tuple[str, ...],
    duty: str | None,
    pin: str | None,
    password: str | None,
) -> None:
    password = _asked_password() if password is None else password
    with begun_centre(data, database_url) as opened:
        from sync.server.services.registers import NewAccount, NewPerson

        person = NewPerson(IdMaker().new(), name, Duty(duty) if duty else None, pin=pin)
        opened.registers.add_user(person, NewAccount(login, password, Role(role), person.id, districts))
    answer({"login": login, "name": name, "role": role, "districts": list(districts)}, text("centre.user-added", login=login))


def _asked_password() -> str:
    asked: str = click.prompt(text("centre.password", least=LEAST_LENGTH), hide_input=True, confirmation_prompt=True, err=True)
    return asked


@centre.command(help=text("help.centre.enrol"))
@centre_options(required=True)
@click.option("--person", "people", multiple=True, required=True, metavar="NAME", help=text("help.option.person"))
@click.option("--url", default=f"http://127.0.0.1:{DEFAULT_PORT}", show_default=True, help=text("help.option.centre-url"))
@json_option
def enrol(data: Path, database_url: str | None, people: tuple[str, ...], url: str) -> None:
    import segno

    address = centre_address(url)
    with opened_centre(settings_for(data, database_url)) as opened:
        code = opened.registers.create_enrolment_code(opened.registers.people_called(people))
    ticket = EnrolmentTicket(address, code).as_text()
    answer({"code": code, "ticket": ticket, "people": list(people)}, text("centre.code", code=code, ticket=ticket))
    if not wants_json():
        segno.make(ticket).terminal(compact=True)


for command in (create, add_district, publish_checklist, bring_in, export, key, export_record, backup):
    centre.add_command(command)
