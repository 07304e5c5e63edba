"""The bar under an inspection on a phone: the symbols beside the next thing to do carry their words."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.details]


@pytest.mark.parametrize(("language", "words"), [("zh-CN", ("撤销", "完成检查")), ("en", ("Undo", "Finish"))])
def test_undo_and_finish_carry_their_words_on_a_phone_and_leave_room_for_the_next_item(browse, records, language, words):
    records.display.set_language(language)
    page = browse(390, 844)
    page.open_assignment()
    for name, word in zip(("undo", "finish"), words, strict=True):
        page.eventually(lambda name=name, word=word: page.at(name).get_by_text(word, exact=True).count() == 1)
        width, height = page.size_of(name)
        assert min(width, height) >= 48
    assert page.size_of("next-open")[0] > 190
    page.tap("finish")
    page.at("finish-title").wait_for()
