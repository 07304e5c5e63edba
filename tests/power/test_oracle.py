"""What may stand in the end, by a journal of what was intended and acknowledged."""

from tests.power.oracle import may_stand

HERE = {"inspection": "i", "item": "B02"}


def journal(*said: tuple[str, str]) -> list[dict[str, str]]:
    return [{"kind": kind, "value": value, **HERE} for kind, value in said]


def may(*said: tuple[str, str]) -> list[object]:
    (values,) = may_stand(journal(*said)).values()
    return values


def test_the_last_acknowledged_answer_stands_and_no_other():
    assert may(("intended", "fail"), ("answered", "fail"), ("intended", "pass"), ("answered", "pass")) == ["pass"]


def test_an_answer_that_a_kill_cut_off_stands_or_the_one_before_it():
    assert may(("intended", "fail"), ("answered", "fail"), ("intended", "pass")) == ["fail", "pass"]
    assert may(("intended", "fail")) == [None, "fail"]


def test_an_answer_of_which_a_person_was_told_that_it_was_not_kept_does_not_stand():
    assert may(("intended", "fail"), ("answered", "fail"), ("intended", "pass"), ("refused", "pass")) == ["fail"]


def test_what_was_never_spoken_of_is_not_judged():
    assert may_stand([{"kind": "started", "inspection": "i"}]) == {}
