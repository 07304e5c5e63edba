"""Articles of laws, gathered and in order."""

import pytest

from sync.domain.checklists import LegalBasis
from sync.domain.provisions import Provisions, provisions_of


def articles_of(*articles):
    return provisions_of(LegalBasis("民法典", article) for article in articles)[0].articles


def test_laws_stand_in_the_order_they_are_first_named():
    named = [LegalBasis("消防法", "第十六条"), LegalBasis("民法典", "第二条"), LegalBasis("消防法", "第三条")]
    assert provisions_of(named) == (Provisions("消防法", ("第三条", "第十六条")), Provisions("民法典", ("第二条",)))


def test_an_article_is_named_once():
    assert articles_of("第二条", "第一条", "第二条") == ("第一条", "第二条")


@pytest.mark.parametrize(
    "ordered",
    [
        ("第九条", "第十条", "第十一条", "第二十条", "第二十一条"),
        ("第九十九条", "第一百条", "第一百零一条", "第一百一十条", "第二百八十五条", "第九百四十三条"),
        ("第九百九十九条", "第一千条", "第一千零三条", "第一千二百五十四条"),
        ("第2条", "第十一条", "第33条"),
        ("第三条", "附则"),
    ],
)
def test_articles_stand_in_the_order_of_their_law(ordered):
    assert articles_of(*reversed(ordered)) == ordered


def test_nothing_named_gives_nothing():
    assert provisions_of(()) == ()
