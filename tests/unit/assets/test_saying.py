import pytest

from sync.domain.checklists import Severity
from sync.errors import ChecklistInvalid, NotFound, PhotoUnreadable
from sync.i18n import LANGUAGES, best_language, catalogue, explain, say


def test_a_sentence_is_filled_with_its_fields():
    assert say("zh-CN", "caption.original", sha256="3f2a") == "原图 SHA-256 3f2a…"
    assert say("en", "caption.original", sha256="3f2a") == "Original SHA-256 3f2a…"


def test_a_sentence_that_is_not_there_is_a_defect_and_no_silence():
    with pytest.raises(KeyError):
        say("en", "no.such.key")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_count_chooses_between_one_and_more(language, monkeypatch):
    monkeypatch.setitem(catalogue(language), "test.photos", {"one": "{count} photo", "other": "{count} photos"})
    assert [say(language, "test.photos", count=count) for count in (0, 1, 2)] == ["0 photos", "1 photo", "2 photos"]


@pytest.mark.parametrize(
    ("records", "photos", "said"),
    [(1, 2, "1 record, 2 photos"), (0, 1, "0 records, 1 photo"), (1234, 12, "1234 records, 12 photos")],
)
def test_each_of_several_counts_brings_the_word_that_goes_with_it(records, photos, said, monkeypatch):
    monkeypatch.setitem(catalogue("en"), "test.sent", "{records:record|records}, {photos:photo|photos}")
    assert say("en", "test.sent", records=records, photos=photos) == said


def test_a_number_without_words_keeps_its_ordinary_formats(monkeypatch):
    monkeypatch.setitem(catalogue("en"), "test.number", "{number} {number:03d}")
    assert say("en", "test.number", number=7) == "7 007"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_problem_is_said_in_words_within_its_error(language):
    problem = say(language, "photo.problem.empty")
    assert problem in explain(language, PhotoUnreadable(problem="photo.problem.empty"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_problem_with_numbers_of_its_own_is_filled_from_the_error(language):
    error = ChecklistInvalid(item="-", field="items", problem="checklist.problem.count", expected=27, found=26)
    assert "27" in explain(language, error)
    assert "26" in explain(language, error)


def test_a_name_that_looks_like_a_key_is_left_as_it_is():
    assert "severity.minor" in explain("en", NotFound(what="person", name="severity.minor"))
    assert say("en", "severity.minor") == Severity.MINOR.name.title()


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "zh-CN"),
        ("", "zh-CN"),
        ("en-GB,en;q=0.9", "en"),
        ("fr;q=1, en;q=0.5", "en"),
        ("zh-TW", "zh-CN"),
        ("de", "zh-CN"),
        ("*", "zh-CN"),
        (";;,,en", "en"),
    ],
)
def test_the_first_supported_language_of_a_browser_is_taken(header, language):
    assert best_language(header) == language
