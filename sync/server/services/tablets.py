"""Tablets as administrators look after them: what they report, which are revoked, how new ones come in."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from sync.domain.clock import Clock
from sync.domain.inspections import LONGEST_TEXT
from sync.domain.tablets import TabletReport, by_its_clock, concerns_about, problem_with_report
from sync.domain.texts import is_storable
from sync.errors import AlreadyExists, NotFound, OperationInvalid, RegisterInvalid, TabletSetBack, Unavailable
from sync.protocol.administration import (
    DeviceFilter,
    DeviceOnRecord,
    DevicePage,
    EnrolmentCode,
    PeopleFound,
    Revocation,
    RevokeRequest,
    Show,
)
from sync.protocol.codec import from_json
from sync.protocol.console import CentreEvent
from sync.server.services.access import CODE_LIFE, Access, Account
from sync.server.services.searching import check_page, check_search

log = logging.getLogger(__name__)
KEEP_EVERY = timedelta(minutes=5)
"""A tablet that says much the same is written down no more often."""
LONGEST_REPORT = 600
MOST_PEOPLE = 50


@dataclass(frozen=True, slots=True)
class Contact:
    """When a tablet was heard, what it said of itself if it did, and how many seconds its clock was ahead."""

    at: datetime
    report: TabletReport | None = None
    skew_seconds: int | None = None


class TabletRepository(Protocol):
    def note(self, device_id: UUID, contact: Contact) -> None:
        """The newest contact, and report if there is one. May be lost in a power cut."""
        ...

    def note_set_back(self, device_id: UUID, at: datetime) -> None:
        """When it was last turned away for its older data. May be lost in a power cut."""
        ...

    def devices(self) -> list[DeviceOnRecord]:
        """All of them as they were noted, without concerns."""
        ...

    def revoke(self, device_id: UUID, revocation: Revocation, by: UUID) -> bool:
        """False when it was revoked before."""
        ...

    def people(self, search: str, most: int) -> PeopleFound: ...

    def are_known(self, people: Sequence[UUID]) -> bool: ...


class Tablets:
    """The newest contacts are kept in memory; they are written down when something about them has changed, or now and then."""

    def __init__(
        self, repository: TabletRepository, access: Access, announce: Callable[[CentreEvent], None], clock: Clock
    ) -> None:
        self._repository = repository
        self._access = access
        self._announce = announce
        self._clock = clock
        self._lock = threading.Lock()
        self._newest: dict[UUID, Contact] = {}
        self._noted: dict[UUID, Contact] = {}

    def heard(self, device_id: UUID, said: str | None) -> None:
        """A tablet asked for news. A report that is none is left out, and one that cannot be kept is tried again with the next:
        neither ever stops a sync."""
        contact = self._contact(device_id, said)
        with self._lock:
            self._newest[device_id] = contact
            noted = self._noted.get(device_id)
            if noted is not None and not _is_worth_noting(noted, contact):
                return
            self._noted[device_id] = contact
        self._note(device_id, contact)

    @contextmanager
    def noting_set_back(self, device_id: UUID) -> Iterator[None]:
        """Administrators see which tablet was turned away for its older data. Lets TabletSetBack pass."""
        try:
            yield
        except TabletSetBack:
            log.warning("tablet %s came with an older copy of its data", device_id)
            try:
                self._repository.note_set_back(device_id, self._clock.now())
            except Unavailable as error:
                log.warning("that it did could not be written down: %s", error)
            self._announce(CentreEvent("tablet", None, "", device_id))
            raise

    def page(self, wanted: DeviceFilter) -> DevicePage:
        """One page of the list. Raises OperationInvalid for a page or a search that cannot be."""
        check_search(wanted.search)
        check_page(wanted.page, wanted.page_size)
        now, words = self._clock.now(), wanted.search.casefold().split()
        found = [self._present(device, now) for device in self._repository.devices()]
        groups = _groups([device for device in found if _fits(device, words)])
        rows = sorted(groups[wanted.show], key=lambda device: (not device.concerns, device.name, device.device_id))
        first = (wanted.page - 1) * wanted.page_size
        counts = {show.value: len(members) for show, members in groups.items()}
        return DevicePage(tuple(rows[first : first + wanted.page_size]), len(rows), wanted.page, wanted.page_size, counts)

    def revoke(self, account: Account, device_id: UUID, request: RevokeRequest) -> DeviceOnRecord:
        """The tablet is refused from now on. A cut-off counts by its clock, where it may be later than it is here. Raises
        NotFound, AlreadyExists, OperationInvalid."""
        now, device = self._clock.now(), self._device(device_id)
        there = by_its_clock(now, device.skew_seconds)
        cut_off = request.cut_off or there
        if cut_off.tzinfo is None or cut_off > max(now, there):
            raise OperationInvalid(problem="cut_off")
        if len(request.comment) > LONGEST_TEXT or not is_storable(request.comment):
            raise OperationInvalid(problem="comment")
        if not self._repository.revoke(device_id, Revocation(now, cut_off, comment=request.comment.strip()), account.person_id):
            raise AlreadyExists(what="revocation", name=device.name)
        self._access.forget_devices()
        self._announce(CentreEvent("tablet", None, "", device_id))
        return self._device(device_id)

    def people(self, search: str) -> PeopleFound:
        """Inspectors whose name holds the text. Raises OperationInvalid."""
        check_search(search)
        return self._repository.people(search.strip(), MOST_PEOPLE)

    def enrolment_code(self, people: Sequence[UUID]) -> EnrolmentCode:
        """A one-time code for a tablet of these people. Raises RegisterInvalid."""
        chosen = tuple(dict.fromkeys(people))
        if not 0 < len(chosen) <= MOST_PEOPLE or not self._repository.are_known(chosen):
            raise RegisterInvalid(problem="entry.problem.people")
        expires_at = self._clock.now() + CODE_LIFE
        return EnrolmentCode(self._access.create_enrolment_code(chosen), expires_at)

    def _contact(self, device_id: UUID, said: str | None) -> Contact:
        now = self._clock.now()
        if said is None:
            return Contact(now)
        try:
            report = _read(said)
        except OperationInvalid as error:
            log.warning("tablet %s sent a report that is none: %s", device_id, error)
            return Contact(now)
        return Contact(now, report, round((report.at - now).total_seconds()))

    def _note(self, device_id: UUID, contact: Contact) -> None:
        try:
            self._repository.note(device_id, contact)
        except Unavailable as error:
            log.warning("what tablet %s reported could not be written down: %s", device_id, error)
            with self._lock:
                self._noted.pop(device_id, None)
        self._announce(CentreEvent("tablet", None, "", device_id))

    def _device(self, device_id: UUID) -> DeviceOnRecord:
        for device in self._repository.devices():
            if device.device_id == device_id:
                return self._present(device, self._clock.now())
        raise NotFound(what="device", name=str(device_id))

    def _present(self, device: DeviceOnRecord, now: datetime) -> DeviceOnRecord:
        """With what was heard since it was last written down, and what is of concern."""
        newest = self._newest.get(device.device_id)
        if newest is not None:
            device = replace(device, contact_at=newest.at)
            if newest.report is not None:
                device = replace(device, report=newest.report, skew_seconds=newest.skew_seconds)
        if device.revocation is not None:
            return device
        skew = None if device.skew_seconds is None else timedelta(seconds=device.skew_seconds)
        heard_at = device.contact_at or device.enrolled_at
        return replace(
            device, concerns=concerns_about(device.report, skew, heard_at, device.open_entries, now, device.set_back_at)
        )


def _read(said: str) -> TabletReport:
    if len(said) > LONGEST_REPORT:
        raise OperationInvalid(problem="size")
    report = from_json(said, TabletReport)
    if field := problem_with_report(report):
        raise OperationInvalid(problem=field)
    return report


def _is_worth_noting(noted: Contact, now: Contact) -> bool:
    return now.at - noted.at >= KEEP_EVERY or _gist(noted) != _gist(now)


def _gist(contact: Contact) -> tuple[object, ...]:
    """What an administrator would want to see at once."""
    report = contact.report
    if report is None:
        return ()
    skew = timedelta(seconds=contact.skew_seconds or 0)
    concerns = concerns_about(report, skew, contact.at, 0, contact.at)
    waiting = report.records > 0, report.files > 0
    return report.version, report.error, report.paused, report.metered, report.low_battery, waiting, concerns


def _fits(device: DeviceOnRecord, words: Sequence[str]) -> bool:
    text = " ".join((device.name, *device.people)).casefold()
    return all(word in text for word in words)


def _groups(devices: Sequence[DeviceOnRecord]) -> dict[Show, list[DeviceOnRecord]]:
    return {
        Show.ATTENTION: [device for device in devices if device.concerns],
        Show.ALL: list(devices),
        Show.REVOKED: [device for device in devices if device.revocation],
    }
