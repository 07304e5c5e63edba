"""The on-site record: what can be read in it, field by field, and that it always comes out the same."""

import re
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from sync.documents.record import render_record
from sync.domain.inspections import VISIT, Outcome, ResultValue

CHINESE, ENGLISH = "zh-CN", "en"
MARGIN = 17 * 72 / 25.4
FOOT = re.compile(r"现场检查记录表·翠竹苑（二期）记录摘要[0-9a-f]{16}…第\d+页/共\d+页")


@pytest.fixture(scope="module")
def read(cases):
    """The squeezed text of a case's record."""
    return lambda case, language=CHINESE: cases.words_of(render_record(case.report, case.pictures, language))


@pytest.fixture(scope="module")
def words(read, signed):
    return read(signed)


@pytest.mark.parametrize(
    "field",
    [
        "现场检查记录表",
        "记录编号019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071",
        "被检查单位郑州安居物业服务有限公司",
        "社会信用代码91410105MA0000001X",
        "所属区县金水区",
        "物业项目翠竹苑（二期）",
        "项目地址文化路街道翠竹路18号",
        "检查计划2026年度物业服务企业“双随机、一公开”监督检查",
        "检查开始2026年11月24日09:05",
        "检查结束2026年11月24日10:47",
        "执法人员张喆、李玥",
        "行业专家王堃",
        "共检查27项：合格23项、不合格2项、不适用2项。得分90.7分",
    ],
)
def test_the_head_of_a_record_names_place_parties_and_time(words, field):
    assert field in words


def test_the_list_that_was_walked_is_named_with_its_version(cases, signed, words):
    title, version = signed.report.checklist_title.zh, signed.report.checklist_version
    assert cases.squeezed(f"检查清单{title}，版本{version}") in words


def test_all_items_stand_in_a_record_with_their_answers(cases, signed, words):
    assert len(signed.report.items) == 27
    names = {Outcome.PASS: "合格", Outcome.FAIL: "不合格", Outcome.NOT_APPLICABLE: "不适用"}
    for item in signed.report.items:
        assert cases.squeezed(f"{item.code}{item.title.zh}{names[item.outcome]}") in words
    for category, _ in signed.report.categories():
        assert category.zh in words


def test_a_finding_is_told_with_law_deadline_and_photos(words):
    assert "问题1A01企业主体资格与项目负责人报送严重" in words
    assert "问题描述营业执照与合同签约方不是同一主体，现场已告知项目负责人。" in words
    assert "调整理由涉及消防安全，且同一问题上年度已责令整改" in words
    assert "法律依据《郑州市物业管理条例》第三十三条、第三十四条；《河南省物业管理条例》第三十五条；" in words
    assert "整改期限2026年12月9日前整改完毕现场照片照片1、2" in words
    assert "整改期限当场改正" in words


def test_a_photo_is_captioned_with_item_time_and_hash(signed, words):
    assert "五、现场照片（共3张）" in words
    for photo in signed.report.photos:
        assert f"照片{photo.number}{photo.item_code}" in words
        assert f"原图SHA-256{photo.original_sha256[:12]}…" in words
    assert "拍摄于2026-11-2409:12:13" in words


@pytest.mark.details
def test_an_annotated_copy_is_captioned_as_one(cases, read, signed):
    item = signed.report.items[0]
    first, second = item.photos
    photos = (first, replace(second, number=1, copy=1), replace(second, number=1, copy=2))
    items = (replace(item, photos=photos), *signed.report.items[1:])
    words = read(cases.Case(replace(signed.report, items=items), signed.pictures))
    assert "照片1（标注副本）A01" in words
    assert "照片1（标注副本2）A01" in words
    assert "五、现场照片（共2张）" in words


def test_a_record_says_who_signed_and_when(words):
    for signer in ("执法人员张喆", "执法人员李玥", "被检查单位负责人赵经理", "行业专家（协助检查）王堃"):
        assert f"{signer}签字时间：2026年11月24日10:47" in words
    assert "未签字" not in words


def test_an_unsigned_record_says_so_at_every_place(cases, read):
    words = read(cases.case(cases.failures(1), {}))
    assert words.count("未签字") == 4
    assert "签字时间" not in words


