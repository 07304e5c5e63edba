"""Without any one of its safeguards the product breaks a promise, and the simulator says which."""

from pathlib import Path

import pytest

from tests.simulation.mutants import MUTANTS, QUICK, ROOT, first_broken


@pytest.mark.parametrize("safeguard", MUTANTS)
def test_a_patch_finds_its_words_once(safeguard: str):
    mutant = MUTANTS[safeguard]
    assert (ROOT / mutant.file).read_text(encoding="utf-8").count(mutant.words) == 1


@pytest.mark.details
@pytest.mark.parametrize("safeguard", QUICK)
def test_without_this_safeguard_a_promise_is_broken(tmp_path: Path, safeguard: str):
    assert first_broken(MUTANTS[safeguard], tmp_path) in MUTANTS[safeguard].promises


@pytest.mark.soak
@pytest.mark.parametrize("safeguard", [name for name in MUTANTS if name not in QUICK])
def test_without_any_other_safeguard_one_is_broken_too(tmp_path: Path, safeguard: str):
    assert first_broken(MUTANTS[safeguard], tmp_path) in MUTANTS[safeguard].promises


@pytest.mark.soak
def test_a_copy_with_all_its_safeguards_breaks_none(tmp_path: Path):
    assert first_broken(None, tmp_path) is None
