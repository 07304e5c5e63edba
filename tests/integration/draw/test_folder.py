"""The published folder: it only grows, names nobody, and speaks against whoever changes it."""

import json
import subprocess
from shutil import copytree, rmtree

import pytest

from sync.domain.draw.pools import read_people
from sync.domain.draw.registers import pseudonym
from sync.domain.draw.seeds import Seed
from sync.domain.draw.shortfalls import Constraint, Shortfall
from sync.drawing.checking import check_campaign, newest_standing
from sync.drawing.freezing import prepare_draw, publish_draw
from sync.drawing.registers import read_plan_file, read_registers
from sync.drawing.running import run_draw
from sync.drawing.standing import add_replacement
from sync.errors import DrawAltered, DrawFileInvalid, DrawImpossible, DrawOutOfTurn, SeedInvalid
from tests.integration.draw.conftest import DICE, PLAN, freeze, write


def fault(folder):
    with pytest.raises(DrawAltered) as found:
        check_campaign(folder)
    return found.value.fields


def replace_first(folder, reason="不能到岗", seed=None):
    _, here, standing = newest_standing(folder)
    person = standing.visits[0].officers[0]
    drawn = standing.draw(standing.request(person, (), reason), seed)
    assert not isinstance(drawn, Shortfall)
    add_replacement(here, drawn)
    return person, drawn


def test_a_draw_is_recomputed_from_its_folder_alone(published, tmp_path):
    copytree(published, tmp_path / "elsewhere")
    (checked,) = check_campaign(tmp_path / "elsewhere")
    assert checked.outcome.visits
    assert checked.frozen.plan.program[0]


def test_the_digests_are_what_sha256sum_says(published):
    subprocess.run(["sha256sum", "--check", "--quiet", "digests.txt"], cwd=published / "1", check=True)


def test_nothing_in_the_folder_says_who_is_who(published, registers):
    everything = b"".join(path.read_bytes() for path in published.rglob("*") if path.is_file()).decode()
    for hidden in ("张执法", "王专家", "证号", "kinship", "胞弟", "李局长", '"O1"', '"X1"'):
        assert hidden not in everything, hidden
    assert "阳光花园" in everything
    assert "12345 热线" in everything


def test_what_is_kept_back_proves_who_is_behind_a_pseudonym(tmp_path, registers):
    found = freeze(tmp_path / "public", registers)
    kept = [json.loads(line) for line in found.kept.decode().splitlines()]
    assert all(pseudonym(about) == name for name, about in kept)
    officers = read_people((tmp_path / "public/1/officers.ndjson").read_bytes())
    assert set(officers.ids) == {name for name, about in kept if about[:1] + about[2:3] == ["suicha-person 1", "officer"]}
    assert next(about[3:] for name, about in kept if name == officers.ids[0])[0].startswith("O")


def test_names_are_published_only_when_the_authority_says_so(tmp_path, registers):
    plan, known = read_plan_file(registers / "plan.json"), read_registers(registers)
    found = prepare_draw(tmp_path, plan, known, iter(map(str, range(99))).__next__, names=True)
    assert sorted(found.draw.pools.officers.names) == [f"张执法{n}" for n in range(9)]
    assert "证号" not in found.files["officers.ndjson"].decode()


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        ("compounds.ndjson", "阳光花园 7 期", "阳光花园 8 期", "changed-since-frozen"),
        ("officers.ndjson", '"410102"', '"410104"', "changed-since-frozen"),
        ("plan.ndjson", "2026-06-30", "2026-06-29", "changed-since-frozen"),
        ("recusals.ndjson", "granted", "refused", "changed-since-frozen"),
        ("digests.txt", "  plan", " plan", "changed-since-frozen"),
        ("seed.ndjson", DICE, DICE[:-1] + "3", "line-differs"),
        ("seed.ndjson", DICE, "123", "seed-dice"),
        ("seed.ndjson", '{"at":', '{ "at":', "not-canonical"),
        ("result.ndjson", '["visit",2,', '["visit",3,', "line-differs"),
        ("plan.ndjson", '"draw":1', '"draw": 1', "not-canonical"),
    ],
)
def test_a_change_is_found_and_named(published, name, old, new, problem):
    path = published / "1" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    fields = fault(published)
    assert fields["problem"] == f"draw.problem.{problem}"
    assert fields["draw"] == 1
    if name != "digests.txt" and problem != "line-differs":
        assert fields["file"] == name


