"""A citizen's browser draws again: from files on its own disk, without a server, or from the centre's page."""

import shutil
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import expect

from sync.bundled import bundled_checklist
from sync.domain.checklists import read_checklist
from sync.i18n import say
from sync.server.app import create_app
from sync.server.public.asking import read_asked
from sync.server.public.pages import Pages
from sync.server.settings import Settings
from tests.integration.centre.public.conftest import Town, reading
from tests.integration.centre.public.draw_town import DrawTown
from tests.integration.draw.conftest import published, registers

__all__ = ["published", "registers"]
SCRIPTS = Path("sync/server/public/draw")


def written(folder: Path, language: str) -> Path:
    """The page as a file, its scripts beside it."""
    asked = read_asked({"lang": language}, None)
    html = Pages("郑州市").page("draw_check.html", asked, "", base="", scripts="", check="{number}", districts={}).body
    folder.mkdir()
    (folder / "check.html").write_bytes(bytes(html))
    for script in SCRIPTS.glob("*.js"):
        shutil.copy(script, folder)
    return folder / "check.html"


@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_page_finds_the_published_result_and_one_changed_digit_finds_another(browsers, published, tmp_path, language):
    text = partial(say, language)
    context = browsers.chromium().new_context(offline=True, viewport={"width": 1280, "height": 900})
    try:
        page = context.new_page()
        page.goto(written(tmp_path / "page", language).as_uri())
        page.set_input_files("#draw-files", sorted((published / "1").iterdir()))
        seed, verdict = page.locator("#draw-seed"), page.locator("#draw-verdict")
        expect(seed).not_to_have_value("")
        again = page.get_by_role("button", name=text("public.draw.recompute"))
        again.click()
        expect(verdict).to_have_text(text("public.draw.same"))
        drawn = page.locator("#draw-visits").inner_text()
        assert "阳光花园" in drawn

        value = seed.input_value()
        seed.fill(value[:-1] + ("1" if value[-1] != "1" else "2"))
        again.click()
        expect(verdict).to_have_attribute("data-state", "differs")
        expect(page.locator("#draw-visits")).not_to_have_text(drawn)

        changed = tmp_path / "compounds.ndjson"
        changed.write_text(
            (published / "1/compounds.ndjson").read_text(encoding="utf-8").replace(" 7 期", " 8 期"), encoding="utf-8"
        )
        others = [path for path in (published / "1").iterdir() if path.name != changed.name]
        page.set_input_files("#draw-files", [changed, *others])
        expect(seed).to_have_value(value)
        again.click()
        expect(verdict).to_have_text(text("public.draw.changed"))
    finally:
        context.close()


@pytest.mark.browser
def test_the_centres_page_draws_again_from_what_it_published(browsers, tmp_path):
    app = create_app(Settings(tmp_path / "centre"))
    draws = DrawTown(Town(app.state.centre, read_checklist(bundled_checklist().document)))
    campaign = draws.drawn("春季双随机检查")
    context = browsers.chromium().new_context(locale="zh-CN")
    try:
        with reading(app) as reader:
            page = context.new_page()
            page.goto(f"{reader.base_url}/public/draws/{campaign}")
            shown = page.locator(".drawn tbody").inner_text()
            page.get_by_role("link", name=say("zh-CN", "public.draws.check")).click()
            expect(page.locator("#draw-seed")).not_to_have_value("")
            page.get_by_role("button", name=say("zh-CN", "public.draw.recompute")).click()
            expect(page.locator("#draw-verdict")).to_have_text(say("zh-CN", "public.draw.same"))
            assert page.locator("#draw-visits").inner_text() == shown
            assert "检查 1" in shown
            assert "金水区" in shown
    finally:
        context.close()
