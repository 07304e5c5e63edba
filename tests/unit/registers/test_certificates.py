"""How a certificate stands on a day."""

from datetime import date

import pytest

from sync.domain.registers.certificates import Validity, last_day_of_soon, validity

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("first", "last", "standing"),
    [
        ("", "2027-06-30", Validity.VALID),
        ("2026-11-24", "2027-06-30", Validity.VALID),
        ("2026-11-25", "2027-06-30", Validity.TO_COME),
        ("2020-01-01", "2027-01-24", Validity.VALID),
        ("2020-01-01", "2027-01-23", Validity.SOON),
        ("2020-01-01", "2026-11-24", Validity.SOON),
        ("2020-01-01", "2026-11-23", Validity.EXPIRED),
        ("2020-01-01", "", Validity.OPEN),
    ],
)
def test_a_certificate_stands_by_its_days(first, last, standing):
    assert validity({"valid_from": first, "valid_until": last}, TODAY) is standing


def test_soon_is_a_day_that_can_be_compared_as_a_text():
    assert last_day_of_soon(TODAY) == "2027-01-23"
