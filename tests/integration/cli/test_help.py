"""Help is there for every command, quickly, in both languages."""

import re
import subprocess
import sys

import click
import pytest

from inspector_app.cli import main


def paths(command: click.Command, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    inner = command.commands.items() if isinstance(command, click.Group) else ()
    return [path, *(found for name, one in inner for found in paths(one, (*path, name)))]


@pytest.mark.parametrize("path", paths(main), ids=" ".join)
def test_every_command_and_option_says_what_it_is_for(path):
    command: click.Command = main
    for name in path:
        assert isinstance(command, click.Group)
        command = command.commands[name]
    if not command.hidden:
        assert command.help
        options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
        assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("group", [(), ("centre",), ("rescue",), ("draw",), ("audit",), ("checklist",)], ids=" ".join)
def test_what_a_command_is_for_is_said_in_a_whole_sentence(installed, group, language):
    told = installed(*group, "--help", language=language).stdout
    _, _, commands = told.partition("Commands:\n")
    sentences = re.split(r"\n {2}(?=\S)", f"\n{commands.rstrip()}")[1:]
    assert sentences
    assert [one for one in sentences if not one.endswith((".", "。")) or one.endswith("...") or re.search(r" \.$", one)] == []


@pytest.mark.parametrize(("language", "word"), [("en", "Checklist"), ("zh-CN", "清单")])
def test_help_speaks_the_language_of_the_terminal(installed, language, word):
    done = installed("checklist", "--help", language=language)
    assert done.returncode == 0
    assert word.lower() in done.stdout.lower()


def test_help_loads_neither_flet_nor_the_centre():
    probe = "import sys, inspector_app.cli; print([m for m in ('flet', 'fastapi', 'sqlalchemy', 'PIL') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize(("package", "command"), [("uvicorn", "demo"), ("flet_web", "tablet"), ("sqlalchemy", "centre serve")])
def test_a_missing_package_is_named_with_the_extra_that_brings_it(package, command, tmp_path):
    hide = f"import sys; sys.modules[{package!r}] = None\nfrom inspector_app.cli import main\nmain()"
    arguments = [*command.split(), "--data", str(tmp_path / "data")]
    done = subprocess.run([sys.executable, "-c", hide, *arguments], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert package in done.stderr
    assert "suicha[" in done.stderr
    assert "Traceback" not in done.stderr
