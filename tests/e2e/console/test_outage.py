"""The centre cannot write for a while: an administrator reads so, keeps what was typed, and goes on afterwards."""

import sqlite3
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from inspector_app.demo.registers import demo_registers
from sync.client.http_centre import HttpCentre
from sync.domain.ids import IdMaker
from sync.protocol.messages import EnrolmentRequest

pytestmark = [pytest.mark.browser, pytest.mark.soak]
SPOILT = b'{"kind":"item.burn"}'
LONGEST_WAIT = 40
"""Seconds: the database is asked for 20 before the centre gives up."""


def test_a_decision_that_cannot_be_written_down_is_said_and_can_be_made_again(signed_in: Callable[..., Any], place: Any) -> None:
    code = place.centre.registers.create_enrolment_code([demo_registers().officers[0].id])
    token = HttpCentre(place.url).enrol(EnrolmentRequest(code, IdMaker().new(), "平板")).device_token
    HttpCentre(place.url, token).push([SPOILT])
    console = signed_in(place.administrator, "quarantine")
    console.click(f"entry-{sha256(SPOILT).hexdigest()}")
    console.click("reject")
    console.type("reject-comment", "培训练习")
    other = sqlite3.connect(place.centre.database.engine.url.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    console.click("reject-confirm")
    console.see("dialog-problem", "中心正忙", LONGEST_WAIT)
    console.shot("outage")
    console.see_typed("reject-comment", "培训练习")
    other.execute("ROLLBACK")
    other.close()
    console.click("reject-confirm")
    console.see("entry-standing", "不予受理")
