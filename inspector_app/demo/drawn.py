"""One campaign of the demo that is drawn as any other: planned, frozen, seeded before witnesses, and out with its teams.

Everything goes through the use cases that the console calls. Only the ceremony is played: the program throws the dice that three
parties would throw, and says so wherever seed and witnesses are shown.
"""

from datetime import date, timedelta
from secrets import randbelow
from uuid import UUID

from inspector_app.demo.registers import demo_registers
from sync.bundled import bundled_checklist
from sync.domain.draw.plan import Check, Plan
from sync.domain.draw.pools import Decision, ExtraKind, Origin, Scope
from sync.domain.draw.registers import Ground
from sync.domain.draw.seeds import Promise, Seed, SeedKind
from sync.domain.ids import IdMaker
from sync.protocol.campaigns import ExtrasRequest, FreezeRequest, NewExtra, PlanRequest, RunRequest
from sync.protocol.recusals import RecusalDecision, RecusalRequest
from sync.server.centre import Centre
from sync.server.services.access import Account

_FRIDAY = 4
PARTIES = ("监管方代表（演示）", "企业方代表（演示）", "业主方代表（演示）")
THROWS_EACH = 7
_CHARGING = "电动自行车集中充电"


def draw_campaign(centre: Centre, administrator: Account, today: date, seed: int = 27) -> UUID:
    """A campaign of some four weeks from tomorrow on, over the registers that ``seed_centre`` wrote; returns its id. No
    seed makes it impossible: nothing is capped, and more people may go anywhere than are asked for."""
    campaign = IdMaker().new()
    _ask_to_stay_away(centre, administrator, seed)
    centre.campaigns.plan(administrator, campaign, PlanRequest(_plan(today)))
    centre.campaigns.add_extras(administrator, campaign, _complaints(seed))
    frozen = centre.draws.freeze(administrator, campaign, FreezeRequest())
    centre.draws.run(administrator, campaign, RunRequest(frozen.number, _thrown(today)))
    return campaign


def _plan(today: date) -> Plan:
    """A sample by credit grade over the whole city and all compounds with charging places, which weigh more in the sample too:
    some are visited for both."""
    checklist = bundled_checklist()
    first, last = today + timedelta(days=1), today + timedelta(weeks=4)
    return Plan(
        campaign=f"{first.year}年物业服务“双随机”抽查（演示）",
        first_day=first.isoformat(),
        last_day=(last - timedelta(days=max(0, last.weekday() - _FRIDAY))).isoformat(),
        checks=(
            Check("routine", checklist.id, checklist.version),
            Check("charging", checklist.id, checklist.version, cover=True, marks=(_CHARGING,)),
        ),
        seed=Promise(SeedKind.DICE, f"演示：由程序代三方各掷骰子{THROWS_EACH}次"),
        mark_weights=((_CHARGING, 2),),
    )


def _thrown(today: date) -> Seed:
    dice = "".join(str(1 + randbelow(6)) for _ in range(len(PARTIES) * THROWS_EACH))
    return Seed(dice, f"{today.isoformat()} 演示数据，并无真实仪式，骰子由程序代掷", PARTIES)


def _complaints(seed: int) -> ExtrasRequest:
    """Two compounds weigh more."""
    first, second = demo_registers(seed).compounds[20], demo_registers(seed).compounds[70]
    return ExtrasRequest(
        (
            NewExtra(first.code, 3, ExtraKind.COMPLAINTS, "12345热线：电梯停运3件（演示）"),
            NewExtra(second.code, 2, ExtraKind.RECORD, "上次检查有2个问题逾期未改（演示）"),
        )
    )


def _ask_to_stay_away(centre: Centre, administrator: Account, seed: int) -> None:
    """One officer declares an interest, and it is granted before the pools are frozen."""
    registers = demo_registers(seed)
    officer, enterprise = registers.officers[2], registers.enterprises[0]
    request = RecusalRequest(
        officer.id, Scope.ENTERPRISE, enterprise.credit_code, Ground.KINSHIP, Origin.DECLARED, "亲属在该企业任职（演示）"
    )
    asked = centre.recusals.request(administrator, request)
    centre.recusals.decide(administrator, asked.id, RecusalDecision(Decision.GRANTED))
