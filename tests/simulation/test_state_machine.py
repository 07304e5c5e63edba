"""The protocol against a model of its own: whatever two devices send, in whatever order and however often, the centre's
databases hold what the rules say, and whoever pulls sees it."""

from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import select

from sync.domain.chain import link
from sync.domain.checklists import Severity
from sync.domain.compounds import Originals
from sync.domain.ids import IdMaker
from sync.domain.inspections import Outcome, PhotoFacts, ResultValue
from sync.domain.people import Duty, Role
from sync.errors import EvidenceMismatch, OffsetMismatch, StateOutdated
from sync.protocol.operations import AddPhoto, Body, Operation, SetResult, StartInspection, SubmitInspection, encode
from sync.server.centre import Centre, open_centre
from sync.server.repositories import schema
from sync.server.services.access import Account
from sync.server.services.known import Sender
from sync.server.services.registers import (
    NewAssignment,
    NewCampaign,
    NewCompound,
    NewDistrict,
    NewEnterprise,
    NewPerson,
)
from sync.server.settings import Settings
from tests.simulation.stage import ITEMS, checklist_text

NOW = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)
VALUES = (
    ResultValue(Outcome.PASS),
    ResultValue(Outcome.FAIL, "灯不亮", Severity.MAJOR, due_on=date(2026, 5, 20)),
    ResultValue(Outcome.NOT_APPLICABLE, reason="无此设施"),
)
_IDS = IdMaker()


class Sent(NamedTuple):
    """A frozen line of a device and what it says."""

    line: bytes
    operation: Operation


class Device:
    """A tablet as the protocol sees it: its lines, its cursor, and what it was told."""

    def __init__(self, sender: Sender, by: UUID) -> None:
        self.sender = sender
        self.by = by
        self.lines: list[Sent] = []
        self.chain = ""
        self.cursor: str | None = None
        self.shown: dict[str, tuple[UUID, ResultValue]] = {}
        self.state_rev = 1

    def record(self, body: Body) -> Sent:
        operation = Operation(_IDS.new(), len(self.lines) + 1, self.by, NOW, body, self.chain)
        self.lines.append(Sent(encode(operation), operation))
        self.chain = link(self.chain, sha256(self.lines[-1].line).hexdigest())
        return self.lines[-1]


