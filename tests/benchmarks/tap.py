"""From the tap to changed semantics in Chromium's DOM: a check mark among 27 items, against a bare Flet page with one button."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from inspector_app.cli.places import free_port
from inspector_app.look.web_assets import web_assets
from tests.benchmarks.bare_client import process
from tests.benchmarks.figures import Figure
from tests.e2e.browsers import Profile
from tests.e2e.tablet_page import TabletPage
from tests.e2e.tablet_process import TabletProcess, fill, today_in_zhengzhou

ROUNDS, TAPS = 10, 10
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
OPEN_ITEM = "B01"
CHECK_MARKS = ("item-A01-pass", "item-A02-pass", "item-A03-pass")
"""Tapped in turn: passed, and taken back. Every tap is on the tablet's disk before the screen says so."""
MEASURE = """async ([identifiers, taps]) => {
    const find = name => document.querySelector(`[flt-semantics-identifier="${name}"]`);
    const state = name => { const node = find(name); return node && [node.ariaSelected, node.ariaCurrent].join() };
    const host = document.querySelector("flt-semantics-host") || document.body;
    const took = [];
    for (let tap = 0; tap < taps; tap++) {
        const name = identifiers[tap % identifiers.length], before = state(name);
        const target = find(name).matches("[flt-tappable]") ? find(name) : find(name).querySelector("[flt-tappable]");
        const changed = new Promise((done, late) => {
            const look = new MutationObserver(() => { if (state(name) !== before) { look.disconnect(); done() } });
            look.observe(host, {attributes: true, subtree: true, childList: true});
            setTimeout(() => { look.disconnect(); late(new Error(`${name} never changed`)) }, 5000);
        });
        const start = performance.now();
        target.click();
        await changed;
        took.push(performance.now() - start);
        await new Promise(rest => setTimeout(rest, 150));
    }
    return took;
}"""


def bench(folder: Path) -> list[Figure]:
    """Medians of all taps; ours and peer alternate in one browser."""
    ours: list[float] = []
    peer: list[float] = []
    with _tablet(folder / "tablet") as tablet_url, _bare_page(folder / "assets") as bare_url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=list(ARGUMENTS))
        answering = _answering(_page(browser, tablet_url))
        bare = _one_button(_page(browser, bare_url))
        for _ in range(ROUNDS):
            ours += _measure(answering, CHECK_MARKS)
            peer += _measure(bare, ("one",))
        browser.close()
    return [Figure("tap to changed semantics", median(ours), median(peer), 1.3, "ms")]


def _page(browser: Browser, url: str) -> TabletPage:
    return TabletPage(Profile(browser.new_context(viewport={"width": 1280, "height": 800}), f"{url}/"), url)


def _measure(page: Page, identifiers: Sequence[str]) -> list[float]:
    page.bring_to_front()
    took: list[float] = page.evaluate(MEASURE, [list(identifiers), TAPS])
    return took


def _answering(tablet: TabletPage) -> Page:
    """An officer with the 27 items and one of them open."""
    tablet.open().sign_in()
    tablet.open_assignment()
    tablet.open_item(OPEN_ITEM)
    return tablet.page


def _one_button(bare: TabletPage) -> Page:
    bare.open()
    bare.at("one").wait_for()
    return bare.page


@contextmanager
def _tablet(data: Path) -> Iterator[str]:
    fill(data, today_in_zhengzhou())
    tablet = TabletProcess(data).start()
    try:
        yield tablet.url
    finally:
        tablet.stop()


@contextmanager
def _bare_page(assets: Path) -> Iterator[str]:
    port = free_port()
    with process("bare_page", port, web_assets(assets), port) as url:
        yield url


def _chromium() -> str:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        raise FileNotFoundError("no chromium on the path")
    return path
