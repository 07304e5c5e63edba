import json
import re
from importlib.resources import files
from string import Formatter

import pytest

from sync.domain.checklists import Method, PhotoRule, Severity
from sync.domain.compounds import Originals
from sync.domain.findings import FindingState
from sync.domain.inspections import Lack, Outcome, State
from sync.domain.people import Duty, Role
from sync.errors import registry
from sync.i18n import LANGUAGES, catalogue
from sync.protocol.console import ReviewAct

FOLDER = files("assets").joinpath("i18n")
FILES = sorted(
    {file.name for language in LANGUAGES for file in FOLDER.joinpath(language).iterdir() if file.name.endswith(".json")}
)
NAMED = {
    "outcome": Outcome,
    "severity": Severity,
    "state": State,
    "lack": Lack,
    "method": Method,
    "photo_rule": PhotoRule,
    "finding": FindingState,
    "role": Role,
    "duty": Duty,
    "originals": Originals,
    "review": ReviewAct,
}
DATES = {"console.day", "console.day_of_year", "console.month"}
"""Chinese counts the months, English names them."""

PROBLEMS = [
    *(
        f"photo.problem.{name}"
        for name in ("empty", "truncated", "unknown-format", "heic", "too-large", "too-slender", "moving", "endless")
    ),
    "photo.problem.not-a-picture",
    *(
        f"sound.problem.{name}"
        for name in ("empty", "truncated", "unknown-format", "not-a-sound", "video", "too-large", "too-long", "too-short")
    ),
    *(f"sound.problem.{name}" for name in ("nothing-recorded", "unsteady")),
    *(
        f"checklist.problem.{name}"
        for name in ("json", "missing", "type", "name", "range", "choice", "duplicate", "unscored-weight", "count", "sum")
    ),
]


def read(language, name):
    pairs = json.loads(FOLDER.joinpath(language, name).read_text(encoding="utf-8"), object_pairs_hook=list)
    return [(key, dict(value) if isinstance(value, list) else value) for key, value in pairs]


def forms_of(sentence):
    return list(sentence.values()) if isinstance(sentence, dict) else [sentence]


def placeholders(text):
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


@pytest.mark.parametrize("name", FILES)
def test_a_catalogue_file_holds_the_same_keys_in_both_languages(name):
    chinese, english = ({key for key, _ in read(language, name)} for language in LANGUAGES)
    assert chinese == english


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_twice(language):
    keys = [key for name in FILES for key, _ in read(language, name)]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


@pytest.mark.parametrize("name", FILES)
def test_a_sentence_has_the_same_placeholders_in_both_languages(name):
    chinese, english = (dict(read(language, name)) for language in LANGUAGES)
    differing = {
        key
        for key in chinese.keys() & english.keys()
        if set().union(*map(placeholders, forms_of(chinese[key]))) != set().union(*map(placeholders, forms_of(english[key])))
    }
    assert differing <= DATES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_a_text_or_one_text_for_one_and_one_for_more(language):
    for key, sentence in catalogue(language).items():
        assert not isinstance(sentence, dict) or set(sentence) in ({"other"}, {"one", "other"}), key
        assert all(isinstance(form, str) and form.strip() for form in forms_of(sentence)), key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(registry()))
def test_every_error_says_what_happened_and_what_to_do(language, code):
    sentence = forms_of(catalogue(language)[f"error.{code}"])[0]
    assert sentence.endswith(("。", "."))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(registry()))
def test_an_error_says_nothing_that_its_fields_do_not_carry(language, code):
    said = set().union(*map(placeholders, forms_of(catalogue(language)[f"error.{code}"])))
    assert said <= set(re.findall(r"``(\w+)``", registry()[code].__doc__ or ""))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", PROBLEMS)
def test_every_problem_of_photos_and_checklists_has_words(language, key):
    assert catalogue(language)[key]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("family", sorted(NAMED))
def test_every_value_of_the_domain_has_a_name_of_its_own(language, family):
    names = [catalogue(language)[f"{family}.{member.value}"] for member in NAMED[family]]
    assert len(set(names)) == len(names)
