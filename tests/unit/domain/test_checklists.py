import json
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.domain.checklists import DUE_DAYS, PhotoRule, Severity, parse_checklist, read_checklist
from sync.errors import ChecklistInvalid

ITEM_FIELDS = [
    "code",
    "category",
    "category_en",
    "title_zh",
    "title_en",
    "guidance_zh",
    "guidance_en",
    "method",
    "basis",
    "severity",
    "photo",
    "due_days",
    "weight",
    "scored",
]
HEAD_FIELDS = ["id", "version", "title_zh", "title_en", "source", "items"]


@pytest.fixture
def data(document):
    return json.loads(document)


def refusal(data):
    with pytest.raises(ChecklistInvalid) as raised:
        parse_checklist(data)
    fields = raised.value.fields
    return fields["item"], fields["field"], str(fields["problem"]).removeprefix("checklist.problem.")


def test_the_bundled_checklist_is_the_draft_of_27_items(checklist):
    assert (checklist.id, len(checklist.items), checklist.draft) == ("zz-property-27", 27, True)
    assert sum(item.weight for item in checklist.items) == 100


def test_seven_items_of_the_bundled_checklist_always_demand_a_photo(checklist):
    always = [item.code for item in checklist.items if item.photo is PhotoRule.REQUIRED]
    assert always == ["B01", "D01", "D02", "D03", "D04", "D08", "E06"]


def test_every_bundled_item_offers_two_to_four_short_phrases_in_both_languages(checklist):
    for item in checklist.items:
        assert 2 <= len(item.phrases) <= 4, item.code
        assert len({phrase.zh for phrase in item.phrases}) == len(item.phrases)
        assert all(6 <= len(phrase.zh) <= 20 and phrase.en for phrase in item.phrases), item.code


def test_every_bundled_deadline_is_one_of_those_offered(checklist):
    assert {item.due_days for item in checklist.items} <= set(DUE_DAYS)


def test_items_are_grouped_by_category_in_checklist_order(checklist):
    groups = checklist.categories()
    assert [category.zh for category, _ in groups] == [
        "企业主体与合同",
        "公示与收费",
        "服务质量",
        "设施设备与安全",
        "应急与社区治理",
    ]
    assert [item for _, items in groups for item in items] == list(checklist.items)


def test_a_text_is_given_in_the_language_asked_for(checklist):
    title = checklist.by_code["D01"].title
    assert (title.in_language("zh-CN"), title.in_language("en")) == ("电梯使用与维护保养", "Lift operation and maintenance")


def test_where_a_checklist_comes_from_is_told_in_one_language_at_a_time(checklist, data):
    assert checklist.source.zh.startswith("草拟稿，非官方文本")
    assert checklist.source.en.startswith("Draft, not an official text")
    assert "Draft" not in checklist.source.zh
    del data["source_en"]
    assert parse_checklist(data).source.en == checklist.source.zh
    data["source_en"] = 5
    assert refusal(data) == ("-", "source_en", "type")


@given(position=st.integers(0, 26), field=st.sampled_from(ITEM_FIELDS))
def test_removing_any_field_of_any_item_is_named(document, position, field):
    data = json.loads(document)
    code = data["items"][position]["code"]
    del data["items"][position][field]
    where = f"#{position + 1}" if field == "code" else code
    assert refusal(data) == (where, field, "missing")


@given(
    position=st.integers(0, 26),
    field=st.sampled_from(ITEM_FIELDS),
    value=st.one_of(st.dictionaries(st.text(max_size=2), st.none(), max_size=1), st.floats(), st.binary(max_size=3)),
)
def test_a_value_of_the_wrong_kind_in_any_field_is_named(document, position, field, value):
    data = json.loads(document)
    code = data["items"][position]["code"]
    data["items"][position][field] = value
    where = f"#{position + 1}" if field == "code" else code
    assert refusal(data) == (where, field, "type")


