"""``suicha rescue``: an unsynced tablet in one file, and that file into the centre."""

from pathlib import Path

import click

from inspector_app.cli.groups import Group
from inspector_app.cli.language import text
from inspector_app.cli.progress import progress_bar
from inspector_app.cli.reporting import answer, json_option
from inspector_app.cli.rescue_import import bring_in, lost_sentences
from sync.errors import UsageInvalid
from sync.protocol.codec import in_full
from sync.sizes import size


@click.group(cls=Group, help=text("help.rescue"))
def rescue() -> None:
    pass


@rescue.command(help=text("help.rescue.export"))
@click.option("--data", required=True, type=click.Path(file_okay=False, path_type=Path), help=text("help.option.tablet-data"))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help=text("help.option.rescue-out"))
@click.option(
    "--key", "key_file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help=text("help.option.rescue-key")
)
@json_option
def export(data: Path, out: Path, key_file: Path | None) -> None:
    from inspector_app.store.database import FILE_NAME
    from inspector_app.store.rescue_packing import FolderPacker
    from sync.domain.clock import SystemClock
    from sync.sealing.keys import read_pem

    if not (data / FILE_NAME).exists() and not (data / "evidence").is_dir():
        raise UsageInvalid(problem="usage.problem.no-tablet", folder=str(data))
    key = read_pem(key_file.read_text(encoding="ascii", errors="replace")) if key_file else None
    packer = FolderPacker(data, SystemClock())
    packer.prepare(out, key)
    with progress_bar(text("rescue.packing")) as show:
        packed = packer.pack(out, show, key)
    manifest = packed.manifest
    fields = {"operations": manifest.operations, "waiting": manifest.waiting, "photos": manifest.evidence}
    answer(
        {
            "file": str(packed.path),
            "bytes": packed.size,
            "device_id": manifest.device_id and str(manifest.device_id),
            "device": manifest.device_name,
            **fields,
            "lost": in_full(manifest.lost),
        },
        text("rescue.packed", file=str(packed.path), size=size(packed.size), **fields),
        *lost_sentences(manifest.lost),
        text("rescue.next"),
    )


rescue.add_command(bring_in)
