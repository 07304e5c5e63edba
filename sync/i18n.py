"""Catalogues of sentences: one JSON file per room and language in ``assets/i18n``.

A sentence is a string with ``{field}`` placeholders, or ``{"one": ..., "other": ...}`` chosen by the field ``count``. Where
several things are counted in one sentence, ``{photos:photo|photos}`` says the number and the word that goes with it.
"""

import json
from functools import cache
from importlib.resources import files
from typing import TypeGuard

from sync.errors import FieldValue, SuichaError

LANGUAGES = ("zh-CN", "en")
DEFAULT_LANGUAGE = LANGUAGES[0]

Sentence = str | dict[str, str]


@cache
def catalogue(language: str) -> dict[str, Sentence]:
    """All sentences of one language, merged from its files; a key stands in one file only."""
    folder = files("assets").joinpath("i18n", language)
    merged: dict[str, Sentence] = {}
    for file in folder.iterdir():
        if file.name.endswith(".json"):
            merged.update(json.loads(file.read_text(encoding="utf-8")))
    return merged


def say(language: str, key: str, /, **fields: FieldValue) -> str:
    """The sentence for ``key``, filled with ``fields``.

    Raises KeyError when the catalogue lacks the key: a missing sentence is a defect that tests find.
    """
    sentence = catalogue(language)[key]
    if isinstance(sentence, dict):
        sentence = sentence["one" if fields.get("count") == 1 and "one" in sentence else "other"]
    return sentence.format(**{name: _Number(value) if type(value) is int else value for name, value in fields.items()})


class _Number(int):
    """Takes ``one|more`` as its format: the number with the word that goes with it."""

    def __format__(self, words: str) -> str:
        one, separator, more = words.partition("|")
        if not separator:
            return super().__format__(words)
        return f"{int(self)} {one if self == 1 else more}"


def explain(language: str, error: SuichaError) -> str:
    """What happened and what to do, for a person. A field that is itself a key (``*.problem.*``) is said first."""
    fields = {
        name: say(language, value, **_without(error.fields, name)) if _names_a_problem(value, language) else value
        for name, value in error.fields.items()
    }
    return say(language, f"error.{error.code}", **fields)


def _names_a_problem(value: FieldValue, language: str) -> TypeGuard[str]:
    return isinstance(value, str) and ".problem." in value and value in catalogue(language)


def _without(fields: dict[str, FieldValue], name: str) -> dict[str, FieldValue]:
    return {key: value for key, value in fields.items() if key != name}


def best_language(accept_language: str | None) -> str:
    """The supported language that an Accept-Language header prefers; the default when it names none of ours."""
    for part in (accept_language or "").split(","):
        tag = part.split(";")[0].strip().lower()
        for language in LANGUAGES:
            if tag and tag.split("-")[0] == language.lower().split("-")[0]:
                return language
    return DEFAULT_LANGUAGE
