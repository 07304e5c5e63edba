"""What is told of values in conflict, for whoever decides between them."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from inspector_app.ui.views.conflict_view import conflict_view
from sync.domain.checklists import Severity
from sync.domain.inspections import Outcome, ResultValue
from sync.protocol.messages import ContestedValue

AT = datetime(2026, 11, 24, 6, 32, tzinfo=UTC)
FAIL = ResultValue(Outcome.FAIL, note="门锁损坏", severity=Severity.MAJOR)


@pytest.fixture
def disputed(sheet):
    """``disputed(value)``: it stands against a failure on A02."""

    def of(value):
        standing = replace(sheet.results["A02"], value=FAIL, revision=UUID(int=1), author=UUID(int=3), at=AT)
        other = ContestedValue(UUID(int=2), value, UUID(int=4), AT)
        return replace(sheet, results=sheet.results | {"A02": standing}, contested={"A02": (other,)})

    return of


@pytest.mark.parametrize(
    ("language", "facts"),
    [("zh-CN", "严重（调整原因：门已无法关闭）"), ("en", "Critical (changed: 门已无法关闭)")],
)
def test_a_severity_that_was_changed_stands_with_its_reason(disputed, language, facts):
    changed = replace(FAIL, severity=Severity.CRITICAL, severity_reason="门已无法关闭")
    standing, other = conflict_view(language, disputed(changed), "A02").choices
    assert other.facts == facts
    assert "门已无法关闭" not in standing.facts
