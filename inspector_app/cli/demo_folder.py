"""The demo's own folder: recognised by a marker, so that starting over deletes nothing else."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspector_app.cli.places import alone_in
from sync.errors import UsageInvalid

if TYPE_CHECKING:
    from inspector_app.demo.seed import DemoLogins

_MARKER = "suicha-demo.txt"
_MARKER_TEXT = "`suicha demo` made this folder; `suicha demo --reset` deletes what is in it.\n"
_LOGINS = "logins.json"


@dataclass(frozen=True, slots=True)
class DemoFolder:
    """Centre, tablet and the history's tablets of one demo, side by side below ``root``."""

    root: Path

    @property
    def centre(self) -> Path:
        return self.root / "centre"

    @property
    def tablet(self) -> Path:
        return self.root / "tablet"

    @property
    def history(self) -> Path:
        return self.root / "history"

    @contextmanager
    def held(self, reset: bool) -> Iterator[None]:
        """Hold the folder for this process, emptied first where asked.

        Raises UsageInvalid for a folder that holds something else, FolderNotWritable, FolderInUse.
        """
        marker = self.root / _MARKER
        if not marker.exists() and self.root.is_dir() and any(self.root.iterdir()):
            raise UsageInvalid(problem="usage.problem.not-a-demo-folder", folder=str(self.root))
        with alone_in(self.root):
            marker.write_text(_MARKER_TEXT, encoding="utf-8")
            if reset:
                self.empty()
            yield

    def empty(self) -> None:
        """Delete centre, tablet, history and logins."""
        (self.root / _LOGINS).unlink(missing_ok=True)
        for part in (self.tablet, self.history, self.centre):
            if part.exists():
                shutil.rmtree(part)

    @contextmanager
    def history_tablets(self) -> Iterator[Path]:
        """A fresh folder for simulated tablets, gone afterwards."""
        shutil.rmtree(self.history, ignore_errors=True)
        self.history.mkdir()
        yield self.history
        shutil.rmtree(self.history)

    @property
    def logins(self) -> dict[str, Any] | None:
        """What was kept when the centre had been filled to the end; None before."""
        path = self.root / _LOGINS
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

    def keep_logins(self, logins: "DemoLogins") -> None:
        """The centre has been filled."""
        (self.root / _LOGINS).write_text(json.dumps(asdict(logins), ensure_ascii=False, indent=1), encoding="utf-8")
