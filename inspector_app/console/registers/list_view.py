"""What the lists of the registers show. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from inspector_app.console.registers.facts import NOTHING, Districts, choices, names_in, words
from inspector_app.console.screens.empty_view import EmptyView
from inspector_app.console.screens.paging_view import PagingView, paging_view
from inspector_app.console.screens.pill_view import PillView
from sync.domain.registers.certificates import Validity, is_checked, validity
from sync.domain.registers.columns import Facts, Listed, Register, key_of
from sync.domain.registers.values import NO, YES
from sync.i18n import say
from sync.protocol.registers import (
    EnterpriseFilter,
    EnterprisePage,
    EnterpriseRow,
    RegisterFilter,
    RegisterPage,
    RegisterRow,
    Shown,
)

_TABS = (Shown.ACTIVE, Shown.ATTENTION, Shown.LEFT, Shown.ALL)


class Weight(StrEnum):
    """How much a chip says."""

    CALM = "calm"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Chip:
    """A short fact."""

    text: str
    weight: Weight = Weight.CALM


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in words, and what belongs to it under it; ``weight``: somebody should look after it."""

    text: str
    below: str = ""
    weight: Weight = Weight.CALM


@dataclass(frozen=True, slots=True)
class RowView:
    """One of a register. ``cells`` by the names of their columns."""

    id: UUID
    key: str
    name: str
    about: str
    cells: tuple[tuple[str, Cell], ...]
    chips: tuple[Chip, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterView:
    """A whole list. ``districts`` are pairs of code and name, all of them first (code ""). ``bare``: there is nothing in the
    register at all."""

    tabs: tuple[PillView, ...]
    districts: tuple[tuple[str, str], ...]
    rows: tuple[RowView, ...]
    paging: PagingView
    empty: EmptyView | None
    bare: bool = False


def register_view(language: str, register: Register, page: RegisterPage, wanted: RegisterFilter, today: date) -> RegisterView:
    """A register's list as it stands for one answer of the centre, on one day."""
    names = names_in(language, page.districts)
    bare = not page.counts.get(Shown.ALL.value, 0) and not wanted.search and not wanted.district
    return RegisterView(
        tabs=tuple(
            PillView(show.value, say(language, f"console.register.{show.value}"), page.counts[show.value], show is wanted.show)
            for show in _TABS
            if show.value in page.counts
        ),
        districts=choices(language, page.districts),
        rows=tuple(_ROWS[register](language, row, names, today) for row in page.rows),
        paging=paging_view(language, page.page, page.page_size, len(page.rows), page.total),
        empty=None if page.rows else _empty(language, wanted, bare),
        bare=bare,
    )


def enterprises_view(language: str, page: EnterprisePage, wanted: EnterpriseFilter) -> RegisterView:
    """The list of enterprises."""
    names = names_in(language, page.districts)
    narrow = bool(wanted.search or wanted.district)
    kind = "narrow" if narrow else "enterprises"
    return RegisterView(
        tabs=(),
        districts=choices(language, page.districts),
        rows=tuple(_enterprise(language, row, names) for row in page.rows),
        paging=paging_view(language, page.page, page.page_size, len(page.rows), page.total),
        empty=None if page.rows else _nothing(language, kind, narrow),
    )


def parts_view(language: str, names: tuple[str, ...], chosen: str) -> tuple[PillView, ...]:
    """The lists there are."""
    return tuple(PillView(name, say(language, f"console.register.part.{name}"), None, name == chosen) for name in names)


def _compound(language: str, row: RegisterRow, names: Districts, _: date) -> RowView:
    facts = row.facts
    cells = (
        ("code", Cell(facts["code"] or NOTHING)),
        ("district", Cell(names.get(facts["district"], facts["district"]))),
        ("enterprise", Cell(facts["enterprise_name"], facts["enterprise_code"])),
        ("grade", Cell(facts["grade"] or NOTHING)),
        ("kind", Cell(facts["kind"] or NOTHING, words(language, facts["marks"]))),
    )
    return RowView(row.id, facts["code"], facts["name"], facts["address"], cells, _leaving(language, row))


def _officer(language: str, row: RegisterRow, names: Districts, today: date) -> RowView:
    facts, standing = row.facts, validity(row.facts, today)
    weight = {Validity.EXPIRED: Weight.BAD, Validity.SOON: Weight.WARNING}.get(standing, Weight.CALM)
    since = say(language, "console.register.since", day=facts["valid_from"]) if facts["valid_from"] else ""
    cells = (
        ("certificate", Cell(facts["certificate"] or NOTHING)),
        ("home", Cell(names.get(facts["home_district"], facts["home_district"]) or NOTHING)),
        ("valid", Cell(facts["valid_until"] or NOTHING, since, weight)),
    )
    chips = () if facts["active"] == NO else _certificate(language, facts, standing, today)
    return RowView(row.id, facts["certificate"], facts["name"], facts["department"], cells, (*chips, *_leaving(language, row)))


def _expert(language: str, row: RegisterRow, names: Districts, _: date) -> RowView:
    facts = row.facts
    cells = (
        ("number", Cell(facts["number"] or NOTHING)),
        ("home", Cell(names.get(facts["home_district"], facts["home_district"]) or NOTHING)),
        ("qualifications", Cell(words(language, facts["qualifications"]) or NOTHING)),
    )
    return RowView(row.id, facts["number"], facts["name"], facts["department"], cells, _leaving(language, row))


_ROWS = {Register.COMPOUNDS: _compound, Register.OFFICERS: _officer, Register.EXPERTS: _expert}


def _certificate(language: str, facts: Facts, standing: Validity, today: date) -> tuple[Chip, ...]:
    """What stands in the way of being drawn, or soon will."""
    chips = []
    if standing is Validity.SOON:
        left = (date.fromisoformat(facts["valid_until"]) - today).days
        chips.append(Chip(say(language, "console.certificate.soon", count=left), Weight.WARNING))
    elif standing is not Validity.VALID:
        weight = Weight.BAD if standing is Validity.EXPIRED else Weight.WARNING
        chips.append(Chip(say(language, f"console.certificate.{standing.value}"), weight))
    if not is_checked(facts):
        chips.append(Chip(say(language, "console.certificate.unchecked"), Weight.WARNING))
    if facts["temporary"] == YES:
        chips.append(Chip(say(language, "console.certificate.temporary")))
    return tuple(chips)


def _leaving(language: str, row: RegisterRow) -> tuple[Chip, ...]:
    left = row.facts["active"] == NO
    chips = [Chip(say(language, "console.register.has_left"))] if left else []
    if row.open_visits:
        words_of = say(language, "console.register.visits", count=row.open_visits)
        chips.append(Chip(words_of, Weight.WARNING if left else Weight.CALM))
    return tuple(chips)


def _enterprise(language: str, row: EnterpriseRow, names: Districts) -> RowView:
    comma = say(language, "console.tablets.comma")
    districts = comma.join(names.get(code, code) for code in row.districts)
    graded = [(grade or say(language, "console.register.no_grade"), count) for grade, count in row.grades.items()]
    cells = (
        ("serves", Cell(say(language, "console.register.serves", count=row.compounds))),
        ("districts", Cell(districts or NOTHING)),
        ("grades", Cell(comma.join(f"{grade} × {count}" for grade, count in graded) or NOTHING)),
    )
    return RowView(row.id, row.credit_code, row.name, row.credit_code, cells)


def _empty(language: str, wanted: RegisterFilter, bare: bool) -> EmptyView:
    narrow = bool(wanted.search or wanted.district)
    return _nothing(language, "narrow" if narrow else "bare" if bare else wanted.show.value, narrow)


def _nothing(language: str, kind: str, clearable: bool) -> EmptyView:
    return EmptyView(say(language, f"console.no_rows.{kind}"), say(language, f"console.no_rows.{kind}_hint"), clearable)


def key_and_name(listed: Listed, facts: Facts) -> str:
    """How a row is called where it stands alone."""
    return " ".join(filter(None, (key_of(listed, facts), facts["name"])))