def test_the_first_line_that_differs_is_named(published):
    path = published / "1" / "result.ndjson"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if line.startswith('["visit",2,'))
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    path.write_text("".join(lines), encoding="utf-8")
    assert (fault(published)["file"], fault(published)["line"]) == ("result.ndjson", at + 1)


@pytest.mark.parametrize("name", ["seed.ndjson", "experts.ndjson", "digests.txt"])
def test_a_missing_file_is_named(published, name):
    (published / "1" / name).unlink()
    assert (fault(published)["problem"], fault(published)["file"]) == ("draw.problem.file-missing", name)


def test_a_file_that_does_not_belong_there_is_named(published):
    (published / "1" / "result-old.ndjson").write_text("")
    assert fault(published)["problem"] == "draw.problem.file-extra"


def test_a_seed_before_the_freezing_or_a_second_one_after_the_draw_is_refused(published, tmp_path):
    with pytest.raises(DrawOutOfTurn):
        run_draw(tmp_path / "nothing", Seed(DICE))
    before = {path: path.read_bytes() for path in published.rglob("*") if path.is_file()}
    with pytest.raises(DrawOutOfTurn):
        run_draw(published, Seed("66666666666666666666"))
    assert before == {path: path.read_bytes() for path in published.rglob("*") if path.is_file()}


def test_a_run_that_was_cut_off_goes_on_with_its_own_seed_and_no_other(published):
    result = published / "1" / "result.ndjson"
    there = result.read_bytes()
    result.unlink()
    with pytest.raises(DrawOutOfTurn):
        run_draw(published, Seed("66666666666666666666"))
    kept = json.loads((published / "1" / "seed.ndjson").read_text())
    run_draw(published, Seed(kept["value"], kept["at"], tuple(kept["witnesses"])))
    assert result.read_bytes() == there


@pytest.mark.parametrize("value", ["1234561234561234561", "1234567123456123456123", "一二三四", ""])
def test_a_seed_that_is_not_what_was_announced_is_refused_and_nothing_is_written(tmp_path, registers, value):
    freeze(tmp_path / "public", registers)
    with pytest.raises(SeedInvalid):
        run_draw(tmp_path / "public", Seed(value))
    assert not (tmp_path / "public/1/seed.ndjson").exists()


UNREADABLE = [
    Seed(DICE, "2026-05-20\n公证处"),
    Seed(DICE, "10:05\t公证处"),
    Seed(DICE, witnesses=("公证员甲", "")),
    Seed(DICE, witnesses=("甲" * 3000,)),
    Seed(DICE, witnesses=("\udcff",)),
]


@pytest.mark.parametrize("seed", UNREADABLE)
def test_a_seed_that_nobody_could_read_again_is_refused_and_nothing_is_written(tmp_path, registers, seed):
    freeze(tmp_path / "public", registers)
    with pytest.raises(DrawFileInvalid) as refused:
        run_draw(tmp_path / "public", seed)
    assert refused.value.fields["file"] == "seed.ndjson"
    assert [check.outcome for check in check_campaign(tmp_path / "public")] == [None]


def test_pools_that_were_changed_after_freezing_are_not_drawn_from(tmp_path, registers):
    freeze(tmp_path / "public", registers)
    path = tmp_path / "public/1/compounds.ndjson"
    path.write_text(path.read_text(encoding="utf-8").replace("阳光花园 7 期", "阳光花园 8 期"), encoding="utf-8")
    with pytest.raises(DrawAltered):
        run_draw(tmp_path / "public", Seed(DICE))


def test_a_redraw_needs_a_reason_and_the_old_draw_stays(published, registers):
    with pytest.raises(DrawOutOfTurn):
        freeze(published, registers)
    old = {path.name: path.read_bytes() for path in (published / "1").iterdir()}
    freeze(published, registers, "一个小区已拆除")
    run_draw(published, Seed(DICE))
    first, second = check_campaign(published)
    assert {path.name: path.read_bytes() for path in (published / "1").iterdir()} == old
    assert second.frozen.plan.reason == "一个小区已拆除"
    assert first.outcome.key != second.outcome.key


