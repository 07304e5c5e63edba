"""A citizen's browser draws again: from files on its own disk, without a server."""

import shutil
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import expect

from sync.i18n import say
from sync.server.public.asking import read_asked
from sync.server.public.pages import Pages
from tests.integration.draw.conftest import published, registers

__all__ = ["published", "registers"]
SCRIPTS = Path("sync/server/public/draw")


def written(folder: Path, language: str) -> Path:
    """The page as a file, its scripts beside it."""
    asked = read_asked({"lang": language}, None)
    html = Pages("郑州市").page("draw_check.html", asked, "", base="", scripts="").body
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
