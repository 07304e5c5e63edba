"""A register, or another list, as a table of texts, which can be read again."""

from collections.abc import Mapping, Sequence
from typing import Any

from sync.domain.checklists import Bilingual
from sync.domain.draw.pools import ExtraKind
from sync.domain.registers import values
from sync.domain.registers.columns import COLUMNS, Column, Facts, Listed, key_of

_WORDS: Mapping[Any, Mapping[str, Bilingual]] = {
    values.flag: {values.YES: Bilingual("是", "yes"), values.NO: Bilingual("否", "no")},
    values.extra_kind: {
        ExtraKind.COMPLAINTS.value: Bilingual("投诉", "complaints"),
        ExtraKind.RECORD.value: Bilingual("不良记录", "poor record"),
    },
}
"""By what reads a column: the words for what it keeps."""


def table(
    listed: Listed, rows: Sequence[Facts], english: bool = False, districts: Mapping[str, str] | None = None
) -> list[tuple[str, ...]]:
    """Headings, and a row for each, in the order of their keys. ``districts``: names by code, of those that a name is enough for;
    others are written as their code."""
    columns = COLUMNS[listed]
    headings = tuple(column.titles.en if english else column.titles.zh for column in columns)
    ordered = sorted(rows, key=lambda facts: (key_of(listed, facts), facts["name"]))
    return [headings, *(tuple(_said(column, facts, english, districts or {}) for column in columns) for facts in ordered)]


def names_enough(districts: Sequence[tuple[str, str, str]], english: bool = False) -> dict[str, str]:
    """By code, Chinese and English name: the names by which a district is found again."""
    found = values.by_names(districts)
    names = {code: en if english else zh for code, zh, en in districts}
    return {code: name for code, name in names.items() if found[values.fold(name)] == code}


def _said(column: Column, facts: Facts, english: bool, districts: Mapping[str, str]) -> str:
    kept = facts[column.name]
    if column.read is values.district:
        return districts.get(kept, kept)
    words = _WORDS.get(column.read, {}).get(kept)
    return words.in_language("en" if english else "zh-CN") if words else kept