class ProtocolMachine(RuleBasedStateMachine):
    """One inspection, two devices, a supervisor."""

    centre: Centre
    campaign: UUID
    enterprise: UUID

    @initialize()
    def begin(self) -> None:
        self.team = (_IDS.new(), _IDS.new())
        self.district = f"d{_IDS.new().int % 10**12}"
        registers, compound, assignment = self.centre.registers, _IDS.new(), _IDS.new()
        self.inspection = _IDS.new()
        registers.add_districts([NewDistrict(self.district, "区", "District")])
        registers.add_people([NewPerson(person, "张喆", Duty.OFFICER) for person in self.team])
        self.reviewer = Account("s", self.team[0], "陈审核", Role.SUPERVISOR, "-", (self.district,))
        registers.add_compounds([NewCompound(compound, "桐荫家园", "花园路1号", self.district, self.enterprise)])
        registers.add_assignments(
            [NewAssignment(assignment, self.inspection, self.campaign, compound, date(2026, 5, 20), self.team)]
        )
        self.devices = [self._enrolled(person) for person in self.team]
        self.answers: dict[UUID, tuple[str, str | None]] = {}
        self.current: dict[str, tuple[UUID, ResultValue]] = {}
        self.revisions: dict[UUID, bool] = {}
        self.photos: dict[UUID, AddPhoto] = {}
        self.files: dict[str, bytes] = {}
        self.state, self.state_rev = "in_progress", 1
        start = StartInspection(self.inspection, assignment, "simulated", "1")
        for device in self.devices:
            device.record(start)

    def _enrolled(self, person: UUID) -> Device:
        from sync.protocol.messages import EnrolmentRequest

        device_id = _IDS.new()
        code = self.centre.registers.create_enrolment_code(self.team)
        self.centre.access.enrol(EnrolmentRequest(code, device_id, "平板"))
        return Device(Sender(device_id, frozenset(self.team)), person)

    # --- what devices record ----------------------------------------------------------------------------------------
    @rule(which=st.integers(0, 1), item=st.sampled_from(ITEMS), value=st.sampled_from(VALUES))
    def answer(self, which: int, item: str, value: ResultValue) -> None:
        device = self.devices[which]
        seen = device.shown.get(item)
        sent = device.record(SetResult(self.inspection, item, value, seen[0] if seen else None))
        device.shown[item] = (sent.operation.id, value)

    @rule(which=st.integers(0, 1), item=st.sampled_from(ITEMS[:2]), size=st.integers(1, 5000))
    def photograph(self, which: int, item: str, size: int) -> None:
        content = _IDS.new().bytes + bytes(size)
        digest = sha256(content).hexdigest()
        self.files[digest] = content
        facts = PhotoFacts(_IDS.new(), item, digest, len(content), "image/jpeg", digest, len(content), 4, 3, NOW)
        self.devices[which].record(AddPhoto(self.inspection, facts))

    @rule(which=st.integers(0, 1))
    def submit(self, which: int) -> None:
        self.devices[which].record(SubmitInspection(self.inspection, self.devices[which].state_rev))

    # --- what travels -----------------------------------------------------------------------------------------------
    @rule(which=st.integers(0, 1), data=st.data())
    def push(self, which: int, data: Any) -> None:
        """Any lines in any order, some twice, one of them spoilt or made up."""
        device = self.devices[which]
        chosen = data.draw(st.lists(st.sampled_from(range(len(device.lines))), min_size=1, max_size=8))
        lines: list[tuple[bytes, Operation | None]] = [device.lines[number] for number in chosen]
        if data.draw(st.booleans()):
            lines.insert(data.draw(st.integers(0, len(lines))), (data.draw(_SPOILT), None))
        answer = self.centre.intake.take(device.sender, [line for line, _ in lines])
        for (_, operation), outcome in zip(lines, answer.outcomes, strict=True):
            said = (outcome.status.value, outcome.code)
            if operation is None:
                assert said == ("rejected", "operation-invalid")
            else:
                assert said == self._expected(operation), operation

    @rule(which=st.integers(0, 1))
    def push_in_order(self, which: int) -> None:
        device = self.devices[which]
        for sent in device.lines:
            (outcome,) = self.centre.intake.take(device.sender, [sent.line]).outcomes
            assert (outcome.status.value, outcome.code) == self._expected(sent.operation)

    @rule(which=st.integers(0, 1), data=st.data())
    def reuse_an_id(self, which: int, data: Any) -> None:
        """Other bytes under an id the centre knows are no operation."""
        device = self.devices[which]
        known = [sent for sent in device.lines if sent.operation.id in self.answers]
        if known:
            other = data.draw(st.sampled_from(known)).line.replace(b'"at":"2026', b'"at":"2025')
            (outcome,) = self.centre.intake.take(device.sender, [other]).outcomes
            assert (outcome.status.value, outcome.code) == ("rejected", "operation-reused")

    @rule(which=st.integers(0, 1), data=st.data())
    def upload(self, which: int, data: Any) -> None:
        """A chunk where the centre expects it, somewhere else, or with a byte turned over."""
        if not self.photos:
            return
        photo = data.draw(st.sampled_from(sorted(self.photos.values(), key=lambda one: one.photo.photo_id)))
        digest, device = photo.photo.copy_sha256, self.devices[which]
        content = self.files[digest]
        state = self.centre.evidence.state(device.sender, digest)
        if state.complete:
            return
        offset = data.draw(st.sampled_from((state.offset, 0, 7)))
        chunk = content[offset : offset + data.draw(st.integers(1, len(content)))]
        spoilt = data.draw(st.booleans())
        sent = bytes([chunk[0] ^ 1]) + chunk[1:] if spoilt else chunk
        try:
            after = self.centre.evidence.append(device.sender, digest, offset, len(content), sent)
        except OffsetMismatch:
            assert offset != state.offset
        except EvidenceMismatch:
            assert self.centre.evidence.state(device.sender, digest).offset == 0
        else:
            assert not after.complete or self.centre.evidence.path_of(digest).read_bytes() == content

    @rule(which=st.integers(0, 1))
    def pull(self, which: int) -> None:
        device, more = self.devices[which], True
        while more:
            changes = self.centre.news.changes(device.sender, device.cursor, NOW)
            device.cursor, more = changes.cursor, changes.more
            for result in changes.results:
                if not self._waits(device, result.item_code):
                    device.shown[result.item_code] = (result.revision, result.value)
            for head in changes.inspections:
                device.state_rev = head.state_rev
        for item, there in self.current.items():
            if not self._waits(device, item):
                assert device.shown[item] == there

    @precondition(lambda self: self.state == "submitted")
    @rule(accepts=st.booleans(), outdated=st.booleans())
    def review(self, accepts: bool, outdated: bool) -> None:
        base = self.state_rev - outdated
        try:
            if accepts:
                self.centre.reviews.accept(self.reviewer, self.inspection, base, "")
            else:
                self.centre.reviews.send_back(self.reviewer, self.inspection, base, "请补充", ())
        except StateOutdated:
            assert outdated
        else:
            assert not outdated
            self.state, self.state_rev = "accepted" if accepts else "returned", self.state_rev + 1

    # --- the model --------------------------------------------------------------------------------------------------
    def _waits(self, device: Device, item: str) -> bool:
        return any(
            sent.operation.id not in self.answers
            and isinstance(sent.operation.body, SetResult)
            and sent.operation.body.item_code == item
            for sent in device.lines
        )

    def _expected(self, operation: Operation) -> tuple[str, str | None]:
        """The outcome by the rules; the model moves on."""
        before = self.answers.get(operation.id)
        if before is not None:
            return ("duplicate", None) if before[0] == "applied" else before
        if not self.answers and not isinstance(operation.body, StartInspection):
            return ("hold", "not-found")
        self.answers[operation.id] = outcome = self._applied(operation)
        return outcome

    def _applied(self, operation: Operation) -> tuple[str, str | None]:
        body, frozen = operation.body, self.state in ("submitted", "accepted")
        if isinstance(body, SetResult):
            return self._answered(operation.id, body, frozen)
        if isinstance(body, AddPhoto):
            self.photos[body.photo.photo_id] = body
            return ("conflict", "inspection-frozen") if frozen else ("applied", None)
        if isinstance(body, SubmitInspection):
            return self._submitted(body, frozen)
        return ("applied", None)

    def _answered(self, revision: UUID, body: SetResult, frozen: bool) -> tuple[str, str | None]:
        current = self.current.get(body.item_code)
        builds_on_it = current is None or body.base == current[0]
        agrees = current is not None and current[1] == body.value and not builds_on_it
        self.revisions[revision] = not agrees and (frozen or not builds_on_it)
        if self.revisions[revision]:
            return ("conflict", "inspection-frozen" if frozen else "state-outdated")
        if not agrees:
            self.current[body.item_code] = (revision, body.value)
        return ("applied", None)

    def _submitted(self, body: SubmitInspection, frozen: bool) -> tuple[str, str | None]:
        if frozen or body.base_state_rev != self.state_rev:
            return ("conflict", "state-outdated")
        photographed = {photo.photo.item_code for photo in self.photos.values()}
        outcomes = {item: value.outcome for item, (_, value) in self.current.items()}
        lacks = (
            len(outcomes) < len(ITEMS),
            outcomes.get(ITEMS[0]) is not Outcome.NOT_APPLICABLE and ITEMS[0] not in photographed,
            outcomes.get(ITEMS[1]) is Outcome.FAIL and ITEMS[1] not in photographed,
        )
        if any(lacks):
            return ("conflict", "inspection-incomplete")
        self.state, self.state_rev = "submitted", self.state_rev + 1
        return ("applied", None)

    @invariant()
    def the_database_holds_what_the_model_says(self) -> None:
        if not hasattr(self, "answers"):
            return
        with self.centre.database.reading() as connection:
            r, v, o = schema.results.c, schema.result_revisions.c, schema.operations.c
            results = connection.execute(select(r.item_code, r.revision).where(r.inspection_id == self.inspection)).all()
            revisions = connection.execute(select(v.id, v.conflict).where(v.inspection_id == self.inspection)).all()
            operations = connection.execute(select(o.id, o.status, o.code).where(o.inspection_id == self.inspection)).all()
        assert dict(map(tuple, results)) == {item: revision for item, (revision, _) in self.current.items()}
        assert dict(map(tuple, revisions)) == self.revisions
        assert {key: (status, code) for key, status, code in operations} == self.answers


