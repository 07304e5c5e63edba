"""The answer to every item, by category."""

from sync.documents.lettering import ALARM, BODY, LABEL, QUIET, STRONG, TINT, Lettering
from sync.documents.paper import BODY_WIDTH, Paper
from sync.documents.tables import Cell, Column, Table
from sync.documents.wording import Wording
from sync.domain.inspections import Outcome
from sync.domain.report import InspectionReport, ReportItem

_OUTCOMES: dict[Outcome | None, Lettering] = {
    Outcome.PASS: BODY,
    Outcome.FAIL: STRONG.inked(ALARM),
    Outcome.NOT_APPLICABLE: BODY.inked(QUIET),
    None: STRONG.inked(QUIET),
}


def result_summary(report: InspectionReport, wording: Wording) -> str:
    """How many items have which outcome, and the score."""
    counts = [
        wording.say("outcome_count", outcome=wording.name(f"outcome.{outcome or 'none'}"), number=report.count(outcome))
        for outcome in (*Outcome, None)
        if outcome or report.count(None)
    ]
    summary = wording.say("summary", total=len(report.items), counts=wording.listed(counts))
    return summary if report.score is None else summary + wording.say("score", score=f"{report.score:.1f}")


def draw_results(paper: Paper, report: InspectionReport, wording: Wording) -> None:
    """The whole list, whatever was answered."""
    numbers = {one.item.code: one.number for one in report.findings}
    table = Table(
        paper,
        (
            Column(15, wording.say("item_code"), "centre"),
            Column(81, wording.say("item_title")),
            Column(28, wording.say("outcome"), "centre"),
            Column(52, wording.say("remark")),
        ),
    )
    for category, items in report.categories():
        table.band([(BODY_WIDTH, Cell(wording.of(category), LABEL, TINT), "left")])
        for item in items:
            table.row(_row(item, numbers.get(item.code), wording))


def _row(item: ReportItem, finding: int | None, wording: Wording) -> tuple[Cell, ...]:
    outcome = wording.name(f"outcome.{item.outcome or 'none'}")
    return (
        Cell(item.code, BODY.inked(QUIET), middle=True),
        Cell(wording.of(item.title), middle=True),
        Cell(outcome, _OUTCOMES[item.outcome], middle=True),
        Cell(_remark(item, finding, wording), middle=True),
    )


def _remark(item: ReportItem, finding: int | None, wording: Wording) -> str:
    parts = [
        wording.say("see_finding", number=finding) if finding else item.note,
        item.reason,
        wording.photos(item.photos) if item.photos else "",
    ]
    return wording.say("semicolon").join(part for part in parts if part)
