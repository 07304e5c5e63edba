"""``suicha centre key`` and ``suicha centre export-record``: what others check a centre's records with, and the records."""

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj, rmtree
from tempfile import mkdtemp
from typing import IO, TYPE_CHECKING, Any
from uuid import UUID

import click

from inspector_app.cli.centre_options import centre_options, opened_centre, settings_for
from inspector_app.cli.language import LANGUAGE, text
from inspector_app.cli.needs import needs
from inspector_app.cli.places import make_writable, unused, write_whole, writing_in
from inspector_app.cli.progress import SetProgress, progress_bar
from inspector_app.cli.reporting import answer, json_option
from sync.domain.clock import CHINA_TIME
from sync.domain.receipts import key_id_of
from sync.errors import EvidenceGone, PlaceTaken, SuichaError, UsageInvalid
from sync.i18n import explain

if TYPE_CHECKING:
    from sync.server.services.records import RecordFile, Records


@click.command(help=text("help.centre.key"))
@centre_options(required=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help=text("help.option.key-out"))
@click.option("--rescue", "for_rescue", is_flag=True, help=text("help.option.key-rescue"))
@click.option("--make-new", is_flag=True, help=text("help.option.key-make-new"))
@json_option
def key(data: Path, database_url: str | None, out: Path | None, for_rescue: bool, make_new: bool) -> None:
    with needs("centre"):
        from sync.protocol.codec import in_full
        from sync.sealing.keys import pem_of
        from sync.server.services.key_files import KEY_FILES
        from sync.verifying.keys import bytes_of

    missing = [data / name for name in KEY_FILES if not (data / name).exists()]
    with (
        unused(data) if make_new else nullcontext(),  # who serves would go on signing with the key that it has in memory
        opened_centre(settings_for(data, database_url), may_renew_keys=make_new) as opened,
    ):
        public, rescue, former = opened.key.public, opened.rescue_key.public, opened.former_keys
    for file in missing:
        click.echo(text("centre.key-made", file=str(file)), err=True)
    pem = pem_of(rescue) if for_rescue else public.pem
    if out is not None:
        write_whole(out, pem.encode("ascii"))
    key_id = rescue.key_id if for_rescue else public.key_id
    said = pem.rstrip() if out is None else text("centre.key-saved", file=str(out), key_id=key_id)
    answer(
        {
            "key_id": public.key_id,
            "public_key": public.public_key,
            "pem": public.pem,
            "rescue_key": {"key_id": rescue.key_id, "public_key": rescue.public_key, "pem": pem_of(rescue)},
            "former_keys": in_full(former),
            "file": out and str(out),
        },
        said,
    )
    for one in former:
        name, until = key_id_of(bytes_of(one.public_key)), one.until.astimezone(CHINA_TIME)
        click.echo(text("centre.key-former", key_id=name, until=f"{until:%Y-%m-%d %H:%M}"), err=True)


@click.command("export-record", help=text("help.centre.export-record"))
@click.argument("inspections", nargs=-1, type=click.UUID, metavar="[INSPECTION]...")
@centre_options(required=True)
@click.option("--all", "everything", is_flag=True, help=text("help.option.export-all"))
@click.option(
    "--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help=text("help.option.export-out")
)
@json_option
def export_record(inspections: tuple[UUID, ...], data: Path, database_url: str | None, everything: bool, out: Path) -> None:
    if bool(inspections) == everything:
        raise UsageInvalid(problem="usage.problem.export-which")
    make_writable(out)
    with opened_centre(settings_for(data, database_url)) as opened, progress_bar(text("centre.exporting")) as show:
        wanted = opened.records.inspections() if everything else list(inspections)
        written, failed = _write_all(opened.records, wanted, out, show)
    answer(
        {"records": [str(folder) for folder in written], "failed": [_told(*one) for one in failed]},
        text("centre.exported", count=len(written), folder=str(out)),
    )
    if failed:
        for inspection_id, error in failed:
            click.echo(text("centre.not-exported", inspection=str(inspection_id), reason=explain(LANGUAGE, error)), err=True)
        click.get_current_context().exit(1)


def _write_all(
    records: "Records", wanted: Sequence[UUID], out: Path, show: SetProgress
) -> tuple[list[Path], list[tuple[UUID, SuichaError]]]:
    """The folders, and what could not be written and why: one record never costs the others."""
    written: list[Path] = []
    failed: list[tuple[UUID, SuichaError]] = []
    for done, inspection_id in enumerate(wanted):
        show(done, len(wanted))
        try:
            write_record(records.export(inspection_id), out / str(inspection_id))
            written.append(out / str(inspection_id))
        except SuichaError as error:
            failed.append((inspection_id, error))
    show(len(wanted), max(1, len(wanted)))
    return written, failed


def _told(inspection_id: UUID, error: SuichaError) -> dict[str, Any]:
    return {"inspection": str(inspection_id), "code": error.code, "fields": error.fields, "message": explain(LANGUAGE, error)}


def write_record(files: "Iterable[RecordFile]", folder: Path) -> None:
    """A record as a folder, there whole or not at all. Raises PlaceTaken, EvidenceGone, StorageFull, FolderNotWritable."""
    if folder.exists():
        raise PlaceTaken(name=str(folder))
    with writing_in(folder.parent):
        draft = Path(mkdtemp(prefix=".record-", dir=folder.parent))
    try:
        _fill(draft, files)
        with writing_in(folder.parent):
            draft.chmod(0o755)
            draft.replace(folder)
    except BaseException:
        rmtree(draft)
        raise


def _fill(draft: Path, files: "Iterable[RecordFile]") -> None:
    for file in files:
        path = draft / file.name
        with _opened(file.content) as source, writing_in(draft.parent):
            path.parent.mkdir(exist_ok=True)
            with path.open("wb") as target:
                copyfileobj(source, target)


def _opened(content: bytes | Path) -> IO[bytes]:
    """Raises EvidenceGone: a file can go, or its disk fail, at any time."""
    if isinstance(content, bytes):
        return BytesIO(content)
    try:
        return content.open("rb")
    except OSError as error:
        raise EvidenceGone(file=str(content)) from error
