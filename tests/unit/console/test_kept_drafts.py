"""A return in the making is kept until it is sent or discarded."""

import asyncio
from uuid import UUID

import pytest

from inspector_app.console.screens.kept_drafts import KeptDrafts
from inspector_app.console.screens.kept_text import SETTLES_AFTER

REVIEWER, OTHER, INSPECTION = UUID(int=1), UUID(int=2), UUID(int=3)


class Browser:
    """What a browser keeps, and how often it was asked to."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.writes = 0
        self.reads = asyncio.Event()
        self.reads.set()

    async def read(self, key: str) -> str | None:
        await self.reads.wait()
        return self.kept.get(key)

    async def write(self, key: str, text: str) -> None:
        self.kept[key] = text
        self.writes += 1

    async def forget(self, key: str) -> None:
        self.kept.pop(key, None)


async def settled() -> None:
    await asyncio.sleep(SETTLES_AFTER + 0.1)


async def restored(browser: Browser, reviewer: UUID = REVIEWER) -> tuple[str, dict[str, str]]:
    """What a new session finds."""
    kept = KeptDrafts(browser, reviewer).of(INSPECTION)
    await kept.restore()
    return kept.draft.comment, kept.draft.items


async def typed(browser: Browser) -> KeptDrafts:
    drafts = KeptDrafts(browser, REVIEWER)
    draft = drafts.of(INSPECTION).draft
    draft.mark("A02")
    draft.write_on("A02", "请补")
    draft.write_on("A02", "请补充")
    draft.write("其余都好")
    await settled()
    return drafts


def test_what_was_typed_is_there_again_in_a_new_session_of_the_same_reviewer_alone():
    async def story() -> None:
        browser = Browser()
        await typed(browser)
        assert await restored(browser) == ("其余都好", {"A02": "请补充"})
        assert await restored(browser, OTHER) == ("", {})

    asyncio.run(story())


def test_several_letters_in_a_row_are_kept_together():
    async def story() -> None:
        browser = Browser()
        await typed(browser)
        assert browser.writes == 1

    asyncio.run(story())


def test_nothing_is_left_of_what_was_sent_or_discarded():
    async def story() -> None:
        browser = Browser()
        drafts = await typed(browser)
        drafts.of(INSPECTION).draft.clear()
        await settled()
        assert browser.kept == {}

    asyncio.run(story())


def test_what_was_typed_before_the_browser_answered_stays():
    async def story() -> None:
        browser = Browser()
        await typed(browser)
        kept = KeptDrafts(browser, REVIEWER).of(INSPECTION)
        kept.draft.write("anew")
        await kept.restore()
        assert (kept.draft.comment, kept.draft.items) == ("anew", {})

    asyncio.run(story())


@pytest.mark.parametrize("spoilt", ["", "[]", "no json", '{"items": 3}'])
def test_a_draft_that_cannot_be_read_is_none(spoilt: str):
    async def story() -> None:
        browser = Browser()
        await typed(browser)
        browser.kept = dict.fromkeys(browser.kept, spoilt)
        assert await restored(browser) == ("", {})

    asyncio.run(story())


def test_whoever_comes_while_the_browser_is_still_being_asked_finds_it_as_well():
    async def story() -> None:
        browser = Browser()
        await typed(browser)
        kept = KeptDrafts(browser, REVIEWER).of(INSPECTION)
        browser.reads.clear()
        first, second = asyncio.ensure_future(kept.restore()), asyncio.ensure_future(kept.restore())
        await asyncio.sleep(0)
        browser.reads.set()
        await second
        assert kept.draft.comment == "其余都好"
        await first

    asyncio.run(story())
