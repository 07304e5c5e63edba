"""Addresses inside the console, so that reload, back button and bookmarks work. Pure."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from sync.domain.people import Role
from sync.domain.texts import is_sha256

_INSPECTIONS = "/inspections/"


class Section(StrEnum):
    """The parts of the console."""

    INSPECTIONS = "inspections"
    CAMPAIGNS = "campaigns"
    REGISTERS = "registers"
    TABLETS = "tablets"
    QUARANTINE = "quarantine"


_SECTIONS = {Role.ADMINISTRATOR: tuple(Section), Role.SUPERVISOR: (Section.INSPECTIONS, Section.CAMPAIGNS)}


class CampaignLeaf(StrEnum):
    """What can be seen in the section of campaigns, and of one of them."""

    LIST = ""
    RECUSALS = "recusals"
    DETAIL = "detail"
    PLAN = "plan"
    IMPORT = "import"
    WALL = "wall"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class CampaignPlace:
    """``id`` None: the list, the recusals, or the calendar of all campaigns. ``day``: the one that a calendar opens."""

    leaf: CampaignLeaf = CampaignLeaf.LIST
    id: UUID | None = None
    day: date | None = None


class RegisterPart(StrEnum):
    """What the section of registers lists."""

    COMPOUNDS = "compounds"
    ENTERPRISES = "enterprises"
    OFFICERS = "officers"
    EXPERTS = "experts"


class RegisterLeaf(StrEnum):
    """What can be seen of a register."""

    LIST = ""
    IMPORT = "import"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class RegisterPlace:
    """Enterprises are a list only: they come and go with the compounds."""

    part: RegisterPart = RegisterPart.COMPOUNDS
    leaf: RegisterLeaf = RegisterLeaf.LIST


@dataclass(frozen=True, slots=True)
class EntryKey:
    """What was set apart, by its tablet and the hash of its line."""

    device_id: UUID
    line_sha256: str


def route_to(inspection_id: UUID) -> str:
    """The address of an inspection."""
    return f"{_INSPECTIONS}{inspection_id}"


def public_page(inspection_id: UUID, language: str) -> str:
    """Where anybody reads an accepted inspection, from the console's own address; the same centre serves both."""
    return f"../public/inspections/{inspection_id}?lang={language}"


def public_draws(campaign_id: UUID, language: str) -> str:
    """Where anybody reads a campaign's draws, likewise."""
    return f"../public/draws/{campaign_id}?lang={language}"


def inspection_in(route: str | None) -> UUID | None:
    """The inspection an address names; None for the list and for anything unknown."""
    _, found, name = (route or "").partition(_INSPECTIONS)
    return _id_in(name.strip("/")) if found else None


def route_to_section(section: Section) -> str:
    """The address of a section's list."""
    return "/" if section is Section.INSPECTIONS else f"/{section.value}"


def section_in(route: str | None) -> Section:
    """The section an address lies in; the inspections for anything unknown."""
    first = (route or "").strip("/").partition("/")[0]
    return next((section for section in Section if section.value == first), Section.INSPECTIONS)


def sections_of(role: Role) -> tuple[Section, ...]:
    """What somebody sees of the console; the first is where everything else leads them."""
    return _SECTIONS.get(role, (Section.INSPECTIONS,))


def strays(route: str | None, role: Role) -> bool:
    """Whether an address at which there is nothing, or nothing for this role, leads to a list all the same."""
    section, path = section_in(route), _path_of(route)
    if section not in sections_of(role):
        return True
    shown = _list_shown(section, route)
    return shown is not None and path not in (_path_of(shown), section.value)


def _list_shown(section: Section, route: str | None) -> str | None:
    """The address of the list that an address of this section leads to; None where it leads to something else."""
    if section is Section.REGISTERS:
        place = register_in(route)
        return route_to_register(place) if place.leaf is RegisterLeaf.LIST else None
    elsewhere = {
        Section.INSPECTIONS: inspection_in(route) is not None,
        Section.QUARANTINE: entry_in(route) is not None,
        Section.CAMPAIGNS: campaign_in(route) != CampaignPlace(),
    }
    return None if elsewhere.get(section) else route_to_section(section)


def _path_of(route: str | None) -> str:
    return (route or "").partition("?")[0].strip("/")


def route_to_entry(entry: EntryKey) -> str:
    """The address of what was set apart."""
    return f"/{Section.QUARANTINE.value}/{entry.device_id}/{entry.line_sha256}"


def entry_in(route: str | None) -> EntryKey | None:
    """What was set apart, if an address names it."""
    parts = (route or "").strip("/").split("/")
    if len(parts) != 3 or parts[0] != Section.QUARANTINE.value or not is_sha256(parts[2]):
        return None
    device_id = _id_in(parts[1])
    return EntryKey(device_id, parts[2]) if device_id else None


def route_to_register(place: RegisterPlace) -> str:
    """The address of a register's list, import or history."""
    return f"/{Section.REGISTERS.value}/{place.part.value}/{place.leaf.value}".rstrip("/")


def register_in(route: str | None) -> RegisterPlace:
    """The place an address names within the registers; the first list for anything unknown."""
    _, part, leaf = ((route or "").strip("/").split("/") + ["", ""])[:3]
    if part not in set(RegisterPart):
        return RegisterPlace()
    found = RegisterPart(part)
    known = leaf in set(RegisterLeaf) and found is not RegisterPart.ENTERPRISES
    return RegisterPlace(found, RegisterLeaf(leaf) if known else RegisterLeaf.LIST)


def route_to_campaign(place: CampaignPlace) -> str:
    """The address of a campaign's plan, wall, calendar or itself; of the list, the recusals, or the calendar of all."""
    leaf = "" if place.leaf is CampaignLeaf.DETAIL else place.leaf.value
    return "/".join(("", Section.CAMPAIGNS.value, *filter(None, (str(place.id or ""), leaf, str(place.day or "")))))


def campaign_in(route: str | None) -> CampaignPlace:
    """The place an address names within the campaigns; the list for anything unknown."""
    _, first, leaf, day = ((route or "").strip("/").split("/") + ["", "", ""])[:4]
    if first in (CampaignLeaf.RECUSALS.value, CampaignLeaf.CALENDAR.value):
        return CampaignPlace(CampaignLeaf(first))
    found = _id_in(first)
    if found is None:
        return CampaignPlace()
    below = (CampaignLeaf.PLAN, CampaignLeaf.IMPORT, CampaignLeaf.WALL, CampaignLeaf.CALENDAR)
    there = next((one for one in below if one.value == leaf), CampaignLeaf.DETAIL)
    return CampaignPlace(there, found, _day_in(day) if there is CampaignLeaf.CALENDAR else None)


def place_for_readers(place: CampaignPlace) -> CampaignPlace:
    """Where an address leads whoever plans nothing: from a form to what it is about."""
    return replace(place, leaf=CampaignLeaf.DETAIL) if place.leaf in (CampaignLeaf.PLAN, CampaignLeaf.IMPORT) else place


def _id_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _day_in(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
