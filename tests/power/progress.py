"""How far a long proof has come, so that it can be stopped and goes on; it begins anew when the source is another."""

import json
from collections.abc import Iterator
from hashlib import sha256

from tests.power.hosting import ROOT

BUILD = ROOT / "build"


class Progress:
    """What was tried already, in ``build/power-<name>.jsonl``."""

    def __init__(self, name: str) -> None:
        BUILD.mkdir(exist_ok=True)
        self._path = BUILD / f"power-{name}.jsonl"
        self._source = source_digest()
        self._done: dict[str, list[str]] = dict(self._read())
        if not self._done:
            self._path.write_text(json.dumps({"source": self._source}) + "\n", encoding="utf-8")

    def __contains__(self, what: object) -> bool:
        return str(what) in self._done

    def note(self, what: object, problems: list[str]) -> None:
        """One more was tried."""
        self._done[str(what)] = problems
        with self._path.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps({"what": str(what), "problems": problems}, ensure_ascii=False) + "\n")

    @property
    def tried(self) -> int:
        return len(self._done)

    @property
    def failed(self) -> dict[str, list[str]]:
        """What went wrong, by point."""
        return {what: problems for what, problems in self._done.items() if problems}

    def _read(self) -> Iterator[tuple[str, list[str]]]:
        if self._path.exists():
            first, *lines = self._path.read_text(encoding="utf-8").splitlines()
            if json.loads(first) == {"source": self._source}:
                for line in lines:
                    found = json.loads(line)
                    yield found["what"], found["problems"]


def source_digest() -> str:
    """Changes with any file of the packages, and of this proof."""
    digest = sha256()
    for package in ("sync", "inspector_app", "tests/power"):
        for path in sorted((ROOT / package).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
