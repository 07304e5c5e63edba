"""What a search and a page of its finds may be."""

from sync.domain.texts import is_storable
from sync.errors import OperationInvalid

LARGEST_PAGE, LONGEST_SEARCH = 100, 100
"""Rows; characters."""


def check_search(text: str, problem: str = "search") -> None:
    """``problem``: the name of the text. Raises OperationInvalid."""
    if len(text) > LONGEST_SEARCH or not is_storable(text):
        raise OperationInvalid(problem=problem)


def check_page(page: int, page_size: int) -> None:
    """Raises OperationInvalid."""
    if page < 1 or not 1 <= page_size <= LARGEST_PAGE:
        raise OperationInvalid(problem="page")
