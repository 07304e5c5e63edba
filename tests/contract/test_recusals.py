"""Recusals on both databases: asked for, decided, and what a draw makes of them."""

from dataclasses import replace
from uuid import UUID

import pytest

from sync.domain.campaigns.gaps import GapKind
from sync.domain.draw.pools import Decision, Origin, Scope
from sync.domain.draw.registers import Ground
from sync.domain.ids import IdMaker
from sync.domain.people import Duty
from sync.errors import AccessDenied, AlreadyExists, DrawRowsIncomplete, NotFound, OperationInvalid
from sync.protocol.recusals import RecusalDecision, RecusalFilter, RecusalRequest, RecusalShow
from sync.server.services.registers import NewPerson
from tests.contract.ceremony import COMPOUNDS, frozen_lines

_IDS = IdMaker()


def kinship(ceremony, **changed):
    request = RecusalRequest(
        ceremony.officers[0].id, Scope.COMPOUND, ceremony.code(0), Ground.KINSHIP, Origin.DECLARED, "胞弟在该小区任经理"
    )
    return replace(request, **changed)


def test_a_recusal_keeps_who_asked_and_who_decided_and_when(ceremony):
    asked = ceremony.world.supervisor().request_recusal(kinship(ceremony))
    assert (asked.requested_by, asked.recorded_by, asked.decision, asked.target_name) == ("李0", "陈审核", None, "梧桐苑0")
    decided = ceremony.head.decide_recusal(asked.id, RecusalDecision(Decision.GRANTED))
    assert (decided.decision, decided.decided_by, decided.request) == (Decision.GRANTED, "陈审核", asked.request)
    assert asked.requested_at <= decided.decided_at
    with pytest.raises(AlreadyExists):
        ceremony.head.decide_recusal(asked.id, RecusalDecision(Decision.REFUSED, "没有利害关系"))


def test_only_administrators_decide_and_order(ceremony):
    supervisor = ceremony.world.supervisor()
    asked = supervisor.request_recusal(kinship(ceremony, origin=Origin.REQUESTED, requested_by="嵩山物业"))
    assert asked.requested_by == "嵩山物业"
    with pytest.raises(AccessDenied):
        supervisor.decide_recusal(asked.id, RecusalDecision(Decision.GRANTED))
    with pytest.raises(AccessDenied):
        supervisor.request_recusal(kinship(ceremony, origin=Origin.ORDERED))
    ordered = ceremony.head.request_recusal(kinship(ceremony, origin=Origin.ORDERED))
    assert (ordered.decision, ordered.decided_by) == (Decision.GRANTED, "陈审核")


def test_who_looks_after_a_district_enters_recusals_about_it_alone_and_is_offered_no_more(ceremony):
    supervisor, elsewhere = ceremony.world.supervisor(), ceremony.elsewhere
    mine = {row.code for row in supervisor.recusal_targets(Scope.COMPOUND, "梧桐苑").rows}
    assert mine == {ceremony.code(number) for number in range(COMPOUNDS)}
    assert [row.code for row in supervisor.recusal_targets(Scope.DISTRICT, "").rows] == [ceremony.world.district]
    assert [row.name.zh for row in supervisor.recusal_targets(Scope.ENTERPRISE, "嵩山").rows] == ["嵩山物业"]
    assert elsewhere in {row.code for row in ceremony.head.recusal_targets(Scope.DISTRICT, elsewhere).rows}
    with pytest.raises(NotFound):
        supervisor.request_recusal(kinship(ceremony, scope=Scope.DISTRICT, target=elsewhere))
    assert ceremony.head.request_recusal(kinship(ceremony, scope=Scope.DISTRICT, target=elsewhere)).target == elsewhere
    assert supervisor.request_recusal(kinship(ceremony, scope=Scope.DISTRICT, target=ceremony.world.district))


def test_people_who_may_stay_away_are_found_in_every_district_by_name_or_number(ceremony):
    supervisor, officer = ceremony.world.supervisor(), ceremony.officers[0]
    (found,) = supervisor.recusal_people(officer.certificate).rows
    assert (found.person_id, found.name, found.duty, found.department) == (officer.id, "李0", Duty.OFFICER, "0科")
    assert supervisor.recusal_people("李0").rows
    assert not supervisor.recusal_people("%").rows


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"target": "nowhere"}, NotFound),
        ({"person_id": UUID(int=7)}, NotFound),
        ({"origin": Origin.REQUESTED}, OperationInvalid),
    ],
)
def test_a_recusal_names_somebody_and_something_on_the_registers_and_a_party_its_name(ceremony, changed, error):
    with pytest.raises(error):
        ceremony.head.request_recusal(kinship(ceremony, **changed))


def test_a_refusal_says_why(ceremony):
    asked = ceremony.head.request_recusal(kinship(ceremony))
    with pytest.raises(OperationInvalid):
        ceremony.head.decide_recusal(asked.id, RecusalDecision(Decision.REFUSED))
    assert ceremony.head.decide_recusal(asked.id, RecusalDecision(Decision.REFUSED, "没有利害关系")).reason == "没有利害关系"


def test_nothing_is_frozen_while_a_recusal_waits_and_a_granted_one_keeps_its_officer_away(ceremony, folder):
    asked = [ceremony.head.request_recusal(kinship(ceremony, target=ceremony.code(n))) for n in range(COMPOUNDS)]
    ceremony.planned()
    assert {gap.kind for gap in ceremony.head.preview_freeze(ceremony.campaign).gaps} == {GapKind.DECISION}
    with pytest.raises(DrawRowsIncomplete):
        ceremony.frozen()
    for one in asked:
        ceremony.head.decide_recusal(one.id, RecusalDecision(Decision.GRANTED))
    ceremony.frozen()
    assert "胞弟" not in "".join(frozen_lines(folder, "recusals.ndjson"))
    ceremony.run()
    visits = ceremony.visits()
    assert len(visits) == COMPOUNDS
    assert ceremony.officers[0].id not in {member.person_id for visit in visits for member in visit.team}


def test_recusals_are_listed_those_without_a_decision_first(ceremony):
    mine = replace(ceremony.officers[0], id=_IDS.new(), name=f"周{ceremony.world.district}", certificate="")
    ceremony.world.centre.registers.add_people([NewPerson(mine.id, mine.name, Duty.OFFICER)])
    first = ceremony.head.request_recusal(kinship(ceremony, person_id=mine.id))
    later = ceremony.head.request_recusal(kinship(ceremony, person_id=mine.id, target=ceremony.code(1)))
    ceremony.head.decide_recusal(later.id, RecusalDecision(Decision.GRANTED))
    page = ceremony.head.recusals(RecusalFilter(search=mine.name))
    assert [row.id for row in page.rows] == [first.id, later.id]
    assert page.counts == {"open": 1, "decided": 1, "all": 2}
    assert [row.id for row in ceremony.head.recusals(RecusalFilter(RecusalShow.DECIDED, mine.name)).rows] == [later.id]
