"""The record is signed on the tablet, finger on glass."""

from hashlib import sha256

import pytest
from pypdf import PdfReader

from sync.domain.inspections import VISIT, State
from sync.domain.signatures import Part

pytestmark = pytest.mark.browser


@pytest.fixture
def finishing(browse, answer_all):
    """Opens a page on the summary of a complete inspection: ``finishing(width, height)``."""

    def open_page(width=1280, height=800):
        page = browse(width, height)
        page.open_assignment()
        answer_all()
        page.finish()
        page.at("sign-0").wait_for()
        return page

    return open_page


@pytest.mark.details
@pytest.mark.parametrize("size", [(1280, 800), pytest.param((390, 844), marks=pytest.mark.soak)])
def test_an_officer_signs_and_a_later_change_asks_for_the_signature_again(finishing, sheet, size):
    page = finishing(*size)
    page.see("signing-title", "4")
    page.tap("sign-0")
    page.write_signature()
    page.confirm("sign-confirm")
    page.see("sign-0", "已签名")
    (given,) = sheet().signatures
    assert given.signature.content_sha256 == sheet().digest
    assert len(given.signature.ink.strokes) == 2
    assert sum(map(len, given.signature.ink.strokes)) > 30
    page.open_item("A02")
    page.tap("answer-pass")
    page.see_selected("answer-pass")
    page.finish()
    page.see("sign-0", "需重签")


@pytest.mark.soak
def test_nothing_is_confirmed_before_somebody_has_written(finishing, sheet):
    page = finishing()
    page.tap("sign-0")
    page.see("sign-needs", "请先在上面的框内签名。")
    page.tap("sign-confirm")
    page.write_signature()
    page.tap("sign-clear")
    page.tap("sign-confirm")
    assert sheet().signatures == []
    page.tap("sign-close")
    page.see("sign-0", "待签名")


@pytest.mark.details
def test_a_refusal_is_recorded_with_its_reason_and_photo_and_a_witness_signs(finishing, sheet, picture):
    page = finishing()
    page.tap("sign-2")
    page.see("sign-needs", "请先填写姓名。")
    page.type("signer-name", "赵经理")
    page.tap("sign-refuse")
    page.at("refusal-0").wait_for()
    assert not page.is_enabled("refuse-confirm")
    page.see("sign-needs", "请写明或选择拒签原因。")
    page.tap("refusal-0")
    page.add_photo(picture, button="refusal-pick")
    page.at("refusal-photo").wait_for()
    page.tap("sign-close")
    page.tap("sign-2")
    page.at("refusal-photo").wait_for()
    page.see_typed("signer-name", "赵经理")
    page.see_typed("refusal-reason", "对检查结论有异议")
    page.confirm("refuse-confirm")
    page.see("sign-2", "拒签附照片")
    page.tap("sign-4")
    page.type("signer-name", "社区工作者")
    page.write_signature()
    page.confirm("sign-confirm")
    page.see("sign-4", "已签名")
    refused, witness = (one.signature for one in sheet().signatures)
    (shown,) = sheet().photos[VISIT]
    assert (refused.part, refused.name, refused.refusal.reason) == (Part.ENTERPRISE, "赵经理", "对检查结论有异议")
    assert refused.refusal.photo_sha256 == sha256(picture).hexdigest() == shown.facts.original_sha256
    assert (witness.part, witness.name, witness.ink is not None) == (Part.WITNESS, "社区工作者", True)
    page.submit()
    page.eventually(lambda: sheet().record.state is State.SUBMITTED)


@pytest.mark.details
def test_what_can_be_done_with_a_photo_of_a_refusal_says_so_in_words_on_a_phone(finishing, picture):
    page = finishing(390, 844)
    page.tap("sign-2")
    page.tap("sign-refuse")
    page.at("refusal-0").wait_for()
    page.add_photo(picture, button="refusal-pick")
    page.at("refusal-photo").wait_for()
    for name, words in (("refusal-pick", "选择照片"), ("refusal-remove", "移除")):
        page.reveal(name)
        assert page.at(name).get_by_text(words, exact=True).count() == 1
        assert min(page.size_of(name)) >= 48


@pytest.mark.details
def test_the_record_is_handed_out_as_a_pdf_with_its_signatures(finishing, sheet, tmp_path):
    page = finishing()
    page.tap("sign-0")
    page.write_signature()
    page.confirm("sign-confirm")
    page.see("sign-0", "已签名")
    with page.page.expect_download() as download:
        page.tap("document-record")
    assert download.value.suggested_filename.endswith(".pdf")
    download.value.save_as(tmp_path / "record.pdf")
    text = "".join(one.extract_text() for one in PdfReader(tmp_path / "record.pdf").pages)
    assert "东风小区" in text
    assert sheet().digest in "".join(text.split())


@pytest.mark.soak
def test_after_the_submission_the_documents_are_still_there(finishing, sheet):
    page = finishing()
    page.submit()
    page.eventually(lambda: sheet().record.state is State.SUBMITTED)
    page.see("assignment-3", "已完成，待发送")
    page.open_assignment(3)
    page.finish()
    page.see("finish-title", "已完成，待发送")
    assert not page.at("submit").count()
    with page.page.expect_download() as download:
        page.tap("document-record")
    assert download.value.suggested_filename.startswith("现场检查记录表")
