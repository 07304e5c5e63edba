"""What a checklist says of itself before it is published."""

from inspector_app.console.campaigns.publishing import contents
from sync.bundled import bundled_checklist
from sync.domain.checklists import read_checklist


def test_a_checklist_is_described_by_its_version_and_how_many_items_of_which_category() -> None:
    checklist = read_checklist(bundled_checklist().document)
    said = contents("zh-CN", checklist)
    assert said.startswith(f"{checklist.id}，版本 {checklist.version}，共 27 项：")
    name, items = checklist.categories()[0]
    assert f"{name.zh} {len(items)} 项、" in said
    assert f"{name.en} {len(items)}, " in contents("en", checklist)
