"""The registers of an invented city: the same for the same seed."""

from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from uuid import UUID

from inspector_app.demo import names
from inspector_app.demo.credit_codes import invented_credit_code
from sync.domain.checklists import Bilingual
from sync.domain.ids import IdMaker
from sync.domain.people import Duty

ENTERPRISES, OFFICERS, EXPERTS = 60, 30, 12


@dataclass(frozen=True, slots=True)
class DemoDistrict:
    code: str
    name: Bilingual


@dataclass(frozen=True, slots=True)
class DemoEnterprise:
    """``grade`` is a credit grade, AAA to C."""

    id: UUID
    name: str
    credit_code: str
    grade: str


@dataclass(frozen=True, slots=True)
class DemoCompound:
    """``district`` is a code, ``code`` the compound's own; it lies nowhere in particular, so it has no position."""

    id: UUID
    name: str
    address: str
    district: str
    enterprise: DemoEnterprise
    code: str
    kind: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """``home`` is the code of the district a person works in; an officer is not drawn for it, an expert may be.

    ``certificate`` is an officer's, or an expert's number, such that nobody could take it for a real one; officers' are valid
    from one day to another, as ``YYYY-MM-DD``.
    """

    id: UUID
    name: str
    duty: Duty
    home: str
    certificate: str
    department: str
    qualifications: tuple[str, ...] = ()
    valid_from: str = ""
    valid_until: str = ""


@dataclass(frozen=True, slots=True)
class DemoRegisters:
    """Objects and people that could be drawn. The first two officers and the first expert are the demo team."""

    districts: tuple[DemoDistrict, ...]
    enterprises: tuple[DemoEnterprise, ...]
    compounds: tuple[DemoCompound, ...]
    officers: tuple[DemoPerson, ...]
    experts: tuple[DemoPerson, ...]


class _FixedClock:
    """Ids of the demo are minted on the day of the bureau's published reply, so that they repeat."""

    def now(self) -> datetime:
        return datetime(2022, 8, 30, tzinfo=UTC)


def demo_registers(seed: int = 27) -> DemoRegisters:
    """15 districts, 131 compounds, 60 enterprises, 30 officers and 12 experts."""
    chance = Random(seed)
    ids = IdMaker(_FixedClock(), chance.getrandbits)
    districts = tuple(DemoDistrict(code, name) for code, name, _ in names.DISTRICTS)
    enterprises = _enterprises(chance, ids)
    return DemoRegisters(
        districts=districts,
        enterprises=enterprises,
        compounds=_compounds(chance, ids, districts, enterprises),
        officers=_people(chance, ids, Duty.OFFICER, OFFICERS, {0: ("张喆", "JS"), 1: ("李玥", "EQ")}),
        experts=_people(chance, ids, Duty.EXPERT, EXPERTS, {0: ("王堃", "ZY")}),
    )


def _enterprises(chance: Random, ids: IdMaker) -> tuple[DemoEnterprise, ...]:
    pairs = [(form, name) for form in names.ENTERPRISE_FORMS for name in names.ENTERPRISE_NAMES]
    chosen = chance.sample(pairs, ENTERPRISES)
    return tuple(
        DemoEnterprise(ids.new(), form.format(name), invented_credit_code(chance.randrange(31**6)), chance.choice(names.GRADES))
        for form, name in chosen
    )


def _compounds(
    chance: Random, ids: IdMaker, districts: tuple[DemoDistrict, ...], enterprises: tuple[DemoEnterprise, ...]
) -> tuple[DemoCompound, ...]:
    fresh = iter(_compound_names(chance))
    served = iter([*enterprises, *chance.choices(enterprises, k=200)])  # each serves one at least, some several
    compounds = []
    for district, (_, _, count) in zip(districts, names.DISTRICTS, strict=True):
        special = [name for code, name in names.SPECIAL_COMPOUNDS if code == district.code]
        for number in range(count):
            name = special[number] if number < len(special) else next(fresh)
            address = _address(chance, district)
            code, kind, marks = _facts(district, number)
            compounds.append(DemoCompound(ids.new(), name, address, district.code, next(served), code, kind, marks))
    return tuple(compounds)


def _facts(district: DemoDistrict, number: int) -> tuple[str, str, tuple[str, ...]]:
    """Code, kind and risk marks; not by chance, so that everything else of a seed stays as it is."""
    turn = number + len(district.name.zh)
    kind = names.KINDS[turn % len(names.KINDS)]
    return f"{district.code}-{number + 1:04d}", kind, names.RISKS[turn % len(names.RISKS)]


def _compound_names(chance: Random) -> list[str]:
    pairs = [(prefix, suffix) for prefix in names.PREFIXES for suffix in names.SUFFIXES]
    return [prefix + suffix + chance.choice(names.PARTS) for prefix, suffix in chance.sample(pairs, 131)]


def _address(chance: Random, district: DemoDistrict) -> str:
    road, street = chance.sample(names.STREETS, 2)
    if chance.random() < 0.4:
        return f"{district.name.zh}{road}路{chance.randrange(1, 300)}号"
    return f"{district.name.zh}{road}路与{street}街交叉口{chance.choice(names.SIDES)}{chance.randrange(2, 40) * 10}米"


def _people(chance: Random, ids: IdMaker, duty: Duty, count: int, known: dict[int, tuple[str, str]]) -> tuple[DemoPerson, ...]:
    homes = [code for code, _, _ in names.DISTRICTS]
    people = []
    words = zip(chance.sample(names.SURNAMES, count), chance.sample(names.GIVEN_NAMES, count), strict=True)
    for number, (surname, given) in enumerate(words):
        name, home = known.get(number, (surname + given, homes[number % len(homes)]))
        people.append(_officer(ids.new(), name, home, number) if duty is Duty.OFFICER else _expert(ids.new(), name, home, number))
    return tuple(people)


def _officer(person: UUID, name: str, home: str, number: int) -> DemoPerson:
    """With a certificate that is valid for some years."""
    certificate, department = f"演示执法证{number + 1:03d}号", names.DEPARTMENTS[number % len(names.DEPARTMENTS)]
    start, end = f"2026-01-{number % 28 + 1:02d}", f"{2030 + number % 3}-12-31"
    return DemoPerson(person, name, Duty.OFFICER, home, certificate, department, (), start, end)


def _expert(person: UUID, name: str, home: str, number: int) -> DemoPerson:
    organisation, knows = names.ORGANISATIONS[number % len(names.ORGANISATIONS)], names.SKILLS[number % len(names.SKILLS)]
    return DemoPerson(person, name, Duty.EXPERT, home, f"演示专家{number + 1:03d}号", organisation, (knows,))