def test_a_first_draw_has_no_reason_to_be_a_redraw(tmp_path, registers):
    with pytest.raises(DrawOutOfTurn):
        freeze(tmp_path / "public", registers, "理由")


def test_a_redraw_binds_whatever_the_draw_before_left(published, registers):
    freeze(published, registers, "理由")
    (published / "1" / "replacement-1.ndjson").write_bytes(b"")
    assert fault(published)["problem"] == "draw.problem.previous-changed" or fault(published)["draw"] == 1
    rmtree(published / "1")
    assert fault(published)["problem"] == "draw.problem.draw-missing"


def test_whoever_cannot_go_is_replaced_by_drawing_and_every_step_stays(published):
    person, drawn = replace_first(published)
    other, again = replace_first(published, seed=Seed("65432165432165432165", "2026-06-02", ("公证员甲",)))
    (checked,) = check_campaign(published)
    assert checked.replacements == 2
    standing = checked.standing
    assert not any(gone in (*visit.officers, *visit.experts) for visit in standing.visits for gone in (person, other))
    assert all(len(set(visit.officers)) == 2 for visit in standing.visits)
    assert person not in {taker for _, taker in again.drawn}
    homes = dict(zip(checked.frozen.pools.officers.ids, checked.frozen.pools.officers.homes, strict=True))
    where = dict(zip(checked.frozen.pools.compounds.ids, checked.frozen.pools.compounds.districts, strict=True))
    assert all(homes[one] != where[visit.compound] for visit in standing.visits for one in visit.officers)
    assert len({drawn.request.before, again.request.before}) == 2


@pytest.mark.parametrize("change", [("[1,", "[2,"), ('"before":"', '"before":"0'), ("\n0\n", "\n1\n")])
def test_a_changed_replacement_is_named(published, change):
    replace_first(published)
    path = published / "1" / "replacement-1.ndjson"
    text = path.read_text(encoding="utf-8")
    assert change[0] in text
    path.write_text(text.replace(*change, 1), encoding="utf-8")
    assert fault(published)["file"] == "replacement-1.ndjson"


def test_whoever_was_drawn_to_go_instead_is_drawn_again_when_checking(published):
    _, drawn = replace_first(published)
    path = published / "1" / "replacement-1.ndjson"
    (_, taker), officers = drawn.drawn[0], newest_standing(published)[2].frozen.pools.officers.ids
    other = next(one for one in officers if one not in (taker, drawn.request.person))
    path.write_text(path.read_text(encoding="utf-8").replace(taker, other), encoding="utf-8")
    assert (fault(published)["file"], fault(published)["line"]) == ("replacement-1.ndjson", 3)


def test_a_removed_replacement_is_noticed(published):
    replace_first(published)
    replace_first(published)
    (published / "1" / "replacement-1.ndjson").unlink()
    assert fault(published)["file"] == "replacement-1.ndjson"


def test_nobody_is_replaced_on_a_visit_they_were_not_drawn_for(published):
    _, _, standing = newest_standing(published)
    person = standing.visits[0].officers[0]
    not_on = next(visit.number for visit in standing.visits if person not in visit.officers)
    with pytest.raises(DrawFileInvalid):
        standing.draw(standing.request(person, (not_on,), "理由"), None)
    with pytest.raises(DrawFileInvalid):
        standing.draw(standing.request("0" * 64, (1,), "理由"), None)


def test_whoever_was_replaced_on_every_visit_is_not_replaced_again(published):
    person, _ = replace_first(published)
    _, _, standing = newest_standing(published)
    with pytest.raises(DrawFileInvalid) as refused:
        standing.draw(standing.request(person, (), "理由"), None)
    assert refused.value.fields["problem"] == "draw.problem.not-on-visit"


@pytest.mark.parametrize("reason", ["", "一\n二", "一\t二", "理" * 201, "\udcff"])
def test_a_reason_that_nobody_could_read_again_is_refused(published, reason):
    with pytest.raises(DrawFileInvalid) as refused:
        replace_first(published, reason)
    assert (refused.value.fields["file"], refused.value.fields["field"]) == ("replacement-1.ndjson", "reason")