def test_a_refusal_stands_with_reason_photo_and_witness(cases, read):
    words = read(cases.case(cases.failures(2), {VISIT: 1, "A01": 1}, cases.refused_by_enterprise))
    assert "被检查单位负责人赵经理拒绝签字拒签理由：对第1项问题的认定有异议" in words
    assert "拒签情形见照片2" in words
    assert "照片2整次检查拍摄于2026-11-2409:12:13" in words
    assert "见证人社区工作者钱芸签字时间" in words


@pytest.mark.details
def test_a_refusal_that_is_heard_names_the_recording_and_shows_no_picture_of_it(cases, read):
    case = cases.case(cases.failures(2), {"A01": 1}, cases.refused_aloud, spoken=True)
    words = read(case)
    assert f"拒签理由：不说明原因拒签情形见录音（12秒，SHA-256{cases.SPOKEN.original_sha256[:12]}…）" in words
    assert "现场照片（共1张）" in words
    assert "整次检查" not in words
    assert "recording(12s,SHA-256" in read(case, ENGLISH)


def test_a_record_changed_after_a_signature_says_so(cases, read):
    words = read(cases.case(cases.failures(2), {}, cases.outdated_and_open))
    assert "执法人员李玥签字后记录有改动，须重新签字。" in words
    assert words.count("未签字") == 3


