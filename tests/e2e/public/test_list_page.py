"""The public list on a phone."""

import pytest

from sync.bundled import bundled_checklist
from sync.domain.checklists import read_checklist
from sync.server.app import create_app
from sync.server.services.registers import NewDistrict
from sync.server.settings import Settings
from tests.integration.centre.public.conftest import Town, reading

LONG = "郑州市郑东新区龙湖金融岛外环东路玥湖堃府国际花园南区二期（含商铺）"


@pytest.mark.browser
@pytest.mark.details
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_card_is_as_wide_as_the_page_and_its_score_in_sight(browsers, tmp_path, language):
    app = create_app(Settings(tmp_path / "centre"))
    town = Town(app.state.centre, read_checklist(bundled_checklist().document))
    town.centre.registers.add_districts(
        [NewDistrict("zone", "郑州经济技术开发区", "Economic and Technological Development Zone")]
    )
    town.publish("梧桐苑", failing=6)
    town.publish(LONG, f"{LONG}物业服务有限公司", "zone", failing=6)
    context = browsers.chromium().new_context(viewport={"width": 390, "height": 844})
    try:
        with reading(app) as reader:
            page = context.new_page()
            page.goto(f"{reader.base_url}/public?lang={language}")
            assert page.locator(".list tbody tr").count() == 2
            for part in (page.locator(".list tbody tr"), page.locator(".list td.score b")):
                boxes = [one.bounding_box() for one in part.all()]
                assert all(box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes), boxes
            assert page.evaluate("document.documentElement.scrollWidth") == 390
    finally:
        context.close()
