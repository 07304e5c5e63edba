"""What a register's texts mean to people. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sync.domain.registers import values
from sync.domain.registers.columns import COLUMNS, Column, Facts, Listed, Register, blank, column_of
from sync.domain.registers.wording import title
from sync.i18n import say
from sync.protocol.console import DistrictName

NOTHING = "–"
NAMES = 2
"""Columns at the beginning of every register that name a row."""
Districts = Mapping[str, str]
"""Names by code, in one language."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What one column was and is; ``before`` empty for what is new."""

    title: str
    before: str
    after: str


def names_in(language: str, districts: Iterable[DistrictName]) -> dict[str, str]:
    """Of the districts, by their codes."""
    return {district.code: district.name.in_language(language) for district in districts}


def choices(language: str, districts: Iterable[DistrictName]) -> tuple[tuple[str, str], ...]:
    """To choose one from: all of them first (code "")."""
    return (("", say(language, "console.list.all_districts")), *names_in(language, districts).items())


def shown(language: str, column: Column, value: str, districts: Districts) -> str:
    """One value; empty where nothing is said."""
    if column.read is values.flag and value:
        return say(language, f"register.{value}")
    if column.read is values.district:
        return districts.get(value, value)
    if column.read is values.words:
        return words(language, value)
    if column.read is values.extra_kind and value:
        return say(language, f"console.extra.{value}")
    return value


def words(language: str, value: str) -> str:
    """Several words in a row."""
    return say(language, "console.tablets.comma").join(filter(None, value.split(";")))


def lines_of(language: str, register: Register, facts: Facts, districts: Districts) -> tuple[tuple[str, str], ...]:
    """Everything that is known of a row, by name."""
    return tuple(
        (title(language, register, column.name), shown(language, column, facts[column.name], districts) or NOTHING)
        for column in COLUMNS[register]
    )


def changes_of(language: str, listed: Listed, before: Facts | None, after: Facts, districts: Districts) -> tuple[ChangeLine, ...]:
    """The columns that became another text; for what is new, those that say more than nothing."""
    nothing, was = say(language, "register.nothing"), blank(listed) if before is None else before
    lines = []
    for name, value in after.items():
        if was.get(name, "") != value:
            column = column_of(listed, name)
            old, new = (shown(language, column, text, districts) or nothing for text in (was.get(name, ""), value))
            lines.append(ChangeLine(title(language, listed, name), "" if before is None else old, new))
    return tuple(lines)
