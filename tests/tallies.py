"""What long proofs have counted so far: files that are committed, so that a soak goes on where anybody's last one ended."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path("docs/tallies")
PAGE = Path("docs/reliability.md")


def kept(name: str) -> dict[str, Any] | None:
    """What was kept under this name; None when nothing was."""
    path = _path(name)
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def keep(name: str, tally: dict[str, Any]) -> None:
    """Whole on disk on return, or as it was."""
    FOLDER.mkdir(exist_ok=True)
    draft = _path(name).with_suffix(".part")
    draft.write_text(json.dumps(tally, indent=1) + "\n", encoding="utf-8")
    draft.replace(_path(name))


def write_figures(name: str, table: str) -> None:
    """The figures of this name in docs/reliability.md, between their two marks."""
    begin, end = f"<!-- {name}: figures -->", f"<!-- {name}: end -->"
    page = PAGE.read_text(encoding="utf-8")
    before, begun, rest = page.partition(begin)
    _, ended, after = rest.partition(end)
    if not begun or not ended:
        raise ValueError(f"{PAGE} has no place for {name}")
    PAGE.write_text(f"{before}{begin}\n{table}\n{end}{after}", encoding="utf-8")


def _path(name: str) -> Path:
    return FOLDER / f"{name}.json"
