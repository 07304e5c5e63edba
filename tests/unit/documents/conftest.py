"""Inspections of the bundled checklist as documents show them: few and many failures, long texts, every kind of signing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from math import sin
from random import Random
from types import SimpleNamespace
from uuid import UUID

import pytest
from PIL import Image
from pypdf import PdfReader

from sync.bundled import bundled_checklist
from sync.domain.checklists import Bilingual, Checklist, Severity, read_checklist
from sync.domain.compounds import Assignment, Compound, Originals
from sync.domain.ids import IdMaker
from sync.domain.inspections import VISIT, Outcome, PhotoFacts, ResultValue
from sync.domain.people import Duty, TeamMember
from sync.domain.report import InspectionReport, Visit, report_of
from sync.domain.signatures import Ink, Part, Refusal, Signature, signed_digest
from sync.imaging.scenes import draw_scene

STARTED = datetime(2026, 11, 24, 1, 5, tzinfo=UTC)
ENDED = datetime(2026, 11, 24, 2, 47, tzinfo=UTC)
TEAM = (
    TeamMember(UUID(int=1), "张喆", Duty.OFFICER),
    TeamMember(UUID(int=2), "李玥", Duty.OFFICER),
    TeamMember(UUID(int=3), "王堃", Duty.EXPERT),
)
LONG_NOTE = (
    "“翠竹苑”3号楼（含地下一层车库）东侧疏散通道内堆放纸箱、电动自行车等杂物约 12 处，最窄处净宽仅 0.65m；"
    "灭火器（编号 MFZ-03/2024）压力指针在红区，B1-07 应急照明不亮。物业项目负责人称“已多次劝导，业主不听”，未见劝导记录。"
)

LONG_NAME = "河南省郑州市某某城市服务产业发展集团（控股）股份有限公司郑州航空港经济综合实验区分公司第三物业管理服务中心"


@dataclass(frozen=True)
class AtMoment:
    moment: datetime

    def now(self) -> datetime:
        return self.moment


@dataclass(frozen=True)
class Case:
    """A report with the photos it shows, as JPEG."""

    report: InspectionReport
    pictures: Mapping[UUID, bytes]


def checklist() -> Checklist:
    return read_checklist(bundled_checklist().document)


def assignment(enterprise: str = "郑州安居物业服务有限公司") -> Assignment:
    district = Bilingual("金水区", "Jinshui")
    compound = Compound(UUID(int=9), "翠竹苑（二期）", "文化路街道翠竹路18号", "JS", district, enterprise, "91410105MA0000001X")
    campaign = "2026年度物业服务企业“双随机、一公开”监督检查"
    key = checklist()
    return Assignment(
        UUID(int=7),
        UUID("019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071"),
        campaign,
        compound,
        date(2026, 12, 1),
        key.id,
        key.version,
        Originals.ALWAYS,
        TEAM,
    )


def failures(count: int, note: str = "") -> dict[str, ResultValue]:
    """Every item answered: so many failures spread over the list, two not applicable, the rest passes."""
    items = checklist().items
    values = {item.code: ResultValue(Outcome.PASS) for item in items}
    for item in items[-3:-1]:
        values[item.code] = ResultValue(Outcome.NOT_APPLICABLE, reason="本小区无此类设施")
    for place in range(count):
        item = items[place * 24 // count]
        values[item.code] = ResultValue(
            Outcome.FAIL,
            note=note or item.phrases[place % len(item.phrases)].zh + "，现场已告知项目负责人。",
            severity=Severity.CRITICAL if place == 0 else item.severity,
            severity_reason="涉及消防安全，且同一问题上年度已责令整改" if place == 0 else "",
            due_on=STARTED.date() + timedelta(days=item.due_days),
        )
    if count > 1:
        fixed = items[24 // count].code
        values[fixed] = replace(values[fixed], fixed_on_spot=True)
    return values


def photo(number: int, code: str) -> PhotoFacts:
    digest = f"{number * 0x9E3779B97F4A7C15F39CC0605CEDC835 % 2**256:064x}"[::-1]
    taken_at = STARTED + timedelta(minutes=7 * number, seconds=13 * number % 60)
    return PhotoFacts(UUID(int=100 + number), code, digest, 10, "image/jpeg", "b" * 64, 5, 4, 3, taken_at)


def picture(number: int) -> bytes:
    """Drawn scenes, every third one upright."""
    scene = draw_scene(Random(number))
    if number % 3:
        return scene
    out = BytesIO()
    Image.open(BytesIO(scene)).resize((720, 960)).save(out, "JPEG")
    return out.getvalue()


def handwriting(seed: int) -> Ink:
    random = Random(seed)
    strokes = []
    for start in range(120, 880, 90):
        height, lean = random.randint(60, 150), random.uniform(0.02, 0.06)
        strokes.append(
            tuple(
                round(value)
                for step in range(24)
                for value in (start + 4.4 * step, 200 + height * sin(lean * 3.2 * step + start) * (0.4 + step / 40))
            )
        )
    return Ink(400, (*strokes, (910, 260)))


def signed_by_all(digest: str) -> tuple[Signature, ...]:
    ids = IdMaker(AtMoment(ENDED))
    members = [
        Signature(ids.new(), Part(member.duty.value), member.name, digest, member.person_id, handwriting(place))
        for place, member in enumerate(TEAM)
    ]
    return (*members, Signature(ids.new(), Part.ENTERPRISE, "赵经理", digest, ink=handwriting(9)))


def refused_by_enterprise(digest: str) -> tuple[Signature, ...]:
    """The first photo of the case, which is of the visit as a whole, shows it."""
    ids = IdMaker(AtMoment(ENDED))
    *members, _ = signed_by_all(digest)
    shown = photo(1, VISIT)
    reason = "对第 1 项问题的认定有异议，认为堆放物属业主个人所有，应由业主清理。"
    refusal = Refusal(reason, shown.photo_id, shown.original_sha256)
    refused = Signature(ids.new(), Part.ENTERPRISE, "赵经理", signed_digest(digest, refusal), refusal=refusal)
    return (*members, refused, Signature(ids.new(), Part.WITNESS, "社区工作者 钱芸", digest, ink=handwriting(12)))


SPOKEN = replace(
    photo(40, VISIT),
    original_type="audio/wav",
    copy_sha256=photo(40, VISIT).original_sha256,
    width=0,
    height=0,
    duration_ms=12_300,
)


def refused_aloud(digest: str) -> tuple[Signature, ...]:
    """As the other refusal, and what was said is on a recording."""
    *_, refused, witness = refused_by_enterprise(digest)
    refusal = Refusal("不说明原因", SPOKEN.photo_id, SPOKEN.original_sha256)
    return (replace(refused, content_sha256=signed_digest(digest, refusal), refusal=refusal), witness)


def case(
    values: Mapping[str, ResultValue],
    photos_of: Mapping[str, int],
    sign: Callable[[str], tuple[Signature, ...]] = lambda digest: (),
    spoken: bool = False,
    **place: str,
) -> Case:
    """The document of these results, with so many photos of each item, signed on the digest it has; ``spoken``: with a sound."""
    codes = [code for code, count in photos_of.items() for _ in range(count)]
    taken = [photo(number, code) for number, code in enumerate(codes, start=1)]
    facts = (assignment(**place), checklist(), Visit(STARTED, ENDED), values, [*taken, SPOKEN] if spoken else taken)
    unsigned = report_of(*facts, ())
    pictures = {one.photo_id: picture(number) for number, one in enumerate(taken, start=1)}
    return Case(report_of(*facts, sign(unsigned.digest)), pictures)


def outdated_and_open(digest: str) -> tuple[Signature, ...]:
    """One officer signed an earlier state of the record, nobody else signed."""
    return (replace(signed_by_all(digest)[1], content_sha256="0" * 64),)


def squeezed(text: str) -> str:
    """The text without any white space, since line breaks are nobody's words."""
    return "".join(text.split())


def words_of(pdf: bytes) -> str:
    """The text of a PDF, page after page, squeezed."""
    return squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


@pytest.fixture(scope="session")
def cases() -> SimpleNamespace:
    """What makes reports, and reads documents."""
    return SimpleNamespace(**{name: made for name, made in globals().items() if not name.startswith("_")})


@pytest.fixture(scope="session")
def signed() -> Case:
    """Two failures, one put right on the spot; three photos; signed by everybody."""
    return case(failures(2), {"A01": 2, "D02": 1}, signed_by_all)


@pytest.fixture(scope="session")
def long() -> Case:
    """Three failures with notes as long as they may be, and an enterprise with a very long name."""
    note = (LONG_NOTE * 20)[:2000]
    return case(failures(3, note), {VISIT: 1, "A01": 1}, refused_by_enterprise, enterprise=LONG_NAME)


@pytest.fixture(scope="session")
def twelve() -> Case:
    """Twelve failures and a photo of every second item."""
    return case(failures(12), {item.code: 1 for item in checklist().items[::2]}, outdated_and_open)
