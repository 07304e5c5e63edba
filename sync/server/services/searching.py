"""What a search and a page of its finds may be."""

from sync.domain.texts import is_storable
from sync.errors import OperationInvalid

LARGEST_PAGE, LONGEST_SEARCH = 100, 100


def check_search(search: str) -> None:
    """Raises OperationInvalid."""
    if len(search) > LONGEST_SEARCH or not is_storable(search):
        raise OperationInvalid(problem="search")


def check_page(search: str, page: int, page_size: int) -> None:
    """Raises OperationInvalid."""
    check_search(search)
    if page < 1 or not 1 <= page_size <= LARGEST_PAGE:
        raise OperationInvalid(problem="page")