@pytest.mark.parametrize("seed", UNREADABLE)
def test_nobody_is_replaced_by_a_seed_that_nobody_could_read_again(published, seed):
    with pytest.raises(DrawFileInvalid) as refused:
        replace_first(published, seed=seed)
    assert refused.value.fields["file"] == "replacement-1.ndjson"
    assert check_campaign(published)[0].replacements == 0


def test_a_draw_that_could_give_a_compound_no_team_is_not_frozen(tmp_path, registers):
    write(registers / "officers.ndjson", [{"id": "O1", "name": "张", "home": "410102", "department": "一科"}])
    (registers / "recusals.ndjson").unlink()
    plan, known = read_plan_file(registers / "plan.json"), read_registers(registers)
    found = prepare_draw(tmp_path / "public", plan, known, iter(map(str, range(99))).__next__)
    assert len(found.shortfalls) == 60
    assert {one.constraint for one in found.shortfalls} == {Constraint.OFFICERS}
    with pytest.raises(DrawImpossible):
        publish_draw(tmp_path / "public", found)
    assert not (tmp_path / "public").exists()


def test_a_seed_that_finds_no_draw_within_the_limits_is_spent_all_the_same(tmp_path, registers):
    (registers / "plan.json").write_text(json.dumps({**PLAN, "most_officer_visits": 1}), encoding="utf-8")
    freeze(tmp_path / "public", registers)
    _, outcome = run_draw(tmp_path / "public", Seed(DICE))
    assert not outcome.visits
    assert outcome.shortfalls[0].constraint is Constraint.OFFICER_VISITS
    (checked,) = check_campaign(tmp_path / "public")
    assert checked.outcome.shortfalls
    with pytest.raises(DrawOutOfTurn):
        run_draw(tmp_path / "public", Seed("66666666666666666666"))


@pytest.mark.parametrize(
    ("name", "change", "line", "field"),
    [
        ("compounds.ndjson", {"grade": ""}, 2, "grade"),
        ("compounds.ndjson", {"id": "C000"}, 2, "id"),
        ("compounds.ndjson", {"colour": "red"}, 2, "colour"),
        ("compounds.ndjson", {"enterprise": "E99"}, 2, "enterprise"),
        ("officers.ndjson", {"valid_until": "2026-02-30"}, 2, "valid_until"),
        ("experts.ndjson", {"id": "O1"}, 2, "id"),
        ("recusals.ndjson", {"decision": "pending"}, 1, "decision"),
        ("recusals.ndjson", {"person": "O99"}, 1, "person"),
        ("extras.ndjson", {"weight": 0}, 1, "weight"),
        ("extras.ndjson", {"source": ""}, 1, "source"),
    ],
)
def test_a_register_that_is_wrong_is_named_by_line_and_field(tmp_path, registers, name, change, line, field):
    rows = [json.loads(text) for text in (registers / name).read_text(encoding="utf-8").splitlines()]
    rows[line - 1] |= change
    write(registers / name, rows)
    with pytest.raises(DrawFileInvalid) as refused:
        freeze(tmp_path / "public", registers)
    found = refused.value.fields
    assert (found["file"], found["line"], found["field"]) == (name, line, field)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"last_day": "2026-05-01"}, "last_day"), ({"checks": []}, "checks"), ({"rate": 1}, "rate"),
        ({"checks": [{**PLAN["checks"][0], "rates": [["A", 10_001]]}]}, "checks.rates"),
        ({"checks": PLAN["checks"] * 2}, "checks"), ({"checks": [{**PLAN["checks"][0], "kinds": ["office"]}]}, "kinds"),
        ({"seed": {"kind": "clock", "announced": "x"}}, "seed.kind"), ({"enterprise_cap": -1}, "enterprise_cap"),
        ({"seed": {"kind": "commitments", "announced": "x", "parties": [["甲", "0" * 64]]}}, "seed.parties"),
        ({"qualifications": [{"duty": "expert", "needed": "x", "check": "other"}]}, "qualifications"),
        ({"reason": "为什么"}, "reason"),
    ],
)  # fmt: skip
def test_a_plan_that_is_wrong_is_named_by_field(tmp_path, registers, change, field):
    (registers / "plan.json").write_text(json.dumps({**PLAN, **change}), encoding="utf-8")
    with pytest.raises(DrawFileInvalid) as refused:
        freeze(tmp_path / "public", registers)
    assert refused.value.fields["field"] == field
