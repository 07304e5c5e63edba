"""The demo's own folder: recognised by a marker, so that starting over deletes nothing else."""

import shutil
from pathlib import Path

from inspector_app.cli.places import make_writable
from sync.errors import UsageInvalid

_MARKER = "suicha-demo.txt"
_MARKER_TEXT = "Made by `suicha demo`; `suicha demo --reset` deletes this folder.\n"


class DemoFolder:
    """Centre and tablet of the demo, side by side."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.centre = root / "centre"
        self.tablet = root / "tablet"
        self.history = root / "history"

    def prepare(self, reset: bool) -> None:
        """Make the folder, or empty it first. Raises UsageInvalid for a folder with other things in it, FolderNotWritable."""
        make_writable(self.root)
        marker = self.root / _MARKER
        if not marker.exists() and any(self.root.iterdir()):
            raise UsageInvalid(problem="usage.problem.not-a-demo-folder", folder=str(self.root))
        if reset:
            for part in (self.centre, self.tablet, self.history):
                shutil.rmtree(part, ignore_errors=False) if part.exists() else None
        marker.write_text(_MARKER_TEXT, encoding="utf-8")
