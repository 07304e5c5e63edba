"""Registers as an authority writes them, and a campaign's folder drawn from them."""

import json
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from sync.domain.draw.seeds import Seed
from sync.drawing.freezing import Freezing, prepare_draw, publish_draw
from sync.drawing.registers import read_plan_file, read_registers
from sync.drawing.running import run_draw

DICE = "12345612345612345612"
DISTRICTS = ("410102", "410103", "410104")
VALID = {"checked": 1, "valid_from": "2025-01-01", "valid_until": "2027-01-01"}
PLAN: dict[str, Any] = {
    "campaign": "2026 年汛期检查",
    "first_day": "2026-06-01",
    "last_day": "2026-06-30",
    "checks": [{"id": "routine", "checklist": "zz-property-27", "version": "2026-draft"}],
    "seed": {"kind": "dice", "announced": "2026-05-20 10:00 公证处"},
}


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def registers(tmp_path: Path) -> Path:
    folder = tmp_path / "registers"
    folder.mkdir()
    grades = ("AAA", "AA", "A", "B", "C")
    compounds = [
        {
            "id": f"C{n:03d}",
            "name": f"阳光花园 {n} 期",
            "enterprise": f"E{n % 9}",
            "district": DISTRICTS[n % 3],
            "grade": grades[n % 5],
        }
        for n in range(60)
    ]
    write(folder / "compounds.ndjson", [{**one, "kind": "residential"} for one in compounds])
    write(folder / "enterprises.ndjson", [{"code": f"E{n}", "name": f"物业 {n}"} for n in range(9)])
    officers = [{"id": f"O{n}", "name": f"张执法{n}", "home": DISTRICTS[n % 3], "department": "一科"} for n in range(9)]
    write(folder / "officers.ndjson", [{**one, "certificate": f"证号{n}", **VALID} for n, one in enumerate(officers)])
    write(
        folder / "experts.ndjson",
        [{"id": f"X{n}", "name": f"王专家{n}", "home": "410102", "department": "协会"} for n in range(4)],
    )
    recusal = {"person": "O1", "scope": "enterprise", "target": "E3", "ground": "kinship", "origin": "declared"}
    decided = {"requested_by": "张执法1", "requested_on": "2026-05-01", "decided_by": "李局长", "decided_on": "2026-05-02"}
    write(folder / "recusals.ndjson", [{**recusal, **decided, "decision": "granted", "request": "胞弟在该企业任职"}])
    write(folder / "extras.ndjson", [{"compound": "C005", "weight": 3, "kind": "complaints", "source": "12345 热线 2026-04"}])
    (folder / "plan.json").write_text(json.dumps(PLAN, ensure_ascii=False), encoding="utf-8")
    return folder


def freeze(folder: Path, registers: Path, reason: str = "") -> Freezing:
    """The next draw, with salts that anybody could guess."""
    salts = count()
    found = prepare_draw(
        folder, read_plan_file(registers / "plan.json"), read_registers(registers), lambda: f"salt{next(salts)}", reason
    )
    publish_draw(folder, found)
    return found


@pytest.fixture
def published(tmp_path: Path, registers: Path) -> Path:
    """A campaign's folder with one draw."""
    folder = tmp_path / "public"
    freeze(folder, registers)
    run_draw(folder, Seed(DICE, "2026-05-20 10:05 公证处", ("公证员甲", "业主代表乙")))
    return folder
