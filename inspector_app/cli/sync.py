"""``suicha sync``: one tablet's sync without a screen."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector_app.cli.language import text
from inspector_app.cli.places import alone_in
from inspector_app.cli.progress import SetProgress, progress_bar
from inspector_app.cli.reporting import answer, json_option
from sync.errors import UsageInvalid
from sync.sizes import size

if TYPE_CHECKING:
    from inspector_app.services.sync_status import SyncStatus


@click.command(help=text("help.sync"))
@click.option("--data", required=True, type=click.Path(file_okay=False, path_type=Path), help=text("help.option.tablet-data"))
@click.option("--centre", help=text("help.option.move-centre"))
@json_option
def sync(data: Path, centre: str | None) -> None:
    status = _synchronise(data, centre)
    if status.error is not None:
        raise status.error
    sent, waits = status.progress, status.backlog
    answer(
        {
            "records": sent.records,
            "photos": sent.files,
            "bytes": sent.file_bytes,
            "news": sent.news,
            "conflicts": sent.conflicts,
            "rejected": sent.rejected,
            "troubled_files": sent.troubled_files,
            "waiting_records": waits.records,
            "waiting_photos": waits.files,
        },
        *_sentences(status),
    )


def _synchronise(data: Path, centre: str | None) -> "SyncStatus":
    from inspector_app.store.database import FILE_NAME

    if not (data / FILE_NAME).exists():
        raise UsageInvalid(problem="usage.problem.no-tablet", folder=str(data))
    with alone_in(data):  # an app at work there has things on their way that a second one would take for left behind
        return _in_its_folder(data, centre)


def _in_its_folder(data: Path, centre: str | None) -> "SyncStatus":
    from inspector_app.bootstrap import open_tablet
    from inspector_app.store.database import damage_is_said

    tablet = open_tablet(data)
    try:
        with damage_is_said(data):
            if tablet.enrolment.device() is None:
                raise UsageInvalid(problem="usage.problem.not-enrolled", folder=str(data))
            if centre is not None:
                tablet.enrolment.move(centre)
            with progress_bar(text("sync.progress")) as show:
                tablet.sync.subscribe(lambda status: _show(status, show))
                return tablet.sync.run_once()
    finally:
        tablet.close()


def _sentences(status: "SyncStatus") -> list[str]:
    sent, waits = status.progress, status.backlog
    sentences = [text("sync.sent", records=sent.records, photos=sent.files, size=size(sent.file_bytes), news=sent.news)]
    for key, count in (
        ("sync.conflicts", sent.conflicts),
        ("sync.rejected", sent.rejected),
        ("sync.troubled", len(sent.troubled_files)),
    ):
        if count:
            sentences.append(text(key, count=count))
    if waits.records or waits.files:
        sentences.append(text("sync.waiting", records=waits.records, photos=waits.files))
    return sentences


def _show(status: "SyncStatus", show: SetProgress) -> None:
    progress = status.progress
    show(progress.records + progress.files, progress.records_total + progress.files_total)
