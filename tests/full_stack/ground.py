"""The centre that schedules run on: its folder, its database, its process, and who works there."""

import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import requests

from inspector_app.cli.places import free_port
from sync.domain.compounds import Originals
from sync.domain.ids import IdMaker
from sync.domain.people import Duty, Role
from sync.protocol.endpoints import HEALTH
from sync.server.centre import open_centre
from sync.server.services.access import Account
from sync.server.services.registers import (
    NewAssignment,
    NewCampaign,
    NewCompound,
    NewDistrict,
    NewEnterprise,
    NewPerson,
)
from sync.server.settings import Settings
from tests.full_stack.plan import checklist_document
from tests.full_stack.processes import Life, Nursery

_DUE = date(2026, 12, 31)
_START_SECONDS = 60.0


@dataclass(frozen=True)
class Seat:
    """What one tablet of a schedule is given: its officer, its code, and its inspections, its own and the shared one."""

    by: UUID
    code: str
    own: UUID
    shared: UUID


class Ground:
    """One centre for many schedules, one after the other: each brings people, compounds and tablets of its own."""

    def __init__(self, nursery: Nursery, folder: Path, database_url: str | None = None) -> None:
        self.folder = folder
        self.settings = Settings(folder / "centre", database_url, "示范中心")
        self.port = free_port()
        self.log = folder / "centre.log"
        self.starts = 0
        self._nursery = nursery
        self._life: Life | None = None
        self._armed = False
        self._ids = IdMaker()
        self._centre = open_centre(self.settings)
        self._prepare()

    def _prepare(self) -> None:
        self._enterprise, self._campaign, supervisor = self._ids.new(), self._ids.new(), self._ids.new()
        self._account = Account("supervisor", supervisor, "陈审核", Role.ADMINISTRATOR, "", None)
        registers = self._centre.registers
        registers.add_people([NewPerson(supervisor, self._account.name)])
        registers.add_districts([NewDistrict("ZD", "示范区", "Model district")])
        registers.add_enterprises([NewEnterprise(self._enterprise, "嵩山物业", "91410199MA0000001X")])
        checklist = registers.publish_checklist(checklist_document())
        registers.add_campaign(NewCampaign(self._campaign, "检查", checklist.id, checklist.version, Originals.ALWAYS))

    def seats(self, tablets: int) -> list[Seat]:
        """People with a tablet each, who have a compound each and one together."""
        new, registers = self._ids.new, self._centre.registers
        people = [new() for _ in range(tablets)]
        registers.add_people([NewPerson(person, "王堃", Duty.OFFICER) for person in people])
        compounds = [new() for _ in range(tablets + 1)]
        registers.add_compounds([NewCompound(one, "桐荫家园", "花园路1号", "ZD", self._enterprise) for one in compounds])
        inspections = [new() for _ in compounds]
        teams = [(person,) for person in people] + [tuple(people)]
        registers.add_assignments(
            [
                NewAssignment(new(), inspection, self._campaign, compound, _DUE, team)
                for inspection, compound, team in zip(inspections, compounds, teams, strict=True)
            ]
        )
        codes = [registers.create_enrolment_code([person]) for person in people]
        return [Seat(*seat, inspections[-1]) for seat in zip(people, codes, inspections, strict=False)]

    def send_back(self, inspection: UUID) -> None:
        """A supervisor returns a submitted visit."""
        reviews = self._centre.reviews
        state_rev = reviews.detail(self._account, inspection).summary.state_rev
        reviews.send_back(self._account, inspection, state_rev, "请补拍C03", ())

    @property
    def running(self) -> bool:
        return self._life is not None and not self._life.over

    def start(self, dies: tuple[str, int] | None = None) -> None:
        """``suicha centre serve``; returns at once. ``dies``: see ``tests.full_stack.kills``."""
        if self._life is not None:
            self._life.forget()
        self.starts += 1
        self._armed = dies is not None
        url = ["--database-url", self.settings.database_url] if self.settings.database_url else []
        arguments = ["--data", str(self.settings.data), *url, "--port", str(self.port)]
        self._life = self._nursery.start({"who": "centre", "arguments": arguments, "log": str(self.log), "dies": dies})

    def answering(self) -> None:
        """Returns once the centre answers."""
        end = time.monotonic() + _START_SECONDS
        while True:
            try:
                requests.get(f"http://127.0.0.1:{self.port}{HEALTH}", timeout=2).raise_for_status()
                return
            except requests.RequestException:
                if time.monotonic() > end:
                    raise
                time.sleep(0.03)

    def kill(self) -> None:
        """``kill -9``."""
        if self._life is not None:
            self._life.kill()

    def disarm(self) -> None:
        """The next schedule finds a centre that will not die by itself."""
        if self._armed:
            self.kill()
            self.start()

    def close(self) -> None:
        self.kill()
        if self._life is not None:
            self._life.wait(10)
            self._life.forget()
        self._centre.close()
