"""A return in the making: which items go back, and why. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sync.domain.inspections import LONGEST_TEXT, ReturnedItem
from sync.protocol.console import ReturnRequest


@dataclass(slots=True)
class ReturnDraft:
    """What a reviewer has marked and typed so far. ``items`` maps item code to comment, in the order of marking. ``on_change`` is
    called after every change."""

    comment: str = ""
    items: dict[str, str] = field(default_factory=dict)
    on_change: Callable[[], None] = field(default=lambda: None, repr=False, compare=False)

    def write(self, comment: str) -> None:
        """The general comment."""
        self.comment = comment
        self.on_change()

    def write_on(self, item_code: str, comment: str) -> None:
        """The comment on a marked item."""
        self.items[item_code] = comment
        self.on_change()

    def mark(self, item_code: str) -> None:
        """The item shall go back."""
        self.items.setdefault(item_code, "")
        self.on_change()

    def unmark(self, item_code: str) -> None:
        """The item stays as it is; its comment is dropped."""
        self.items.pop(item_code, None)
        self.on_change()

    def is_marked(self, item_code: str) -> bool:
        return item_code in self.items

    def comment_on(self, item_code: str) -> str:
        return self.items.get(item_code, "")

    @property
    def empty(self) -> bool:
        return not self.items and not self.comment.strip()

    def clear(self) -> None:
        """Start over, after it was sent or discarded."""
        self.comment = ""
        self.items.clear()
        self.on_change()


def problem_with_return(draft: ReturnDraft) -> str | None:
    """The key of the sentence that says what is missing, or None when it can be sent.

    Somebody has to stand in front of the door again: every returned item needs a reason, its own or the general one.
    """
    texts = (draft.comment, *draft.items.values())
    if any(len(text) > LONGEST_TEXT for text in texts):
        return "console.return.too_long"
    if draft.comment.strip():
        return None
    if not draft.items:
        return "console.return.say_why"
    if any(not comment.strip() for comment in draft.items.values()):
        return "console.return.say_why_item"
    return None


def return_request(draft: ReturnDraft, base_state_rev: int, order: list[str]) -> ReturnRequest:
    """The draft as it is sent: items in checklist ``order``, texts trimmed."""
    items = tuple(ReturnedItem(code, draft.items[code].strip()) for code in order if code in draft.items)
    return ReturnRequest(base_state_rev=base_state_rev, comment=draft.comment.strip(), items=items)
