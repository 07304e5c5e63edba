"""``suicha fleet``."""

import json

import pytest


def test_a_fleet_with_a_centre_of_its_own_loses_and_doubles_nothing(installed):
    done = installed("fleet", "--tablets", 2, "--inspections", 2, "--photos", 30, "--photo-bytes", 60_000, "--seed", 3, "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 0
    assert (told["lost"], told["doubled"], told["waiting"]) == (0, 0, 0)
    assert (told["tablets"], told["inspections"], told["results"], told["photos"]) == (2, 2, 54, 30)
    assert told["bytes_sent"] > told["bytes_needed"] > 30 * 60_000
    assert "Recording" in done.stderr


@pytest.mark.soak
def test_a_fleet_goes_to_a_running_centre_through_its_data(suicha, start, data, port):
    centre = start("centre", "serve", "--data", data, "--port", port)
    where = ("--centre", centre.told["url"], "--data", data)
    for _ in range(2):
        done = suicha("fleet", *where, "--tablets", 1, "--inspections", 1)
        assert done.returncode == 0, done.stderr
        assert "0 lost, 0 doubled" in done.stdout


def test_a_running_centre_without_its_data_is_a_usage_error(suicha, sentence_of):
    done = suicha("fleet", "--centre", "http://127.0.0.1:1")
    assert done.returncode == 2
    assert "--data" in sentence_of(done)


def test_too_few_photos_are_refused_before_anything_starts(suicha, sentence_of):
    done = suicha("fleet", "--inspections", 2, "--fail-rate", 1, "--photos", 3)
    assert done.returncode == 2
    assert "3" in sentence_of(done)


def test_a_centre_that_is_not_there_is_said_in_one_sentence(suicha, sentence_of, data, port):
    done = suicha("fleet", "--centre", f"http://127.0.0.1:{port}", "--data", data)
    assert str(port) in sentence_of(done)
