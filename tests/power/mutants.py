"""Copies of the source in which one thing that keeps data over a power cut is taken out: the proof must notice each."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.power.hosting import ROOT


@dataclass(frozen=True, slots=True)
class Mutant:
    """In ``file``, ``text`` becomes ``instead``; what a power cut of ``side`` costs then must be seen."""

    name: str
    side: str
    file: str
    text: str
    instead: str

    def tree(self, folder: Path) -> Path:
        """A copy of the packages with the change. Raises LookupError when the source has no such text any more."""
        for package in ("sync", "inspector_app", "assets"):
            shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
        changed = folder / self.file
        source = changed.read_text(encoding="utf-8")
        if self.text not in source:
            raise LookupError(f"{self.file} has no {self.text!r}")
        changed.write_text(source.replace(self.text, self.instead), encoding="utf-8")
        return folder


_TABLET_DATABASE, _TABLET_FILES = "inspector_app/store/database.py", "inspector_app/store/files.py"
_CENTRE_DATABASE, _CENTRE_FILES = "sync/server/repositories/opening.py", "sync/server/services/evidence.py"
MUTANTS = (
    Mutant("tablet, synchronous off", "tablet", _TABLET_DATABASE, "synchronous=FULL", "synchronous=OFF"),
    Mutant("tablet, synchronous normal", "tablet", _TABLET_DATABASE, "synchronous=FULL", "synchronous=NORMAL"),
    Mutant("tablet, photos not synced", "tablet", _TABLET_FILES, "os.fsync(target.fileno())", "pass"),
    Mutant("tablet, photos' folders not synced", "tablet", _TABLET_FILES, "    sync_folder(path.parent)", "    pass"),
    Mutant("tablet, new folders not synced", "tablet", "sync/durable.py", "sync_folder(folder.parent)", "pass"),
    Mutant("centre, synchronous off", "centre", _CENTRE_DATABASE, "synchronous=FULL", "synchronous=OFF"),
    Mutant("centre, synchronous normal", "centre", _CENTRE_DATABASE, "synchronous=FULL", "synchronous=NORMAL"),
    Mutant("centre, photos not synced", "centre", "sync/durable.py", "os.fsync(target.fileno())", "pass"),
    Mutant(
        "centre, photos' folders not synced", "centre", _CENTRE_FILES, "            sync_folder(folder)\n", "            pass\n"
    ),
)
STRIKES_OFF_TOO_EARLY = Mutant(
    "tablet, operations struck off before the centre has answered",
    "centre",
    "sync/client/push.py",
    "    answer = _send(centre, queue, batch, loads)\n",
    "    from sync.protocol.messages import OperationOutcome, OperationStatus\n"
    "    queue.settle([(entry.id, OperationOutcome(entry.id, OperationStatus.APPLIED)) for entry in batch])\n"
    "    answer = _send(centre, queue, batch, loads)\n",
)
