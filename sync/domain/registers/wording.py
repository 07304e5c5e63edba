"""What is wrong in a file, in words: where, what it is, and what to do."""

from sync.domain.registers.columns import COLUMNS, Listed
from sync.domain.registers.problems import Problem
from sync.i18n import say


def title(language: str, listed: Listed, column: str) -> str:
    """What a column is called; what is none of the register's columns keeps its own name."""
    for known in COLUMNS[listed]:
        if known.name == column:
            return known.titles.en if language == "en" else known.titles.zh
    return column


def where(language: str, listed: Listed, problem: Problem) -> str:
    """Row and column as the file's program shows them."""
    if problem.row == 0:
        return say(language, "register.where.file")
    if not problem.place and not problem.column:
        return say(language, "register.where.row", row=problem.row)
    column = title(language, listed, problem.column) or problem.value
    kind = "cell" if problem.place else "column"
    return say(language, f"register.where.{kind}", row=problem.row, place=problem.place, column=column)


def what(language: str, problem: Problem) -> str:
    """What it is and what to do."""
    return say(language, f"register.problem.{problem.code}", **problem.fields)


def sentence(language: str, listed: Listed, problem: Problem) -> str:
    """All of it in one line."""
    key = "register.said-value" if problem.value else "register.said"
    told = {"where": where(language, listed, problem), "what": what(language, problem), "value": problem.value}
    return say(language, key, **told)
