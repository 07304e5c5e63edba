"""One measured figure beside its peer and its limit."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """``ours`` and ``peer`` in ``unit``; the limit is on their ratio. Without a peer the limit is on ``ours`` itself."""

    name: str
    ours: float
    peer: float | None
    limit: float
    unit: str

    @property
    def ratio(self) -> float | None:
        return None if self.peer is None else self.ours / self.peer

    @property
    def met(self) -> bool:
        return (self.ours if self.ratio is None else self.ratio) <= self.limit

    def plain(self) -> dict[str, object]:
        """The entry of ``build/bench.json``."""
        return asdict(self) | {"ratio": self.ratio, "met": self.met}


def table(figures: list[Figure]) -> str:
    """For a terminal, one line per figure."""
    rows = [("", "ours", "peer", "ratio", "limit", "")]
    rows += [
        (
            figure.name,
            f"{figure.ours:,.4g} {figure.unit}",
            "" if figure.peer is None else f"{figure.peer:,.4g} {figure.unit}",
            "" if figure.ratio is None else f"{figure.ratio:.3f}",
            f"{figure.limit:g}" + ("" if figure.peer is not None else f" {figure.unit}"),
            "met" if figure.met else "MISSED",
        )
        for figure in figures
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)


def write(figures: list[Figure], path: Path) -> None:
    """The whole run as JSON, replacing the last one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([figure.plain() for figure in figures], indent=1) + "\n", encoding="utf-8")
