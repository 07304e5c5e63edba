"""What comes out of an original for the database."""

from datetime import datetime, timedelta, timezone
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from sync.domain.positions import Position, PositionSource
from sync.imaging.evidence import make_evidence

MAKE, MODEL, EXIF_IFD, GPS_IFD = 0x010F, 0x0110, 0x8769, 0x8825
TAKEN_AT, TAKEN_AT_OFFSET = 0x9003, 0x9011
NORTH_SOUTH, LATITUDE, EAST_WEST, LONGITUDE, STATUS, DATUM, POSITIONING_ERROR = 1, 2, 3, 4, 9, 18, 31
ZHENGZHOU = {NORTH_SOUTH: "N", LATITUDE: (34.0, 44.0, 50.0), EAST_WEST: "E", LONGITUDE: (113.0, 37.0, 30.0)}


@pytest.fixture(scope="session")
def evidence_of(pictures, caption):
    """Evidence of a small photo with such EXIF."""

    def make(form="JPEG", details=None, place=None, **names):
        exif = Image.Exif()
        exif[MAKE], exif[MODEL] = names.get("make", "Maker"), names.get("model", "Tablet X")
        exif[EXIF_IFD], exif[GPS_IFD] = details or {}, place or {}
        return make_evidence(pictures.encoded(pictures.quarters((80, 60)), form, exif=exif), caption)

    return make


def sexagesimal(degrees):
    """As cameras write it, to a thousandth of a second."""
    thousandths = round(abs(degrees) * 3_600_000)
    return (
        IFDRational(thousandths // 3_600_000, 1),
        IFDRational(thousandths // 60_000 % 60, 1),
        IFDRational(thousandths % 60_000, 1000),
    )


def test_what_the_camera_says_of_itself_is_passed_on(evidence_of):
    details = {TAKEN_AT: "2026:11:24 09:15:07", TAKEN_AT_OFFSET: "+03:00"}
    evidence = evidence_of(make="Made in\nZhengzhou", model="Pad 7\x00 ", details=details)
    assert (evidence.camera_make, evidence.camera_model) == ("Made in Zhengzhou", "Pad 7")
    assert evidence.camera_time == "2026-11-24T09:15:07+03:00"
    assert evidence.position is None


@pytest.mark.parametrize("offset", ["", "+3", "CST", "   :  "])
def test_a_camera_time_without_offset_stays_without_one(evidence_of, offset):
    evidence = evidence_of(details={TAKEN_AT: "2026:11:24 09:15:07", TAKEN_AT_OFFSET: offset})
    assert evidence.camera_time == "2026-11-24T09:15:07"


@pytest.mark.parametrize("written", ["0000:00:00 00:00:00", "    :  :     :  :  ", "yesterday", ""])
def test_an_unset_camera_clock_is_no_time(evidence_of, written):
    assert evidence_of(details={TAKEN_AT: written}).camera_time == ""


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_the_position_is_read_with_its_accuracy(evidence_of, form):
    position = evidence_of(form, place=ZHENGZHOU | {POSITIONING_ERROR: 4.5, DATUM: "WGS-84", STATUS: "A"}).position
    assert position == Position(34.7472222, 113.625, PositionSource.EXIF, accuracy=4.5)


@settings(max_examples=60)
@given(
    latitude=st.floats(-90, 90),
    longitude=st.floats(-180, 180),
    accuracy=st.none() | st.fractions(Fraction(1, 1000), 10_000, max_denominator=1000),
    taken=st.datetimes(datetime(1980, 1, 1), datetime(2099, 12, 31)),
    offset=st.integers(-14 * 60, 14 * 60),
)
def test_position_and_time_come_back_as_they_were_written(evidence_of, latitude, longitude, accuracy, taken, offset):
    place = {
        NORTH_SOUTH: "S" if latitude < 0 else "N",
        LATITUDE: sexagesimal(latitude),
        EAST_WEST: "W" if longitude < 0 else "E",
        LONGITUDE: sexagesimal(longitude),
    }
    if accuracy is not None:
        place[POSITIONING_ERROR] = IFDRational(accuracy.numerator, accuracy.denominator)
    zone = f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02}:{abs(offset) % 60:02}"
    evidence = evidence_of(details={TAKEN_AT: f"{taken:%Y:%m:%d %H:%M:%S}", TAKEN_AT_OFFSET: zone}, place=place)
    moment = datetime.fromisoformat(evidence.camera_time)
    assert moment == taken.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=offset)))
    if max(abs(latitude), abs(longitude)) > 1e-6:
        assert evidence.position.latitude == pytest.approx(latitude, abs=2e-7)
        assert evidence.position.longitude == pytest.approx(longitude, abs=2e-7)
        assert evidence.position.accuracy == (None if accuracy is None else pytest.approx(float(accuracy)))


@pytest.mark.parametrize(
    "spoilt",
    [
        {LATITUDE: (91.0, 0.0, 0.0)},
        {LONGITUDE: (180.0, 0.0, 1.0)},
        {LATITUDE: (34.0, 44.0)},
        {LATITUDE: (IFDRational(0, 0), 0.0, 0.0)},
        {NORTH_SOUTH: "X"},
        {EAST_WEST: ""},
        {LATITUDE: (0.0, 0.0, 0.0), LONGITUDE: (0.0, 0.0, 0.0)},
        {STATUS: "V"},
        {DATUM: "TOKYO"},
        {DATUM: "GCJ-02"},
    ],
    ids=str,
)
def test_a_place_that_cannot_be_trusted_is_no_position(evidence_of, spoilt):
    assert evidence_of(place=ZHENGZHOU | spoilt).position is None


@pytest.mark.parametrize("accuracy", [0.0, IFDRational(0, 0), IFDRational(5, 0)])
def test_an_accuracy_of_nothing_is_unknown(evidence_of, accuracy):
    assert evidence_of(place=ZHENGZHOU | {POSITIONING_ERROR: accuracy}).position.accuracy is None


def test_the_position_stays_out_of_every_copy(evidence_of, pictures):
    evidence = evidence_of(place=ZHENGZHOU)
    for image in (evidence.copy, evidence.thumbnail):
        assert b"Exif" not in image
        assert not pictures.decoded(image).getexif().get_ifd(GPS_IFD)
