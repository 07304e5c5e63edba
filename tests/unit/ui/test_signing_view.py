from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from inspector_app.ui.views.finish_view import finish_view
from inspector_app.ui.views.signing_view import signing_view
from sync.domain.inspections import VISIT, Outcome, ResultValue, State
from sync.domain.people import Duty, TeamMember
from sync.domain.signatures import Ink, Part, Refusal, Signature, signed_digest
from sync.protocol.messages import SignatureOnRecord

OFFICER = UUID(int=3)
INK = Ink(400, ((1, 1, 9, 9),))


@pytest.fixture
def ready(complete):
    team = (TeamMember(OFFICER, "张喆", Duty.OFFICER),)
    return replace(complete, assignment=replace(complete.assignment, team=team))


def signed(sheet, *signatures):
    at = datetime(2026, 11, 24, 3, tzinfo=UTC)
    return replace(sheet, signatures=[SignatureOnRecord(UUID(int=50 + n), one, OFFICER, at) for n, one in enumerate(signatures)])


def looks(sheet, language="zh-CN"):
    return [(place.part, place.name, place.standing_text) for place in signing_view(language, sheet).places]


def test_before_anybody_signs_every_place_is_open_and_counted(ready):
    assert looks(ready) == [("执法人员", "张喆", "待签名"), ("物业负责人", "", "待签名")]
    assert signing_view("zh-CN", ready).title == "还有 2 人未签名"
    assert signing_view("en", ready).title == "2 signatures are missing"


def test_nobody_is_invited_to_sign_what_is_frozen(ready, answered):
    officer = Signature(UUID(int=8), Part.OFFICER, "张喆", ready.digest, OFFICER, INK)
    changed = answered(signed(ready, officer), A02=ResultValue(Outcome.PASS))
    frozen = replace(changed, record=replace(changed.record, state=State.SUBMITTED))
    assert [words for _, _, words in looks(frozen)] == ["签名后记录有改动", "未签名"]
    assert [words for _, _, words in looks(frozen, "en")] == ["changed after signing", "not signed"]


def test_the_words_above_the_pad_say_what_is_signed(ready):
    view = signing_view("zh-CN", ready)
    assert "翠竹苑：合格 0 项，不合格 0 项，不适用 27 项" in view.summary
    assert ready.digest.startswith(view.digest)


def test_a_signature_counts_until_the_record_is_changed(ready, answered):
    officer = Signature(UUID(int=8), Part.OFFICER, "张喆", ready.digest, OFFICER, INK)
    enterprise = Signature(UUID(int=9), Part.ENTERPRISE, "赵经理", ready.digest, ink=INK)
    sheet = signed(ready, officer, enterprise)
    assert looks(sheet) == [("执法人员", "张喆", "已签名"), ("物业负责人", "赵经理", "已签名")]
    assert signing_view("zh-CN", sheet).title == "签名齐全"
    changed = answered(sheet, A02=ResultValue(Outcome.PASS))
    assert {standing for _, _, standing in looks(changed)} == {"签名后记录有改动，需重签"}


@pytest.mark.parametrize(("media_type", "words"), [("image/jpeg", "拒签附照片"), ("audio/mp4", "拒签附录音")])
def test_a_refusal_tells_its_reason_and_what_shows_it(ready, photo, media_type, words):
    shown = replace(photo, facts=replace(photo.facts, item_code=VISIT, original_type=media_type))
    refusal = Refusal("对结论有异议", shown.facts.photo_id, shown.facts.original_sha256)
    given = Signature(UUID(int=9), Part.ENTERPRISE, "赵经理", signed_digest(ready.digest, refusal), refusal=refusal)
    sheet = replace(ready, photos={**ready.photos, VISIT: [shown]})
    place = signing_view("zh-CN", signed(sheet, given)).places[1]
    assert (place.standing_text, place.reason, place.shown) == (words, "对结论有异议", shown)


def test_a_refusal_asks_for_a_witness(ready):
    refusal = Signature(UUID(int=9), Part.ENTERPRISE, "赵经理", ready.digest, refusal=Refusal("对结论有异议"))
    assert looks(signed(ready, refusal), "en")[1:] == [
        ("Responsible person", "赵经理", "refused"),
        ("Witness", "", "to sign"),
    ]


def test_the_summary_is_ready_to_submit_only_once_everybody_has_signed(ready):
    officer = Signature(UUID(int=8), Part.OFFICER, "张喆", ready.digest, OFFICER, INK)
    enterprise = Signature(UUID(int=9), Part.ENTERPRISE, "赵经理", ready.digest, ink=INK)
    half, whole = signed(ready, officer), signed(ready, officer, enterprise)
    assert finish_view("en", half).title == "All items are filled in; signatures are missing"
    assert finish_view("zh-CN", half).hint == "提交前请把平板依次交给各方签名；提交后不能再补签或修改，除非审核退回。"
    assert (finish_view("zh-CN", whole).title, finish_view("en", whole).title) == ("可以提交了", "Ready to submit")
