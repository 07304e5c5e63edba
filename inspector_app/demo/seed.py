"""Fills an empty centre with the invented registers, one campaign and its assignments."""

from dataclasses import dataclass
from datetime import date, timedelta

from inspector_app.demo.plan import demo_plan, demo_team
from inspector_app.demo.registers import DemoPerson, DemoRegisters, demo_registers
from sync.bundled import bundled_checklist
from sync.domain.checklists import Checklist
from sync.domain.compounds import Originals
from sync.domain.ids import IdMaker
from sync.domain.people import Duty, Role
from sync.server.services.registers import (
    NewAccount,
    NewAssignment,
    NewCampaign,
    NewCompound,
    NewDistrict,
    NewEnterprise,
    NewPerson,
    Registers,
)

DEMO_PINS = ("246810", "135790", "112358")
"""PINs of the demo team, in its order. Nobody else of the demo signs in on a tablet."""

DEMO_PASSWORD = "suicha-demo"
_OVERSEEN_DISTRICT = "ZD"


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """An account of the console."""

    login: str
    password: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class DemoTabletPerson:
    """A person who signs in on the demo tablet."""

    name: str
    pin: str


@dataclass(frozen=True, slots=True)
class DemoLogins:
    """What a person needs to try everything. ``enrolment_code`` works once, for a tablet of the demo team.

    ``accounts``: the supervisor of all districts, the supervisor of one, the administrator.
    """

    accounts: tuple[DemoLogin, DemoLogin, DemoLogin]
    tablet_people: tuple[DemoTabletPerson, ...]
    enrolment_code: str


def seed_centre(centre: Registers, today: date, seed: int = 27) -> DemoLogins:
    """Write the demo into an empty centre; due dates count from ``today``, a day in Zhengzhou.

    The enrolment code comes last: a centre that holds none was not filled to the end.
    """
    registers, ids = demo_registers(seed), IdMaker()
    _add_registers(centre, registers)
    checklist = centre.publish_checklist(bundled_checklist().document)
    _add_assignments(centre, registers, checklist, today, ids, seed)
    accounts = _add_accounts(centre, registers, ids)
    team = demo_team(registers)
    people = tuple(DemoTabletPerson(member.name, pin) for member, pin in zip(team, DEMO_PINS, strict=True))
    return DemoLogins(accounts, people, centre.create_enrolment_code([member.id for member in team]))


def _add_registers(centre: Registers, registers: DemoRegisters) -> None:
    centre.add_districts([NewDistrict(district.code, district.name.zh, district.name.en) for district in registers.districts])
    centre.add_enterprises([NewEnterprise(one.id, one.name, one.credit_code) for one in registers.enterprises])
    centre.add_compounds(
        [
            NewCompound(
                one.id,
                one.name,
                one.address,
                one.district,
                one.enterprise.id,
                one.enterprise.grade,
                one.code,
                one.kind,
                one.marks,
            )
            for one in registers.compounds
        ]
    )
    pins = dict(zip(demo_team(registers), DEMO_PINS, strict=True))
    centre.add_people([_person(one, pins.get(one)) for one in registers.officers + registers.experts])


def _person(person: DemoPerson, pin: str | None) -> NewPerson:
    return NewPerson(
        person.id,
        person.name,
        person.duty,
        person.home,
        person.certificate,
        pin,
        person.department,
        checked=person.duty is Duty.OFFICER,
        valid_from=person.valid_from,
        valid_until=person.valid_until,
        qualifications=person.qualifications,
    )


def _add_assignments(
    centre: Registers, registers: DemoRegisters, checklist: Checklist, today: date, ids: IdMaker, seed: int
) -> None:
    name = f"{today.year}年物业服务企业“双随机一公开”监督检查"
    campaign = NewCampaign(ids.new(), name, checklist.id, checklist.version, Originals.ALWAYS)
    centre.add_campaign(campaign)
    centre.add_assignments(
        [
            NewAssignment(
                id=ids.new(),
                inspection_id=ids.new(),
                campaign_id=campaign.id,
                compound_id=planned.compound.id,
                due_on=today + timedelta(days=planned.due_in_days),
                team=tuple(member.id for member in planned.team),
            )
            for planned in demo_plan(registers, seed)
        ]
    )


def _add_accounts(centre: Registers, registers: DemoRegisters, ids: IdMaker) -> tuple[DemoLogin, DemoLogin, DemoLogin]:
    everywhere = tuple(district.code for district in registers.districts)
    accounts = (
        DemoLogin("supervisor", DEMO_PASSWORD, "沈知远", Role.SUPERVISOR),
        DemoLogin("zhengdong", DEMO_PASSWORD, "顾明玥", Role.SUPERVISOR),
        DemoLogin("admin", DEMO_PASSWORD, "陆怀安", Role.ADMINISTRATOR),
    )
    overseen = (everywhere, (_OVERSEEN_DISTRICT,), ())
    persons = [NewPerson(ids.new(), account.name) for account in accounts]
    centre.add_people(persons)
    centre.add_accounts(
        [
            NewAccount(account.login, account.password, account.role, person.id, districts)
            for account, person, districts in zip(accounts, persons, overseen, strict=True)
        ]
    )
    return accounts
