"""Enrolment over a line that loses answers."""

from dataclasses import dataclass, field

import pytest

from inspector_app.services.enrolment import EnrolmentService
from inspector_app.store.identity import StoreIdentity, StorePreferences
from sync.errors import CentreUnreachable
from sync.protocol.messages import Enrolment, EnrolmentRequest


@dataclass
class ForgetfulLine:
    """Brings every request to the centre, and so many answers not back."""

    lost: int = 0
    heard: list[EnrolmentRequest] = field(default_factory=list)

    def enrol(self, request: EnrolmentRequest) -> Enrolment:
        self.heard.append(request)
        if len(self.heard) <= self.lost:
            raise CentreUnreachable(centre="http://centre.example")
        return Enrolment(request.device_token, "中心", "key")

    def service(self, bench) -> EnrolmentService:
        database = bench.database
        return EnrolmentService(StoreIdentity(database), lambda *_: self, bench.ids, StorePreferences(database))


def test_a_lost_answer_is_asked_for_again_with_the_same_id_and_token_also_after_a_restart(bench, reopened):
    line = ForgetfulLine(lost=2)
    for tablet in (bench, bench):
        with pytest.raises(CentreUnreachable):
            line.service(tablet).enrol("http://centre.example", "CODE", "平板")
    device = line.service(reopened()).enrol("http://centre.example", "code ", "平板")
    assert {(request.code, request.device_id, request.device_token) for request in line.heard} == {
        ("CODE", device.id, device.token)
    }
    assert len(device.token) >= 43


def test_another_code_is_another_enrolment(bench):
    line = ForgetfulLine(lost=1)
    with pytest.raises(CentreUnreachable):
        line.service(bench).enrol("http://centre.example", "ONE", "平板")
    line.service(bench).enrol("http://centre.example", "TWO", "平板")
    line.service(bench).enrol("http://centre.example", "TWO", "平板")
    assert len({request.device_id for request in line.heard}) == len({request.device_token for request in line.heard}) == 3
