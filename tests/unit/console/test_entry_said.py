"""What a turned-down operation says is told in its reader's words."""

from base64 import b64encode
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from inspector_app.console.screens.entry_said import entry_said
from sync.domain.checklists import Bilingual, Severity
from sync.domain.inspections import VISIT, Outcome, PhotoFacts, ResultValue
from sync.domain.signatures import Ink, Part, Refusal, Signature
from sync.i18n import LANGUAGES
from sync.protocol.administration import QuarantineDetail, QuarantineEntry
from sync.protocol.operations import (
    BODIES,
    AddPhoto,
    Body,
    Operation,
    RemovePhoto,
    SetResult,
    SignInspection,
    StartInspection,
    SubmitInspection,
    encode,
)

AT = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
TODAY = date(2026, 11, 24)
VISITED, PHOTO = UUID(int=7), UUID(int=0xABCDEF01)
FAILED = ResultValue(Outcome.FAIL, "门锁损坏", Severity.MAJOR, "夜间无人值守", date(2026, 12, 1))
TAKEN = PhotoFacts(PHOTO, "A01", "a" * 64, 4_800_000, "image/jpeg", "b" * 64, 300_000, 4000, 3000, AT)
SOUND = replace(
    TAKEN,
    item_code=VISIT,
    original_type="audio/wav",
    copy_sha256="a" * 64,
    copy_size=4_800_000,
    width=0,
    height=0,
    duration_ms=65_000,
)
REFUSED = Signature(UUID(int=3), Part.ENTERPRISE, "刘经理", "c" * 64, refusal=Refusal("不认可第三项"))
SIGNED = Signature(UUID(int=3), Part.OFFICER, "张喆", "c" * 64, UUID(int=9), Ink(400, ((1, 2, 3, 4),)))
BY_KIND: dict[str, Body] = {
    body.kind: body
    for body in (
        StartInspection(VISITED, UUID(int=8), "zz-property-27", "2026.1"),
        SetResult(VISITED, "A01", FAILED),
        AddPhoto(VISITED, TAKEN),
        RemovePhoto(VISITED, PHOTO),
        SignInspection(VISITED, REFUSED),
        SubmitInspection(VISITED, 3),
    )
}


def detail(body: Body, **entry: Any) -> QuarantineDetail:
    line = encode(Operation(UUID(int=1), 4, UUID(int=0x12345678 << 96), AT, body))
    known = {"author": "张喆", "compound": "玥湖堃府", "item_code": "A01", **entry}
    title = Bilingual("门岗值守", "Staffed gate") if known["item_code"] == "A01" else None
    kept = QuarantineEntry(UUID(int=2), "一号平板", "d" * 64, "access-denied", AT, len(line), body.kind, made_at=AT, **known)
    return QuarantineDetail(kept, b64encode(line).decode(), "", item_title=title)


def said(language: str, body: Body, **entry: Any) -> dict[str, str]:
    return dict(entry_said(language, detail(body, **entry), TODAY))


def test_a_failed_item_tells_who_when_where_which_item_and_every_part_of_its_value():
    assert said("zh-CN", SetResult(VISITED, "A01", FAILED, resolves=(UUID(int=5),))) == {
        "操作": "填写结果",
        "操作人": "张喆",
        "时间": "11月24日 16:30",
        "小区": "玥湖堃府",
        "检查项": "A01 门岗值守",
        "结果": "不合格",
        "严重程度": "较重",
        "程度调整理由": "夜间无人值守",
        "情况说明": "门锁损坏",
        "整改期限": "12月1日",
        "处理冲突": "与另外 1 个值冲突，以此为准",
    }
    english = said("en", SetResult(VISITED, "A01", FAILED))
    assert (english["Item"], english["Answer"], english["Fix by"]) == ("A01 Staffed gate", "Fail", "1 Dec")


def test_parts_of_a_value_that_do_not_belong_together_are_told_all_the_same():
    value = ResultValue(Outcome.PASS, fixed_on_spot=True, reason="没有电梯")
    told = said("zh-CN", SetResult(VISITED, "Z99", value), item_code="Z99")
    assert (told["检查项"], told["结果"], told["理由"], told["整改情况"]) == ("Z99", "合格", "没有电梯", "当场改正")


def test_a_photo_and_a_spoken_note_tell_what_they_are_of():
    assert {"检查项": "A01 门岗值守", "图片": "4000 × 3000 · 4.8 MB"}.items() <= said("zh-CN", AddPhoto(VISITED, TAKEN)).items()
    assert {"检查项": "整次检查", "时长": "1:05"}.items() <= said("zh-CN", AddPhoto(VISITED, SOUND)).items()


def test_a_signature_tells_whose_it_is_and_a_refusal_why():
    refused = said("zh-CN", SignInspection(VISITED, REFUSED))
    assert (refused["签名人"], refused["签名"], refused["理由"]) == ("刘经理", "拒绝签名", "不认可第三项")
    assert said("zh-CN", SignInspection(VISITED, SIGNED))["签名"] == "已在平板上手写签名"


def test_an_author_whom_nobody_knows_is_told_by_the_beginning_of_the_id():
    assert "12345678" in said("en", SubmitInspection(VISITED, 3), author="")["By"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", BODIES)
def test_every_kind_has_words_and_no_empty_ones(language: str, kind: str):
    told = entry_said(language, detail(BY_KIND[kind]), TODAY)
    assert len(told) >= 4
    assert all(name and value for name, value in told)


@pytest.mark.parametrize("line", [b"\xff\x00", b"{", b'{"kind":"item.burn"}', b""])
def test_nothing_is_said_of_what_is_no_operation(line: bytes):
    unreadable = replace(detail(BY_KIND["result.set"]), line=b64encode(line).decode())
    assert entry_said("en", unreadable, TODAY) == ()
