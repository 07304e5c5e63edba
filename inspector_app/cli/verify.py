"""``suicha verify``: a record, or a folder of records, held to the centre's public key."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inspector_app.cli.language import LANGUAGE, text
from inspector_app.cli.progress import progress_bar
from inspector_app.cli.reporting import answer, json_option
from sync.i18n import explain

if TYPE_CHECKING:
    from sync.verifying.verdicts import Verdict


@click.command(help=text("help.verify"))
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--key",
    "key_file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help=text("help.option.verify-key"),
)
@json_option
def verify(path: Path, key_file: Path) -> None:
    from sync.verifying.campaign import check_records
    from sync.verifying.keys import read_key
    from sync.verifying.sources import records_in

    key, records = read_key(key_file), records_in(path)
    verdicts: list[Verdict] = []
    with progress_bar(text("verify.progress")) as show:
        for verdict in check_records(records, key):
            verdicts.append(verdict)
            show(len(verdicts), len(records))
    faults = sum(verdict.fault is not None for verdict in verdicts)
    answer(
        {"key_id": key.key_id, "count": len(verdicts), "faults": faults, "records": [_plain(one) for one in verdicts]},
        *(sentence for verdict in verdicts for sentence in _sentences(verdict)),
        text("verify.done", count=len(verdicts), key_id=key.key_id) if not faults else text("verify.faults", count=faults),
    )
    if faults:
        click.get_current_context().exit(1)


def _sentences(verdict: "Verdict") -> list[str]:
    """The fault and the notes; nothing for a record that is in order."""
    said = [text(note.key, **note.fields) for note in verdict.notes]
    if verdict.fault is not None:
        said.insert(0, explain(LANGUAGE, verdict.fault))
    name = f"{verdict.label} {verdict.compound}".strip()
    return [f"{name}: {sentence}" for sentence in said]


def _plain(verdict: "Verdict") -> dict[str, Any]:
    fault = verdict.fault
    return {
        "record": verdict.label,
        "compound": verdict.compound,
        "ok": fault is None,
        "fault": fault and {"code": fault.code, "fields": fault.fields, "message": explain(LANGUAGE, fault)},
        "notes": [{"key": note.key, "fields": note.fields, "message": text(note.key, **note.fields)} for note in verdict.notes],
    }
