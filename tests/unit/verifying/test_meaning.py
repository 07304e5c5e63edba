"""Ids and moments are compared by what they mean."""

import pytest

from sync.verifying.meaning import id_meant, is_same_id, is_same_moment

ID = "01a20d10-9505-7350-b7f7-bfead1b2c474"


@pytest.mark.parametrize("written", [ID, ID.upper(), ID.replace("-", ""), f"{{{ID}}}", f"urn:uuid:{ID}"])
def test_an_id_is_the_same_in_every_form_that_a_centre_takes(written):
    assert id_meant(written) == ID
    assert is_same_id(written, ID)


@pytest.mark.parametrize("other", ["", "op-1", f"{ID}0", ID[:-1] + "5", None, 7])
def test_what_is_another_id_or_none_is_not_the_same(other):
    assert not is_same_id(other, ID)
    assert id_meant("op-1") == "op-1"


def test_a_moment_is_the_same_in_every_offset_and_no_other_one_is():
    assert is_same_moment("2026-05-06T09:30:00+00:00", "2026-05-06T17:30:00+08:00")
    assert is_same_moment("2026-05-06T09:30:00Z", "2026-05-06T09:30:00+00:00")
    assert not is_same_moment("2026-05-06T09:30:00+00:00", "2026-05-06T09:30:00+08:00")