@pytest.mark.parametrize("field", HEAD_FIELDS)
def test_removing_any_field_of_the_head_is_named(data, field):
    del data[field]
    assert refusal(data) == ("-", field, "missing")


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("title_zh", "  ", "missing"),
        ("title_zh", "电梯\x00", "type"),
        ("title_zh", "电梯\ud800", "type"),
        ("severity", "grave", "choice"),
        ("photo", "always", "choice"),
        ("method", "look", "choice"),
        ("due_days", 0, "range"),
        ("due_days", 366, "range"),
        ("due_days", True, "type"),
        ("weight", -1, "range"),
        ("weight", "6", "type"),
        ("scored", 1, "type"),
        ("basis", {}, "type"),
        ("phrases", "门锁损坏", "type"),
    ],
)
def test_a_wrong_value_names_item_field_and_problem(data, field, value, problem):
    data["items"][12][field] = value
    assert refusal(data) == ("D01", field, problem)


def test_a_spoilt_entry_of_basis_or_phrases_names_its_item(data):
    spoilt = deepcopy(data)
    del spoilt["items"][3]["basis"][0]["article"]
    assert refusal(spoilt) == ("A04", "article", "missing")
    data["items"][3]["phrases"][1] = {"zh": "无证上岗"}
    assert refusal(data) == ("A04", "en", "missing")


def test_a_checklist_without_phrases_is_complete(data):
    for item in data["items"]:
        del item["phrases"]
    assert all(item.phrases == () for item in parse_checklist(data).items)


def test_a_code_used_twice_is_named(data):
    data["items"][5]["code"] = "A01"
    assert refusal(data) == ("A01", "code", "duplicate")


def test_weight_on_an_unscored_item_is_named(data):
    data["items"][25]["weight"] = 3
    assert refusal(data) == ("E05", "weight", "unscored-weight")


def test_weights_that_do_not_sum_to_100_are_refused_with_their_sum(data):
    data["items"][0]["weight"] += 1
    with pytest.raises(ChecklistInvalid) as raised:
        parse_checklist(data)
    assert raised.value.fields == {"item": "-", "field": "weight", "problem": "checklist.problem.sum", "found": 101}


def test_a_known_checklist_with_another_number_of_items_is_refused_with_both_numbers(data):
    data["items"].pop()
    with pytest.raises(ChecklistInvalid) as raised:
        parse_checklist(data)
    assert raised.value.fields == {
        "item": "-",
        "field": "items",
        "problem": "checklist.problem.count",
        "expected": 27,
        "found": 26,
    }


def test_another_checklist_may_have_any_number_of_items(data):
    data["id"] = "flood-season"
    data["items"] = data["items"][:1]
    data["items"][0]["weight"] = 100
    assert len(parse_checklist(data).items) == 1


@pytest.mark.parametrize("spoilt", [None, 3, "清单", [], [{}]])
def test_something_else_than_an_object_is_no_checklist(spoilt):
    assert refusal(spoilt) == ("-", "checklist", "type")


def test_an_item_that_is_no_object_is_named_by_its_position(data):
    data["items"][4] = "B01"
    assert refusal(data) == ("#5", "item", "type")


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, b"\xff\xfe\x00", "1" * 5000])
def test_text_that_is_no_json_is_no_checklist(text):
    with pytest.raises(ChecklistInvalid) as raised:
        read_checklist(text)
    assert (raised.value.fields["item"], raised.value.fields["field"]) == ("-", "document")


@pytest.mark.parametrize(
    ("rule", "passed", "failed"),
    [(PhotoRule.REQUIRED, True, True), (PhotoRule.REQUIRED_ON_FAIL, False, True), (PhotoRule.OPTIONAL, False, False)],
)
def test_the_photo_rule_decides_when_a_photo_is_demanded(item, rule, passed, failed):
    matter = item(photo=rule)
    assert (matter.demands_photo(failed=False), matter.demands_photo(failed=True)) == (passed, failed)


def test_severities_are_those_of_the_domain():
    assert [severity.value for severity in Severity] == ["minor", "major", "critical"]


def test_one_bundled_item_looks_at_earlier_findings(checklist):
    assert [item.code for item in checklist.items if item.earlier_findings] == ["E06"]


def test_whether_an_item_looks_at_earlier_findings_is_a_flag(data):
    data["items"][0]["earlier_findings"] = "yes"
    assert refusal(data) == (data["items"][0]["code"], "earlier_findings", "type")
