"""A register, or another list, as a table of texts, which can be read again."""

from collections.abc import Sequence

from sync.domain.registers.columns import COLUMNS, Facts, Listed, key_of


def table(listed: Listed, rows: Sequence[Facts], english: bool = False) -> list[tuple[str, ...]]:
    """Headings, and a row for each, in the order of their keys."""
    columns = COLUMNS[listed]
    headings = tuple(column.titles.en if english else column.titles.zh for column in columns)
    ordered = sorted(rows, key=lambda facts: (key_of(listed, facts), facts["name"]))
    return [headings, *(tuple(facts[column.name] for column in columns) for facts in ordered)]
