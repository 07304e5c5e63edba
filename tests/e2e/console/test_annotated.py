"""A supervisor sees what an officer drew on a copy of a photo, and on which photo."""

from typing import Any

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.soak
def test_an_annotated_copy_is_labelled_and_shown_like_any_photo(console: Any, team: Any) -> None:
    copy = team.visit_and_annotate()
    console.open_inspection(copy.inspection_id)
    found = console.find(f"photo-{copy.facts.photo_id}")
    console.see(f"photo-{copy.facts.photo_id}", "照片 1 · 标注")
    console.see(f"photo-{copy.facts.annotates}", "照片 1")
    console.wait_for_picture(found)
    console.shot("annotated-item")
    console.press(found)
    console.see("photo-facts", "本项照片 1 的标注副本")
    console.see("photo-facts", copy.facts.original_sha256)
    console.wait_for_picture(console.at("photo-large"))
    console.shot("annotated-photo")
    console.click("previous-photo")
    console.eventually(lambda: "标注" not in console.said("photo-facts"))
