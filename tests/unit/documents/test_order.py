"""The draft order: its fields, its deadlines, and that nobody takes it for an order."""

from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp

from sync.documents.order import render_order
from sync.domain.orders import order_of

CHINESE, ENGLISH = "zh-CN", "en"


@pytest.fixture(scope="module")
def read(cases):
    """The squeezed text of a case's draft order."""
    return lambda case, language=CHINESE: cases.words_of(render_order(order_of(case.report), case.pictures, language))


@pytest.fixture(scope="module")
def words(read, twelve):
    return read(twelve)


@pytest.mark.parametrize(
    "field",
    [
        "一、当事人被检查单位郑州安居物业服务有限公司社会信用代码91410105MA0000001X",
        "二、事实和证据2026年11月24日，执法人员张喆、李玥对你单位服务的翠竹苑（二期）进行“双随机、一公开”检查",
        "发现下列11个待整改问题：问题1A01企业主体资格与项目负责人报送营业执照与合同签约方不是同一主体",
        "三、法律依据上述情形涉嫌不符合下列规定：《郑州市物业管理条例》第三十三条、第三十四条、第三十五条、第三十七条",
        "四、整改内容和期限责令你单位在下列期限前整改完毕：",
        "五、整改方式1.逐项整改",
        "六、权利救济你单位有权陈述、申辩。对本通知不服的，可以自收到之日起60日内",
        "6个月内依法向人民法院提起行政诉讼",
        "发文机关：",
        "（此处加盖印章）",
        "七、其他事项逾期未整改",
    ],
)
def test_a_draft_order_has_every_field_of_an_order(words, field):
    assert field in words


def test_what_is_due_first_is_demanded_first(words):
    days = ["2026年11月27日前（3项）", "2026年12月1日前（6项）", "2026年12月9日前（2项）"]
    places = [words.index(day) for day in days]
    assert places == sorted(places)
    assert "2026年11月27日前（3项）问题5C01" in words


def test_what_was_put_right_on_the_spot_is_not_demanded(twelve, words):
    (fixed,) = (one for one in twelve.report.findings if one.item.fixed_on_spot)
    assert f"问题{fixed.number}{fixed.item.code}" not in words


@pytest.mark.parametrize(("language", "mark"), [(CHINESE, "草稿"), (ENGLISH, "DRAFT")])
def test_every_page_is_marked_as_a_draft(twelve, language, mark):
    pages = pypdfium2.PdfDocument(render_order(order_of(twelve.report), twelve.pictures, language))
    assert len(pages) > 2
    for page in pages:
        assert mark in "".join(page.get_textpage().get_text_range().split())


def test_a_draft_says_that_it_has_no_effect_and_names_no_expert(words):
    assert "未经主管部门审批、编号、盖章，不具法律效力，不得送达。" in words
    assert "王堃" not in words
    assert "签字" not in words


def test_the_evidence_is_attached_under_its_numbers_in_the_record(twelve, words):
    order = order_of(twelve.report)
    for photo in order.photos:
        assert f"照片{photo.number}{photo.item_code}" in words
    assert f"记录摘要（SHA-256）：{order.record_digest}" in words


def test_the_code_on_the_first_page_leads_to_the_record(signed):
    page = pypdfium2.PdfDocument(render_order(order_of(signed.report), signed.pictures, CHINESE))[0]
    (code,) = zxingcpp.read_barcodes(page.render(scale=3).to_pil())
    assert code.text == f"suicha:record:{signed.report.inspection_id}:{signed.report.digest}"


def test_a_finding_without_a_day_is_left_to_the_authority(cases, read):
    values = {code: replace(value, due_on=None) for code, value in cases.failures(1).items()}
    assert "未定期限（1项，由主管部门确定）" in read(cases.case(values, {}))


@pytest.mark.details
def test_the_same_draft_is_the_same_bytes(signed):
    order = order_of(signed.report)
    assert render_order(order, signed.pictures, CHINESE) == render_order(order, signed.pictures, CHINESE)


@pytest.mark.details
@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_long_notes_are_whole_in_a_draft_order_too(cases, read, long, language):
    words = read(long, language)
    assert words.count("MFZ-03/2024") == sum(one.finding.text.count("MFZ-03/2024") for one in order_of(long.report).findings)
