"""What is typed into a dialog is kept until it is sent or cancelled."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID

import flet as ft

from inspector_app.console.screens.kept_text import SETTLES_AFTER
from inspector_app.console.screens.kept_words import KeptWords
from tests.unit.console.test_kept_drafts import Browser

REVIEWER, OTHER = UUID(int=1), UUID(int=2)


def plainly(handler: Callable[[], None]) -> Callable[[], None]:
    """In place of a guard."""
    return handler


async def opened(browser: Browser, person: UUID = REVIEWER, place: str = "reject.1") -> tuple[KeptWords, list[ft.TextField]]:
    fields = [ft.TextField(), ft.TextField()]
    words = KeptWords(browser, person, place, fields, plainly)
    await words.bring_back()
    return words, fields


async def type_into(field: ft.TextField, text: str, settle: float = SETTLES_AFTER + 0.1) -> None:
    field.value = text
    field.on_change()
    await asyncio.sleep(settle)


def told(story: Callable[[Browser], Awaitable[None]]) -> None:
    asyncio.run(story(Browser()))


def test_words_are_back_in_their_fields_for_the_same_person_in_the_same_dialog_alone():
    async def story(browser: Browser) -> None:
        _, fields = await opened(browser)
        await type_into(fields[1], "与合同不符")
        assert [field.value for field in (await opened(browser))[1]] == ["", "与合同不符"]
        assert not any(field.value for field in (await opened(browser, OTHER))[1])
        assert not any(field.value for field in (await opened(browser, place="reject.2"))[1])

    told(story)


def test_what_was_typed_before_the_browser_answered_stays():
    async def story(browser: Browser) -> None:
        _, fields = await opened(browser)
        await type_into(fields[0], "从前")
        fresh = [ft.TextField(), ft.TextField()]
        words = KeptWords(browser, REVIEWER, "reject.1", fresh, plainly)
        fresh[0].value = "现在"
        assert await words.bring_back() == []
        assert fresh[0].value == "现在"

    told(story)


def test_nothing_is_left_of_words_that_were_sent_however_soon():
    async def story(browser: Browser) -> None:
        words, fields = await opened(browser)
        await type_into(fields[0], "第一句")
        await type_into(fields[0], "第一句，第二句", settle=0.0)
        await words.forget()
        await asyncio.sleep(SETTLES_AFTER + 0.1)
        assert browser.kept == {}

    told(story)


def test_words_that_were_deleted_are_gone():
    async def story(browser: Browser) -> None:
        _, fields = await opened(browser)
        await type_into(fields[0], "不对")
        await type_into(fields[0], "")
        assert browser.kept == {}

    told(story)


def test_what_cannot_be_read_any_more_leaves_the_fields_empty():
    async def story(browser: Browser) -> None:
        _, fields = await opened(browser)
        await type_into(fields[0], "一")
        browser.kept = dict.fromkeys(browser.kept, "[")
        assert not any(field.value for field in (await opened(browser))[1])

    told(story)
