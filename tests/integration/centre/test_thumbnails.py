"""Small pictures are kept beside the evidence; a disk that does not take one is said."""

import shutil

import pytest

from sync.errors import StorageFailed
from sync.protocol.messages import PhotoSize
from sync.server.services.reviews import PhotoLocation
from tests.small_places import picture


@pytest.fixture
def photographed(office):
    """Where a photo is whose copy has come."""
    sender, content = office.sender(), picture(1, (640, 480))
    named = office.photo(content)
    office.centre.intake.take(sender, [office.line(office.start()), office.line(named)])
    digest = named.photo.copy_sha256
    assert office.centre.evidence.append(sender, digest, 0, len(content), content).complete
    return PhotoLocation(office.inspection, office.assignment, "jinshui", digest, digest, "image/jpeg")


def test_a_disk_that_takes_no_small_picture_is_said_and_it_is_made_once_the_disk_does(office, settings, photographed):
    place = settings.data / "thumbnails"
    shutil.rmtree(place)
    place.write_bytes(b"no folder")
    with pytest.raises(StorageFailed):
        office.centre.pictures.path(photographed, PhotoSize.THUMBNAIL)
    place.unlink()
    place.mkdir()
    assert office.centre.pictures.path(photographed, PhotoSize.THUMBNAIL).read_bytes().startswith(b"\xff\xd8")