@pytest.mark.details
def test_ink_is_drawn_as_strokes_and_not_as_a_picture(cases):
    def operators(sign):
        case = cases.case(cases.failures(1), {}, sign)
        pages = PdfReader(BytesIO(render_record(case.report, {}, CHINESE))).pages
        assert not any(len(page.images) for page in pages)
        return sum(len(re.findall(rb" l\b", page.get_contents().get_data())) for page in pages)

    signatures = cases.signed_by_all("")
    lines = sum(len(stroke) // 2 - 1 for one in signatures for stroke in one.ink.strokes)
    assert operators(cases.signed_by_all) - operators(lambda digest: ()) == lines


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_the_code_on_the_first_page_says_the_digest_of_the_record(signed, language):
    page = pypdfium2.PdfDocument(render_record(signed.report, signed.pictures, language))[0]
    (code,) = zxingcpp.read_barcodes(page.render(scale=3).to_pil())
    assert code.text == f"suicha:record:{signed.report.inspection_id}:{signed.report.digest}"


def test_the_digest_is_printed_in_full_and_begins_every_foot_line(signed, words):
    assert f"记录摘要（SHA-256）：{signed.report.digest}" in words
    assert words.count(f"记录摘要{signed.report.digest[:16]}…") == 4


def test_pages_are_numbered(signed, words):
    for page in range(1, 5):
        assert f"第{page}页/共4页" in words


def test_the_words_of_an_english_record_are_english(read, signed):
    words = read(signed, ENGLISH)
    for field in (
        "On-siteinspectionrecord",
        "Enterprise郑州安居物业服务有限公司",
        "DistrictJinshui",
        "A01LegalstatusoftheenterpriseandreportoftheprojectmanagerFail",
        "DeadlineToberectifiedby2026-12-09PhotosPhotos1,2",
        "Photos(3photos)",
        "Signed2026-11-2410:47",
        "Page1of4",
    ):
        assert field in words


@pytest.mark.details
def test_the_same_record_is_the_same_bytes_in_any_process(signed):
    here = sha256(render_record(signed.report, signed.pictures, CHINESE)).hexdigest()
    there = {_digest_in_another_process(seed) for seed in ("1", "2")}
    assert there == {here}


def _digest_in_another_process(seed):
    code = (
        "import sys, importlib.util as util; from hashlib import sha256; from sync.documents.record import render_record\n"
        "spec = util.spec_from_file_location('cases', sys.argv[1]); cases = util.module_from_spec(spec)\n"
        "sys.modules['cases'] = cases; spec.loader.exec_module(cases)\n"
        "case = cases.case(cases.failures(2), {'A01': 2, 'D02': 1}, cases.signed_by_all)\n"
        "print(sha256(render_record(case.report, case.pictures, 'zh-CN')).hexdigest())"
    )
    conftest = Path(__file__).with_name("conftest.py")
    root = conftest.parents[3]
    command = [sys.executable, "-c", code, str(conftest)]
    environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.details
def test_any_change_of_the_record_changes_the_bytes(cases):
    def rendered(values):
        return render_record(cases.case(values, {}).report, {}, CHINESE)

    values = cases.failures(1)
    assert rendered(values) != rendered({**values, "E06": ResultValue(Outcome.NOT_APPLICABLE, reason="首次检查")})


def test_a_record_can_be_archived(signed):
    reader = PdfReader(BytesIO(render_record(signed.report, signed.pictures, CHINESE)))
    described = reader.xmp_metadata
    assert (described.pdfaid_part, described.pdfaid_conformance) == ("2", "U")
    assert described.dc_title == {"x-default": "现场检查记录表 翠竹苑（二期）"}
    assert described.xmp_create_date == described.xmp_modify_date == signed.report.ended_at.replace(tzinfo=None)
    assert reader.trailer["/Root"]["/Lang"] == CHINESE


def test_only_the_characters_in_use_are_embedded(signed):
    fonts = _embedded_fonts(render_record(signed.report, signed.pictures, CHINESE))
    assert len(fonts) == 2
    assert all(len(TTFont(BytesIO(font)).getGlyphOrder()) < 700 for font in fonts)


def _embedded_fonts(pdf):
    found = {}
    for page in PdfReader(BytesIO(pdf)).pages:
        for name, font in page["/Resources"]["/Font"].items():
            found[name] = font["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile2"].get_data()
    return list(found.values())


@pytest.mark.details
@pytest.mark.parametrize("name", ["long", "twelve", "signed"])
@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_nothing_leaves_the_margins_of_a_page(request, name, language):
    case = request.getfixturevalue(name)
    for page in pypdfium2.PdfDocument(render_record(case.report, case.pictures, language)):
        text = page.get_textpage()
        boxes = [text.get_charbox(place) for place in range(text.count_chars())]
        assert min(left for left, _, _, _ in boxes) > MARGIN - 1
        assert max(right for _, _, right, _ in boxes) < page.get_width() - MARGIN + 1
        assert min(bottom for _, bottom, _, _ in boxes) > 15


def test_notes_of_two_thousand_characters_are_there_to_the_last_one(cases, read, long):
    words = FOOT.sub("", read(long))
    words = re.sub(r"问题\d[A-Z]\d\d[^（]{5,20}（续）", "", words)
    notes = [finding.finding.text for finding in long.report.findings]
    assert [len(note) for note in notes] == [2000] * 3
    assert words.count(cases.squeezed(notes[0])) == 3
    assert cases.LONG_NAME in words


def test_a_table_that_goes_on_repeats_its_heading(read, twelve):
    assert read(twelve).count("编号检查事项检查结果说明") == 2


def test_a_short_finding_stays_on_one_page(read, twelve):
    assert "（续）" not in read(twelve)


def test_a_photo_of_another_tablet_and_a_spoilt_one_are_said_to_be(cases, read, signed):
    first, second, third = (photo.photo_id for photo in signed.report.photos)
    pictures = {first: b"\xff\xd8spoilt", third: signed.pictures[third]}
    words = read(cases.Case(signed.report, pictures))
    assert words.count("照片存于另一台平板") == 1
    assert words.count("本机上的照片文件已损坏") == 1


@pytest.mark.details
def test_a_visit_without_failures_says_that_nothing_was_found(cases, read):
    passed = {item.code: ResultValue(Outcome.PASS) for item in cases.checklist().items}
    words = read(cases.case(passed, {}))
    assert "本次检查未发现不合格事项。" in words
    assert "五、现场照片" not in words


@pytest.mark.details
def test_a_record_of_a_visit_just_begun_shows_what_is_not_answered(cases, read):
    words = read(cases.case({}, {}))
    assert "合格0项、不合格0项、不适用0项、未填写27项。" in words
    assert "得分" not in words


@pytest.mark.details
@pytest.mark.parametrize("name", ["张喆", "李玥", "王堃", "龑䶮", "㛃㭎㧑"])
def test_rare_characters_of_names_can_be_read(cases, read, name):
    assert f"被检查单位{name}物业" in read(cases.case({}, {}, enterprise=f"{name}物业"))


@pytest.mark.details
@pytest.mark.parametrize("note", ["{nb}页 {0} %s \\n <b>&amp;</b> (未闭合", "**粗体** __下划线__ [链接](x)", "a\x00\x07b\u200bc"])
def test_a_note_is_set_as_it_was_typed(cases, read, note):
    visible = re.sub("[\x00\x07\u200b]", "", note)
    assert cases.squeezed(visible) in read(cases.case(cases.failures(1, note), {}))


def test_what_no_font_draws_is_marked_and_not_left_out(cases, read):
    assert "门锁〓损坏" in read(cases.case(cases.failures(1, "门锁😀损坏"), {}))
