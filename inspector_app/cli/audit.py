"""``suicha audit verify``: a whole centre held to what it signed for."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inspector_app.cli.centre_options import centre_options, settings_for
from inspector_app.cli.groups import Group
from inspector_app.cli.language import text
from inspector_app.cli.needs import needs
from inspector_app.cli.progress import progress_bar
from inspector_app.cli.reporting import answer, json_option

if TYPE_CHECKING:
    from sync.server.auditing.differences import Audited, Difference


@click.group(cls=Group, help=text("help.audit"))
def audit() -> None:
    pass


@audit.command(help=text("help.audit.verify"))
@centre_options(required=True)
@click.option("--sizes-only", is_flag=True, help=text("help.option.audit-sizes-only"))
@json_option
def verify(data: Path, database_url: str | None, sizes_only: bool) -> None:
    with needs("centre"):
        from sync.server.opened_audit import opened_audit

    with opened_audit(settings_for(data, database_url)) as audit_of_it, progress_bar(text("audit.progress")) as show:
        audited = audit_of_it.run(not sizes_only, show)
    faults = audited.faults
    answer(
        {**_counts(audited), "faults": list(map(_plain, faults)), "notes": list(map(_plain, audited.notes))},
        *map(_sentence, (*faults, *audited.notes)),
        *_conclusions(audited),
    )
    if faults:
        click.get_current_context().exit(1)


def _conclusions(audited: "Audited") -> Iterator[str]:
    """What was looked at, and what to do about what was found."""
    yield text("audit.looked-at", **_counts(audited))
    if audited.read < audited.files:
        yield text("audit.sizes-only", count=audited.files)
    if not audited.faults:
        yield text("audit.done")
        return
    yield text("audit.found", count=len(audited.faults))
    if audited.spoilt < len(audited.faults):
        yield text("audit.restore")
    if audited.spoilt:
        yield text("audit.files", count=audited.spoilt)


def _counts(audited: "Audited") -> dict[str, int]:
    return {
        "inspections": audited.inspections,
        "tablets": audited.tablets,
        "operations": audited.operations,
        "receipts": audited.receipts,
        "files": audited.files,
        "files_read": audited.read,
        "draws": audited.draws,
    }


def _message(difference: "Difference") -> str:
    return text(difference.key, **difference.fields)


def _sentence(difference: "Difference") -> str:
    return text("audit.at", place=difference.place, what=_message(difference)) if difference.place else _message(difference)


def _plain(difference: "Difference") -> dict[str, Any]:
    return {"place": difference.place, "key": difference.key, "fields": difference.fields, "message": _message(difference)}
