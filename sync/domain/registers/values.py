"""Reading a cell: what a person may write, and the one text it is kept as.

The texts keep to what a draw takes (``sync/domain/draw/columns.py``), so that whatever is on a register can be frozen.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from sync.domain.draw.columns import is_token, is_word
from sync.domain.draw.plan_reading import HEAVIEST
from sync.domain.draw.pools import ExtraKind
from sync.domain.registers.credit_codes import check_character, has_form
from sync.errors import FieldValue

Districts = Mapping[str, str]
"""The code of a district by each of its names, folded by ``fold``."""

YES, NO = "yes", "no"
GRADES = ("AAA", "AA", "A", "B", "C")
LONGEST_CODE, LONGEST = 64, 200
"""Characters."""

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SCIENTIFIC = re.compile(r"-?\d([.,]\d+)?[eE]\+\d{2,}", re.ASCII)
_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
NOT_COMPUTED = "#FORMULA?"
"""How a formula arrives whose value is not in the file."""
_FLAGS = {
    **dict.fromkeys(("是", "有", "已", "对", "√", "✓", "✔", "yes", "y", "true", "1"), YES),
    **dict.fromkeys(("否", "无", "未", "不", "×", "✗", "✘", "no", "n", "false", "0"), NO),
}
_DAY = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?", re.ASCII)
_DAY_IN_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_BETWEEN = re.compile("[,，;；、|\n]")
_KINDS = {
    **dict.fromkeys(("投诉", "举报", "投诉举报", "complaints", "complaint"), ExtraKind.COMPLAINTS.value),
    **dict.fromkeys(("不良记录", "失信", "失信记录", "poorrecord", "record"), ExtraKind.RECORD.value),
}
_WEIGHT = re.compile(r"\+?(\d{1,3})", re.ASCII)
_DEGREES = re.compile(r"-?\d{1,3}(\.\d{1,10})?", re.ASCII)


class Unfit(Exception):
    """A cell that cannot be read. ``code``: ``register.problem.<code>`` says it, filled with ``fields``."""

    def __init__(self, code: str, **fields: FieldValue) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields


def fold(written: str) -> str:
    """For comparing names: no spaces, no capitals, and full-width letters as their plain ones."""
    plain = "".join(chr(ord(one) - 0xFEE0) if "！" <= one <= "～" else one for one in written)
    return "".join(plain.split()).casefold()


def check_cell(written: str) -> None:
    """What can be in no cell. Raises Unfit."""
    if written in _ERRORS:
        raise Unfit("formula-error")
    if written == NOT_COMPUTED:
        raise Unfit("formula-not-computed")
    if _SCIENTIFIC.fullmatch(written):
        raise Unfit("scientific")


def text(written: str, _: Districts) -> str:
    """Up to 200 characters without control characters."""
    if _CONTROL.search(written):
        raise Unfit("control")
    if len(written) > LONGEST:
        raise Unfit("too-long", most=LONGEST, length=len(written))
    return written


def number(written: str, districts: Districts) -> str:
    """A certificate or register number, as it is printed; up to 64 characters."""
    if len(text(written, districts)) > LONGEST_CODE:
        raise Unfit("too-long", most=LONGEST_CODE, length=len(written))
    return written


def token(written: str, districts: Districts) -> str:
    """A code that a draw can sort by."""
    if not is_token(number(written, districts)):
        raise Unfit("code")
    return written


def word(written: str, districts: Districts) -> str:
    """A text without a comma, which stands between words where there are several."""
    if not is_word(text(written, districts)):
        raise Unfit("comma")
    return written


def words(written: str, districts: Districts) -> str:
    """Several, with a comma, semicolon, enumeration comma, bar or line break between two; the same one twice counts once."""
    found = {word(part.strip(), districts) for part in _BETWEEN.split(written) if part.strip()}
    return ";".join(sorted(found))


def district(written: str, districts: Districts) -> str:
    """By its code, its Chinese or its English name."""
    try:
        return districts[fold(written)]
    except KeyError:
        raise (Unfit("district", known=_known(districts)) if districts else Unfit("no-districts")) from None


def by_names(districts: Iterable[tuple[str, str, str]]) -> Districts:
    """From code, Chinese and English name of each."""
    return {fold(name): names[0] for names in districts for name in names}


def _known(districts: Districts) -> str:
    """Each code with the next name that is known for it."""
    names: dict[str, list[str]] = {}
    for name, code in districts.items():
        if name != fold(code):
            names.setdefault(code, []).append(name)
    return ", ".join(" ".join((code, *names.get(code, ())[:1])) for code in sorted(set(districts.values())))


def credit_code(written: str, _: Districts) -> str:
    """The 18 characters of GB 32100-2015; small letters and spaces between them are put right."""
    code = fold(written).upper()
    if len(code) != 18:
        raise Unfit("credit-code-length", length=len(code))
    if not has_form(code):
        raise Unfit("credit-code-letters")
    if check_character(code) != code[17]:
        raise Unfit("credit-code-check", expected=check_character(code))
    return code


def grade(written: str, _: Districts) -> str:
    """AAA to C."""
    found = fold(written).upper().removesuffix("级")
    if found not in GRADES:
        raise Unfit("grade", known=", ".join(GRADES))
    return found


def flag(written: str, _: Districts) -> str:
    """Yes or no in either language, as a tick or as a number."""
    try:
        return _FLAGS[fold(written)]
    except KeyError:
        raise Unfit("flag") from None


def extra_kind(written: str, _: Districts) -> str:
    """Complaints, or a poor record."""
    try:
        return _KINDS[fold(written)]
    except KeyError:
        raise Unfit("extra-kind") from None


def extra_weight(written: str, _: Districts) -> str:
    """A whole number from 1 to HEAVIEST."""
    found = _WEIGHT.fullmatch(fold(written))
    if found is None or not 1 <= int(found[1]) <= HEAVIEST:
        raise Unfit("extra-weight", most=HEAVIEST)
    return str(int(found[1]))


def day(written: str, _: Districts) -> str:
    """Year, month and day in this order."""
    found = _DAY.fullmatch("".join(written.split()).removesuffix("00:00:00")) or _DAY_IN_DIGITS.fullmatch(written)
    try:
        return date(*map(int, found.groups())).isoformat() if found else _no_day()
    except ValueError:
        return _no_day()


def latitude(written: str, _: Districts) -> str:
    """Degrees north."""
    return _degrees(written, 90, "latitude")


def longitude(written: str, _: Districts) -> str:
    """Degrees east."""
    return _degrees(written, 180, "longitude")


def _degrees(written: str, most: int, code: str) -> str:
    if not _DEGREES.fullmatch(written) or abs(Decimal(written)) > most:
        raise Unfit(code)
    found = Decimal(written)
    return format(found.normalize(), "f") if found else "0"


def _no_day() -> str:
    raise Unfit("day")
