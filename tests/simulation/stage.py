"""A centre with a team and its tablets, made once by the product itself and copied for every run.

Replaced are only: the clocks, the line, what wakes nobody (a migrated database is not migrated again at every restart of a run,
a password check costs nothing, an engine is kept because preparing its statements takes longer than a run), random numbers
(seeded), and the sizes of chunks, batches and pages, made small so that a small run meets several of each.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch
from uuid import UUID

from argon2 import PasswordHasher
from fastapi import FastAPI
from sqlalchemy import Engine, event

from inspector_app.bootstrap import Tablet, open_tablet
from sync.domain.compounds import Originals
from sync.domain.ids import IdMaker
from sync.domain.people import Duty, Role
from sync.imaging.captions import Caption
from sync.imaging.evidence import Evidence
from sync.server import app as app_module
from sync.server import centre as centre_module
from sync.server.centre import Centre, open_centre
from sync.server.repositories import opening
from sync.server.repositories.access import AccessTables
from sync.server.repositories.registers import RegisterTables
from sync.server.services.access import token_hash
from sync.server.services.registers import (
    NewAccount,
    NewAssignment,
    NewCampaign,
    NewCompound,
    NewDistrict,
    NewEnterprise,
    NewPerson,
)
from sync.server.settings import Settings
from tests.places import roomy_memory
from tests.simulation.kills import STEPS, Actor, WatchedConnection, watched_disk
from tests.simulation.line import connect_directly
from tests.simulation.moments import START, ShiftedClock, Time
from tests.small_places import SmallItem, small_checklist

URL = "http://centre.test"
LEAST, CHUNK, LOAD, LISTED, BATCH, PAGE = 128, 512, 2048, 4, 3, 4
TABLETS = 3
ITEMS = ("A01", "B02", "C03", "D04")
POLICIES = (Originals.ALWAYS, Originals.UNMETERED, Originals.ON_DEMAND)
SUPERVISOR = "supervisor-token"
DUE = date(2026, 5, 20)


def checklist_text() -> str:
    """A photo always, a photo on failure, and two without."""
    demands = ("required", "required_on_fail", "optional", "optional")
    return small_checklist("simulated", [SmallItem(code, demand, 25) for code, demand in zip(ITEMS, demands, strict=True)])


def evidence_of(original: bytes, _caption: Caption | None = None) -> Evidence:
    """A picture's copies, made of its bytes alone: what they must be at the centre can be worked out from the original."""
    copy = b"copy " + sha256(original).digest() * (len(original) // 32)
    return Evidence(
        original_sha256=sha256(original).hexdigest(),
        original_type="image/jpeg",
        width=4,
        height=3,
        copy=copy,
        copy_sha256=sha256(copy).hexdigest(),
        thumbnail=b"thumbnail " + original[:16],
        original_size=len(original),
        camera_model="",
        camera_time="",
    )


class Standing:
    """The centre that runs at the moment: the app outlives its restarts."""

    now: Centre

    def __getattr__(self, name: str) -> Any:
        return getattr(self.now, name)


@dataclass
class Stage:
    """Folders of one centre and its tablets, and the way to bring them back to where every run starts."""

    folder: Path
    app: FastAPI = field(init=False)
    standing: Standing = field(default_factory=Standing)
    team: tuple[UUID, ...] = ()
    inspections: dict[UUID, UUID] = field(default_factory=dict)
    """Inspection by assignment, one for each policy for originals."""
    devices: tuple[UUID, ...] = ()
    template: dict[str, dict[Path, bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.centre_actor = Actor("centre", self.folder / "centre", "centre.db")
        self.tablet_actors = [
            Actor(f"tablet {number}", self.folder / f"tablet{number}", "tablet.db") for number in range(TABLETS)
        ]

    @property
    def settings(self) -> Settings:
        return Settings(self.centre_actor.folder, centre_name="Simulated")

    def open_centre(self, clock: ShiftedClock, random: Random) -> None:
        """Start the centre on what is in its folder."""
        made = partial(IdMaker, random_bits=random.getrandbits)
        with patch.object(centre_module, "IdMaker", made):
            self.standing.now = open_centre(self.settings, clock)
        self.standing.now.evidence.recover()

    def open_tablet(self, number: int, clock: ShiftedClock, random: Random, connect: Any) -> Tablet:
        """Start a tablet on what is in its folder."""
        with patch("inspector_app.bootstrap.IdMaker", partial(IdMaker, random_bits=random.getrandbits)):
            return open_tablet(self.tablet_actors[number].folder, connect=connect, clock=clock, make_evidence=evidence_of)

    def reset(self) -> None:
        """Every file and folder as a run finds it; the centre makes its folders for evidence at every start."""
        self.close_centre()
        for actor in self.tablet_actors:
            for folder in actor.folder.iterdir():
                if folder.is_dir():
                    shutil.rmtree(folder)
        for actor in (self.centre_actor, *self.tablet_actors):
            actor.thaw(self.template[actor.name])

    def close_centre(self) -> None:
        """Close its connections."""
        self.standing.now.close()

    def keep_as_template(self) -> None:
        """A run starts from what is in the folders now."""
        self.close_centre()
        for actor in (self.centre_actor, *self.tablet_actors):
            self.template[actor.name] = actor.freeze()


@contextmanager
def product_on_stage(time: Time) -> Iterator[None]:
    """The product with its surroundings replaced (see above)."""
    with ExitStack() as patched:
        for module, name, value in _replaced(time):
            patched.enter_context(patch(f"{module}.{name}", value))
        patched.enter_context(watched_disk())
        yield


def _replaced(time: Time) -> Iterator[tuple[str, str, Any]]:
    client, routes, services = "sync.client", "sync.server.routes", "sync.server.services"
    for module in (f"{client}.chunks", f"{client}.loads", f"{routes}.sending", f"{services}.evidence"):
        yield module, "CHUNK_BYTES", CHUNK
    for module in (f"{client}.chunks", f"{client}.loads"):
        yield module, "LEAST_BYTES", LEAST
    for module in (f"{client}.loads", f"{routes}.sending", f"{services}.evidence", "sync.server.repositories.pulling"):
        yield module, "LOAD_BYTES", LOAD
    yield from ((f"{client}.push", "BATCH_LINES", BATCH), (f"{client}.evidence", "_LISTED", LISTED))
    yield "sync.server.repositories.pulling", "PAGE", PAGE
    yield from (
        ("sync.client.evidence", "monotonic", time.monotonic),
        ("sync.client.loads", "monotonic", time.monotonic),
        ("sync.server.services.access", "monotonic", time.monotonic),
    )
    yield "sync.server.services.access", "PasswordHasher", partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
    yield "sync.server.repositories.engine", "make_engine", watched_engine
    yield "inspector_app.store.database", "sqlite3", _WatchedSqlite()
    yield "sync.server.bodies", "timeout", nullcontext
    for module in (
        "sync.server.routes.bodies",
        "sync.server.routes.quick",
        "fastapi.routing",
        "fastapi.dependencies.utils",
        "starlette.routing",
        "starlette._exception_handler",
    ):
        yield module, "run_in_threadpool", _at_once


async def _at_once(call: Any, *arguments: Any, **named: Any) -> Any:
    """In place of a worker thread: the order of steps is the same in every run of a seed."""
    return call(*arguments, **named)


class _WatchedSqlite:
    """The module sqlite3 with connections that are watched."""

    def __getattr__(self, name: str) -> Any:
        import sqlite3

        return getattr(sqlite3, name)

    def connect(self, *arguments: Any, **named: Any) -> Any:
        import sqlite3

        return sqlite3.connect(*arguments, factory=WatchedConnection, **named)


_make_engine = opening.make_engine


@lru_cache(maxsize=4)
def watched_engine(url: str, only_reads: bool = False) -> Engine:
    """An engine as the product makes it, whose writing statements are steps."""
    engine = _make_engine(url, only_reads)

    @event.listens_for(engine, "before_cursor_execute")
    def before(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        word = statement.lstrip()[:6].upper()
        if word == "COMMIT":
            STEPS.step("before a commit")
        elif word in ("INSERT", "UPDATE", "DELETE"):
            STEPS.step("inside a transaction")

    @event.listens_for(engine, "after_cursor_execute")
    def after(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement == "COMMIT":
            STEPS.step("after a commit")

    return engine


@contextmanager
def built_stage() -> Iterator[Stage]:
    """A stage in memory where the machine has room there. Call it inside ``product_on_stage``."""
    folder = Path(tempfile.mkdtemp(prefix="suicha-simulation-", dir=roomy_memory()))
    try:
        stage = Stage(folder)
        _build(stage)
        yield stage
        stage.close_centre()
    finally:
        shutil.rmtree(folder)


def _build(stage: Stage) -> None:
    """The product's own registers, enrolment and first migration."""
    random = Random(27)
    clock = ShiftedClock(Time())
    stage.open_centre(clock, random)
    with patch.object(app_module, "open_centre", lambda _settings: stage.standing):
        stage.app = app_module.create_app(stage.settings)
    ids = IdMaker(clock, random.getrandbits)
    stage.team = (ids.new(), ids.new(), ids.new())
    _register(stage, ids)
    stage.devices = tuple(_enrol(stage, number, clock, random) for number in range(TABLETS))
    stage.keep_as_template()


def _register(stage: Stage, ids: IdMaker) -> None:
    registers = stage.standing.now.registers
    registers.add_districts([NewDistrict("JS", "金水区", "Jinshui"), NewDistrict("EQ", "二七区", "Erqi")])
    enterprise, supervisor = ids.new(), ids.new()
    registers.add_enterprises([NewEnterprise(enterprise, "嵩山物业", "91410199MA0000001X")])
    duties = (Duty.OFFICER, Duty.OFFICER, Duty.EXPERT)
    people = zip(stage.team, ("张喆", "李玥", "王堃"), duties, strict=True)
    registers.add_people([*(NewPerson(person, name, duty) for person, name, duty in people), NewPerson(supervisor, "陈审核")])
    checklist = registers.publish_checklist(checklist_text())
    for number, policy in enumerate(POLICIES):
        campaign, compound, assignment, inspection = ids.new(), ids.new(), ids.new(), ids.new()
        registers.add_campaign(NewCampaign(campaign, f"检查{number}", checklist.id, checklist.version, policy))
        district = "JS" if number < 2 else "EQ"
        registers.add_compounds([NewCompound(compound, f"桐荫家园{number}", "花园路1号", district, enterprise)])
        registers.add_assignments([NewAssignment(assignment, inspection, campaign, compound, DUE, stage.team)])
        stage.inspections[assignment] = inspection
    tables = RegisterTables(stage.standing.now.database)
    tables.add_accounts([(NewAccount("supervisor", "-", Role.SUPERVISOR, supervisor, ("JS", "EQ")), "-")])
    AccessTables(stage.standing.now.database).open_session(
        "supervisor", token_hash(SUPERVISOR), START, START + timedelta(days=365)
    )


def _enrol(stage: Stage, number: int, clock: ShiftedClock, random: Random) -> UUID:
    """Enrolled and with its assignments, as an officer takes it along."""
    tablet = stage.open_tablet(number, clock, random, partial(connect_directly, stage.app))
    code = stage.standing.now.registers.create_enrolment_code(stage.team)
    device = tablet.enrolment.enrol(URL, code, f"平板{number}")
    status = tablet.sync.run_once()
    assert status.error is None, status.error
    tablet.close()
    return device.id