_SPOILT = st.sampled_from([b"", b"{", b'{"id": "\\u0000"}', b"\xff\xfe", b"[]", b'{"kind": "result.set"}', b64encode(bytes(60))])


def machine_on(data: Path, database_url: str | None) -> type[ProtocolMachine]:
    """The machine with a centre of its own."""
    centre = open_centre(Settings(data, database_url))
    campaign, enterprise = _IDS.new(), _IDS.new()
    checklist = centre.registers.publish_checklist(checklist_text())
    centre.registers.add_enterprises([NewEnterprise(enterprise, "嵩山物业", "91410199MA0000001X")])
    centre.registers.add_campaign(NewCampaign(campaign, "检查", checklist.id, checklist.version, Originals.ALWAYS))
    return type("Machine", (ProtocolMachine,), {"centre": centre, "campaign": campaign, "enterprise": enterprise})


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Iterator[type[ProtocolMachine]]:
    machine = machine_on(tmp_path, None)
    yield machine
    machine.centre.close()


def of_size(examples: int, steps: int) -> settings:
    slow = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=True,
        suppress_health_check=slow,
        database=None,
    )


def test_whatever_devices_send_the_centre_holds_what_the_rules_say(on_sqlite: type[ProtocolMachine]):
    run_state_machine_as_test(on_sqlite, settings=of_size(12, 25))


@pytest.mark.soak
def test_the_same_in_many_more_stories(on_sqlite: type[ProtocolMachine]):
    run_state_machine_as_test(on_sqlite, settings=of_size(1500, 50))


@pytest.mark.soak
@pytest.mark.postgres
def test_the_same_on_postgresql(tmp_path: Path, new_postgres_database: Any):
    machine = machine_on(tmp_path, new_postgres_database())
    run_state_machine_as_test(machine, settings=of_size(300, 50))
    machine.centre.close()
