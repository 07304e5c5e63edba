"""Small checklists and pictures for proofs that need many of them."""

import json
from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple

from PIL import Image


class SmallItem(NamedTuple):
    """``photo`` is the demand for one; the weights of all items sum to 100."""

    code: str
    photo: str
    weight: int
    scored: bool = True


def small_checklist(key: str, items: Sequence[SmallItem]) -> str:
    """A checklist document as a centre publishes it."""
    rows = [
        {
            "code": item.code,
            "category": "消防",
            "category_en": "Fire safety",
            "title_zh": f"事项{item.code}",
            "title_en": f"Item {item.code}",
            "guidance_zh": "看",
            "guidance_en": "Look",
            "method": "onsite",
            "basis": [],
            "severity": "major",
            "photo": item.photo,
            "due_days": 7,
            "weight": item.weight,
            "scored": item.scored,
        }
        for item in items
    ]
    head = {"id": key, "version": "1", "title_zh": f"测试清单 {key}", "title_en": f"Checklist {key}", "source": "test"}
    return json.dumps(head | {"items": rows}, ensure_ascii=False)


def picture(colour: int, size: tuple[int, int] = (96, 64)) -> bytes:
    """A JPEG like no other colour's."""
    file = BytesIO()
    Image.new("RGB", size, (colour % 256, colour // 256 % 256, 90)).save(file, "JPEG")
    return file.getvalue()
