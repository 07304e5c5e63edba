"""A supervisor takes the record of an inspection along, and anybody with the centre's key can check it."""

from base64 import b64decode
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from sync.verifying.campaign import check_records
from sync.verifying.keys import GivenKey
from sync.verifying.sources import records_in

pytestmark = pytest.mark.browser


@pytest.mark.soak
def test_the_record_is_downloaded_whole_by_a_link_that_works_once(signed_in: Any, team: Any, place: Any, tmp_path: Path) -> None:
    console = signed_in(place.supervisor, height=1400)
    inspection_id = team.record(signed=True)
    team.sync()
    shown, heard = (photo.facts.photo_id for photo in place.centre.reviews.detail(place.account, inspection_id).photos)
    console.open_inspection(inspection_id)
    console.wait_for_picture(console.at(f"photo-{shown}"))
    console.shot("refusal-photo")
    with console.page.expect_download() as download:
        console.take("签名记录及照片（zip）")
    assert download.value.suggested_filename.startswith(f"现场检查记录包 {team.compound(inspection_id)}")
    download.value.save_as(tmp_path / "record.zip")
    key = place.centre.key.public
    (verdict,) = check_records(records_in(tmp_path / "record.zip"), GivenKey(b64decode(key.public_key), key.key_id))
    assert verdict.fault is None, verdict.fault
    assert (verdict.compound, verdict.notes) == (team.compound(inspection_id), ())
    console.see("message", "suicha verify")
    address = download.value.url
    assert "token" not in address
    with pytest.raises(OSError, match="404"):
        urlopen(address)
    console.press(console.at(f"sound-{heard}"))
    console.see(f"sound-{heard}", "停止播放")
    console.see(f"sound-{heard}", "听录音 0:02")
    console.press(console.at(f"photo-{shown}"))
    console.see("photo-facts", "SHA-256")


@pytest.mark.details
def test_the_record_on_paper_is_the_one_that_the_teams_tablet_makes_byte_for_byte(
    signed_in: Any, team: Any, place: Any, tmp_path: Path
) -> None:
    inspection_id = team.record(signed=True)
    team.sync()
    console = signed_in(place.supervisor, f"inspections/{inspection_id}")
    for line, made in (
        ("现场检查记录表（PDF）", team.paper(inspection_id)),
        ("责令整改通知书草稿（PDF）", team.order(inspection_id)),
    ):
        with console.page.expect_download() as download:
            console.take(line)
        assert download.value.suggested_filename == made.name
        download.value.save_as(tmp_path / "made.pdf")
        assert (tmp_path / "made.pdf").read_bytes() == made.content
