"""The console's catalogue and its code know each other."""

import json
import re
from importlib.resources import files
from pathlib import Path

import inspector_app.console
from sync.errors import registry

FOLDER = Path(inspector_app.console.__file__).parent
SOURCE = "\n".join(file.read_text(encoding="utf-8") for file in sorted(FOLDER.rglob("*.py")))
KEYS = set(json.loads(files("assets").joinpath("i18n", "en", "console.json").read_text(encoding="utf-8")))
LITERAL = set(re.findall(r'"(console\.[a-z_.-]+)"', SOURCE))
PREFIXES = tuple(re.findall(r'f"(console\.[a-z_.]+)\{', SOURCE))


def test_every_key_in_the_code_has_a_sentence() -> None:
    assert len(LITERAL) > 40
    assert LITERAL <= KEYS


def test_every_sentence_is_used() -> None:
    assert {key for key in KEYS - LITERAL if not key.startswith(PREFIXES)} == set()


def test_errors_with_words_of_their_own_are_errors_that_exist() -> None:
    own = {key.removeprefix("console.error.").partition(".")[0] for key in KEYS if key.startswith("console.error.")}
    assert own <= set(registry())
