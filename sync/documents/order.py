"""The draft of an order to rectify (责令整改通知书) as PDF."""

from sync.documents.blocks import paragraph, section
from sync.documents.finding_table import finding_heading
from sync.documents.head import SHOWN_DIGITS, draw_head, record_code
from sync.documents.lettering import ALARM, BODY, HAIRLINE, LABEL, QUIET, SMALL, STRONG, TINT
from sync.documents.paper import BODY_WIDTH, MARGIN, PAGE_WIDTH, Imprint, Paper
from sync.documents.photo_pages import Pictures, draw_photos, first_row_height, photos_of
from sync.documents.tables import Cell, Column, Table, labelled
from sync.documents.wording import Wording
from sync.domain.orders import Demand, OrderDraft
from sync.domain.report import ReportFinding, count_photos

_SEAL = 42.0
_STEPS = ("rectify", "report", "extension", "recheck")


def render_order(order: OrderDraft, pictures: Pictures, language: str) -> bytes:
    """A PDF of the draft in ``zh-CN`` or ``en``, every page marked as a draft; the same bytes for the same input.

    ``pictures`` are the photos' evidence copies as JPEG.
    """
    wording = Wording(language)
    paper = Paper(_imprint(order, wording), wording)
    code = record_code(order.inspection_id, order.record_digest)
    draw_head(paper, wording.say("order_draft"), wording.say("order_number"), code, wording.say("code_label"))
    _draw_notice(paper, wording)
    section(paper, wording.section(1, wording.say("party")))
    labelled(paper, _party(order, wording))
    _draw_facts(paper, order, wording)
    _draw_basis(paper, order, wording)
    _draw_demands(paper, order, wording)
    _draw_closing(paper, order, wording)
    if order.photos:
        section(paper, wording.say("attachment", count=count_photos(order.photos)), follows=first_row_height())
        draw_photos(paper, photos_of((one.item for one in order.findings), wording), pictures, wording)
    return paper.bytes()


def _imprint(order: OrderDraft, wording: Wording) -> Imprint:
    title = wording.say("order_draft")
    return Imprint(
        title=f"{title} {order.party.compound}",
        foot_left=f"{title} · {order.party.compound}",
        foot_right=wording.say("foot_digest", digest=order.record_digest[:SHOWN_DIGITS]),
        made_at=order.drafted_at,
        watermark=wording.say("watermark"),
    )


def _draw_notice(paper: Paper, wording: Wording) -> None:
    """That this is no order, in a frame."""
    paper.set_y(paper.y + 2.5)
    notice = paper.lines(wording.say("draft_notice"), BODY_WIDTH - 8, STRONG)
    height = len(notice) * STRONG.leading + 3
    paper.frame(MARGIN, paper.y, BODY_WIDTH, height, ALARM, 0.35)
    for number, line in enumerate(notice):
        paper.put(line, MARGIN + 4, paper.y + 1.5 + number * STRONG.leading, BODY_WIDTH - 8, STRONG.inked(ALARM))
    paper.set_y(paper.y + height)


def _party(order: OrderDraft, wording: Wording) -> list[list[tuple[str, str]]]:
    party = order.party
    return [
        [(wording.say("enterprise"), party.enterprise)],
        [(wording.say("credit_code"), party.credit_code), (wording.say("district"), wording.of(party.district))],
        [(wording.say("compound"), party.compound), (wording.say("address"), party.address)],
    ]


def _draw_facts(paper: Paper, order: OrderDraft, wording: Wording) -> None:
    section(paper, wording.section(2, wording.say("facts_and_evidence")))
    introduction = wording.say(
        "order_facts",
        day=wording.day_of(order.visited_at),
        officers=wording.listed(member.name for member in order.officers),
        compound=order.party.compound,
        campaign=order.campaign,
        count=len(order.findings),
    )
    paragraph(paper, introduction)
    for finding in order.findings:
        _draw_finding(paper, finding, wording)
    paragraph(paper, wording.say("order_evidence", digest=order.record_digest, photos=count_photos(order.photos)))


def _draw_finding(paper: Paper, finding: ReportFinding, wording: Wording) -> None:
    paper.ensure(2 * BODY.leading)
    paragraph(paper, finding_heading(finding, wording), STRONG, gap=0)
    evidence = wording.photos(finding.item.photos) if finding.item.photos else wording.say("record_only")
    severity = wording.name(f"severity.{finding.finding.severity}")
    paragraph(paper, finding.finding.text, BODY, indent=4, gap=0)
    paragraph(paper, wording.say("severity_and_evidence", severity=severity, evidence=evidence), BODY.inked(QUIET), indent=4)


def _draw_basis(paper: Paper, order: OrderDraft, wording: Wording) -> None:
    section(paper, wording.section(3, wording.say("legal_basis")))
    paragraph(paper, wording.say("order_basis"))
    for provisions in order.basis:
        paragraph(paper, wording.provisions((provisions,)), BODY, indent=4, gap=0)


def _draw_demands(paper: Paper, order: OrderDraft, wording: Wording) -> None:
    section(paper, wording.section(4, wording.say("demands")), follows=36)
    paragraph(paper, wording.say("order_demands"))
    table = Table(paper, (Column(BODY_WIDTH - 24, wording.say("demand")), Column(24, wording.say("severity"), "centre")))
    for demand in order.demands:
        table.band([(BODY_WIDTH, Cell(_by_when(demand, wording), LABEL, TINT), "left")])
        for finding in demand.findings:
            severity = wording.name(f"severity.{finding.finding.severity}")
            table.row((Cell(finding_heading(finding, wording), middle=True), Cell(severity, middle=True)))


def _by_when(demand: Demand, wording: Wording) -> str:
    count = len(demand.findings)
    if demand.due_on is None:
        return wording.say("demand_without_day", count=count)
    return wording.say("demand_until", day=wording.day(demand.due_on), count=count)


def _draw_closing(paper: Paper, order: OrderDraft, wording: Wording) -> None:
    section(paper, wording.section(5, wording.say("compliance")))
    for number, step in enumerate(_STEPS, start=1):
        paper.ensure(BODY.leading)
        paper.put(f"{number}.", MARGIN, paper.y, BODY_WIDTH, BODY)
        paragraph(paper, wording.say(f"step.{step}"), indent=5, gap=0.6)
    section(paper, wording.section(6, wording.say("remedies")))
    remedies = wording.say("order_remedies", days=order.reconsideration_days, months=order.litigation_months)
    paragraph(paper, remedies)
    section(paper, wording.section(7, wording.say("other")))
    paragraph(paper, wording.say("order_other"))
    _draw_seal(paper, wording)


def _draw_seal(paper: Paper, wording: Wording) -> None:
    """The place that the issuing authority seals and dates."""
    paper.ensure(_SEAL + 10)
    paper.set_y(paper.y + 6)
    left, width = PAGE_WIDTH - MARGIN - 84, 84.0
    paper.set_draw_color(*HAIRLINE)
    with paper.local_context(dash_pattern={"dash": 1.2, "gap": 1.2, "phase": 0}):
        paper.ellipse(left + (width - _SEAL) / 2, paper.y, _SEAL, _SEAL)
    for number, key in enumerate(("issuer", "seal_place", "issue_date")):
        lettering = SMALL if key == "seal_place" else BODY
        paper.put(wording.say(key), left, paper.y + 11 + number * 7, width, lettering, "centre")
    paper.set_y(paper.y + _SEAL + 2)
