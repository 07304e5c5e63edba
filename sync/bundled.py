"""What ships with the product, for a centre to publish."""

from importlib.resources import files

from sync.domain.checklists import read_checklist
from sync.protocol.messages import ChecklistDocument

PROPERTY_CHECKLIST = "zz-property-27"


def bundled_checklist(name: str = PROPERTY_CHECKLIST) -> ChecklistDocument:
    """A checklist of ``assets/checklists`` by its file name, checked whole. Raises ChecklistInvalid."""
    text = files("assets").joinpath("checklists", f"{name}.json").read_text(encoding="utf-8")
    checklist = read_checklist(text)
    return ChecklistDocument(id=checklist.id, version=checklist.version, document=text)
