"""Reading a plan, as it was frozen or as somebody wrote it. What has a default may be left out; what is unknown is refused."""

from collections.abc import Mapping, Sequence
from typing import Any

from sync.domain.draw.canonical import Plain
from sync.domain.draw.columns import is_count, is_day, is_flag, is_name, is_text, is_token, is_word
from sync.domain.draw.fields import Fields, make_whole
from sync.domain.draw.plan import ALGORITHM, DEFAULT_MOST_WEIGHT, DEFAULT_RATES, Check, Departments, Plan, Qualification
from sync.domain.draw.quotas import WHOLE
from sync.domain.draw.seeds import is_sha256_text, read_promise
from sync.domain.people import Duty

HEAVIEST = 100
"""The largest weight: so many hashes does it cost."""


def read_plan(value: Plain) -> Plan:
    """Raises DrawFileInvalid with the ``field``."""
    return make_whole(value, _plan)


def _plan(fields: Fields) -> Plan:
    fields.take("algorithm", lambda value: value == ALGORITHM, ALGORITHM)
    plan = Plan(
        campaign=fields.take("campaign", is_name),
        first_day=fields.take("first_day", is_day),
        last_day=fields.take("last_day", is_day),
        checks=fields.each("checks", _check),
        seed=make_whole(fields.take("seed", lambda value: isinstance(value, Mapping)), read_promise, within="seed."),
        enterprise_cap=fields.take("enterprise_cap", is_count, 0),
        mark_weights=fields.rows("mark_weights", is_word, _is_weight, default=[]),
        most_weight=fields.take("most_weight", _is_weight, DEFAULT_MOST_WEIGHT),
        home_district=bool(fields.take("home_district", is_flag, 1)),
        departments=fields.choice(Departments, "departments", Departments.ANY.value),
        most_officer_visits=fields.take("most_officer_visits", is_count, 0),
        most_expert_visits=fields.take("most_expert_visits", is_count, 0),
        qualifications=fields.each("qualifications", _qualification, []),
        draw=fields.take("draw", lambda value: is_count(value) and value > 0, 1),
        previous=fields.take("previous", lambda value: value == "" or is_sha256_text(value), ""),
        reason=fields.take("reason", is_text, ""),
        program=tuple(fields.take("program", _is_pair, ["", ""])),
    )
    _check_whole(fields, plan)
    return plan


def _check_whole(fields: Fields, plan: Plan) -> None:
    if plan.last_day < plan.first_day:
        fields.wrong("last_day", "value")
    if not plan.checks:
        fields.wrong("checks", "missing")
    _unique(fields, "checks", [check.id for check in plan.checks])
    _unique(fields, "mark_weights", [mark for mark, _ in plan.mark_weights])
    known = {"", *(check.id for check in plan.checks)}
    if any(one.check not in known for one in plan.qualifications):
        fields.wrong("qualifications", "value")
    if {bool(plan.previous), bool(plan.reason.strip())} != {plan.draw > 1}:
        fields.wrong("reason", "redraw-reason" if plan.draw > 1 else "no-redraw")


def _check(fields: Fields) -> Check:
    check = Check(
        id=fields.take("id", is_token),
        checklist=fields.take("checklist", is_name),
        version=fields.take("version", is_name),
        cover=bool(fields.take("cover", is_flag, 0)),
        kinds=tuple(fields.take("kinds", _is_list_of(is_word), [])),
        districts=tuple(fields.take("districts", _is_list_of(is_token), [])),
        marks=tuple(fields.take("marks", _is_list_of(is_word), [])),
        rates=fields.rows("rates", is_token, _is_rate, default=[list(rate) for rate in DEFAULT_RATES]),
        district_rates=fields.rows("district_rates", is_token, is_token, _is_rate, default=[]),
    )
    _unique(fields, "rates", [grade for grade, _ in check.rates])
    _unique(fields, "district_rates", [(district, grade) for district, grade, _ in check.district_rates])
    return check


def _qualification(fields: Fields) -> Qualification:
    one = Qualification(
        duty=fields.choice(Duty, "duty"),
        needed=fields.take("needed", is_word),
        check=fields.take("check", is_text, ""),
        mark=fields.take("mark", is_text, ""),
    )
    if bool(one.check) == bool(one.mark):
        fields.wrong("check", "check-or-mark")
    return one


def _unique(fields: Fields, name: str, keys: Sequence[object]) -> None:
    if len(set(keys)) != len(keys):
        fields.wrong(name, "twice")


def _is_list_of(holds: Any) -> Any:
    return lambda value: isinstance(value, list) and all(map(holds, value)) and len(set(value)) == len(value)


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(is_text, value))


def _is_rate(value: object) -> bool:
    return is_count(value) and int(str(value)) <= WHOLE


def _is_weight(value: object) -> bool:
    return is_count(value) and int(str(value)) <= HEAVIEST
