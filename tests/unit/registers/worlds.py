"""Registers for tests: districts, good rows, and tables of them."""

from uuid import UUID

from hypothesis import strategies as st

from inspector_app.demo.credit_codes import invented_credit_code
from sync.domain.registers.columns import Register, blank
from sync.domain.registers.comparing import Kept
from sync.domain.registers.headings import Line
from sync.domain.registers.values import GRADES, fold

NAMES = {"ZY": ("中原区", "Zhongyuan"), "ZD": ("郑东新区", "Zhengdong New Area")}
DISTRICTS = {fold(name): code for code, names in NAMES.items() for name in (code, *names)}

COMPOUND = blank(Register.COMPOUNDS) | {
    "code": "ZY-1",
    "name": "桐荫家园",
    "address": "花园路1号",
    "district": "ZY",
    "enterprise_code": invented_credit_code(1),
    "enterprise_name": "嵩山物业",
    "grade": "AA",
    "marks": "地下空间;高层",
    "latitude": "34.7466",
    "longitude": "113.6253",
}
OFFICER = blank(Register.OFFICERS) | {
    "certificate": "豫A0001",
    "name": "张喆",
    "home_district": "ZY",
    "department": "执法一队",
    "checked": "yes",
    "valid_from": "2024-01-01",
    "valid_until": "2028-12-31",
}
EXPERT = blank(Register.EXPERTS) | {"number": "E1", "name": "王堃"}
ROWS = {Register.COMPOUNDS: COMPOUND, Register.OFFICERS: OFFICER, Register.EXPERTS: EXPERT}


def lines(*rows) -> list[Line]:
    """Rows of cells as a file of them."""
    return [Line(number, tuple(row)) for number, row in enumerate(rows, 1)]


def lines_of(*rows) -> list[Line]:
    """Facts under headings of their names."""
    return lines(list(rows[0]), *(list(row.values()) for row in rows))


def kept(*rows, open_visits: int = 0) -> list[Kept]:
    return [Kept(UUID(int=n), row, open_visits) for n, row in enumerate(rows, 1)]


_TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]), min_size=1, max_size=20).filter(
    lambda text: text.strip() == text and not text.startswith("#") and not text[0].isdigit()
)
_WORD = _TEXT.filter(lambda text: not set(text) & set(",，;；、|"))
_FLAG = st.sampled_from(["yes", "no"])
_DISTRICT = st.sampled_from(sorted(NAMES))
_DAYS = st.tuples(st.dates(), st.dates()).map(lambda pair: tuple(day.isoformat() for day in sorted(pair)))


@st.composite
def compounds(draw):
    """Rows of the compound register with different codes."""
    names = draw(st.lists(_TEXT, min_size=1, max_size=4))
    rows = []
    for n in range(draw(st.integers(1, 8))):
        enterprise = draw(st.integers(0, len(names) - 1))
        place = draw(st.sampled_from([("", ""), ("34.5", "113.25"), ("-0.125", "0")]))
        rows.append(
            blank(Register.COMPOUNDS)
            | {
                "code": f"C-{n}",
                "name": draw(_TEXT),
                "address": draw(_TEXT),
                "district": draw(_DISTRICT),
                "enterprise_code": invented_credit_code(enterprise),
                "enterprise_name": names[enterprise],
                "grade": draw(st.sampled_from(["", *GRADES])),
                "kind": draw(st.one_of(st.just(""), _WORD)),
                "marks": ";".join(sorted(draw(st.sets(_WORD, max_size=3)))),
                "latitude": place[0],
                "longitude": place[1],
                "active": draw(_FLAG),
            }
        )
    return rows


@st.composite
def officers(draw):
    """Rows of the officers' register with different certificates."""
    rows = []
    for n in range(draw(st.integers(1, 8))):
        start, end = draw(_DAYS)
        rows.append(
            blank(Register.OFFICERS)
            | {
                "certificate": f"{n:03d}号",
                "name": draw(_TEXT),
                "home_district": draw(_DISTRICT),
                "department": draw(_WORD),
                "checked": draw(_FLAG),
                "temporary": draw(_FLAG),
                "valid_from": draw(st.sampled_from(["", start])),
                "valid_until": end,
                "qualifications": ";".join(sorted(draw(st.sets(_WORD, max_size=3)))),
                "active": draw(_FLAG),
            }
        )
    return rows


REGISTERS = st.one_of(
    compounds().map(lambda rows: (Register.COMPOUNDS, rows)), officers().map(lambda rows: (Register.OFFICERS, rows))
)
