"""Marks on copies: they show, the caption stays clear of them, and what was blurred is gone."""

from hashlib import sha256
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from sync.domain.marks import Arrow, BlurBox, Circle, Freehand, MarkColour, TextMark, placed
from sync.imaging.annotating import MOST_CELLS, with_marks
from sync.imaging.captions import lay_out
from sync.imaging.evidence import make_evidence

GROUND = (120, 140, 150)
BOX = BlurBox((0.25, 0.25), (0.75, 0.75))
SHAPES = {
    "arrow": Arrow((0.2, 0.2), (0.6, 0.5)),
    "circle": Circle((0.5, 0.5), (0.2, 0.1)),
    "freehand": Freehand(((0.1, 0.9), (0.5, 0.5), (0.9, 0.9))),
    "dot": Freehand(((0.5, 0.5),)),
    "text": TextMark((0.3, 0.5), "裂缝"),
}

points = st.builds(placed, st.floats(0, 1), st.floats(0, 1))
anything = st.one_of(
    st.builds(Arrow, points, points, st.sampled_from(MarkColour)),
    st.builds(Circle, points, points, st.sampled_from(MarkColour)),
    st.builds(Freehand, st.lists(points, min_size=1, max_size=6).map(tuple), st.sampled_from(MarkColour)),
    st.builds(TextMark, points, st.text(st.characters(categories=("L", "N")), min_size=1, max_size=60)),
    st.builds(BlurBox, points, points),
)


def noise(size, seed=1):
    return Image.frombytes("RGB", size, Random(seed).randbytes(size[0] * size[1] * 3))


def near(colour, expected):
    return all(abs(part - wanted) < 40 for part, wanted in zip(colour, expected, strict=True))


@pytest.mark.parametrize(
    ("mark", "spot", "colour"),
    [
        (SHAPES["arrow"], (0.4, 0.35), (229, 40, 40)),
        (SHAPES["arrow"], (0.598, 0.4985), (229, 40, 40)),
        (Circle((0.5, 0.5), (0.2, 0.1), MarkColour.YELLOW), (0.7, 0.5), (255, 210, 40)),
        (Circle((0.5, 0.5), (0.2, 0.1), MarkColour.YELLOW), (0.5, 0.4), (255, 210, 40)),
        (Freehand(((0.1, 0.9), (0.5, 0.5), (0.9, 0.9)), MarkColour.BLUE), (0.3, 0.7), (38, 110, 232)),
        (Freehand(((0.5, 0.5),), MarkColour.WHITE), (0.5, 0.5), (255, 255, 255)),
    ],
)
def test_a_line_goes_where_it_was_drawn_in_every_size(mark, spot, colour):
    for size in ((1000, 500), (400, 900), (1920, 1440)):
        marked = with_marks(Image.new("RGB", size, GROUND), (mark,))
        assert near(marked.getpixel((int(spot[0] * size[0]), int(spot[1] * size[1]))), colour), size


@pytest.mark.parametrize("name", SHAPES)
def test_a_mark_changes_its_own_place_only(name):
    ground = Image.new("RGB", (800, 600), GROUND)
    changed = ImageChops.difference(with_marks(ground, (SHAPES[name],)), ground).convert("L").histogram()
    assert 0 < sum(changed[1:]) < 800 * 600 / 8
    assert ground.getcolors() == [(800 * 600, GROUND)]


def test_without_marks_the_picture_is_the_picture():
    picture = noise((40, 30))
    assert with_marks(picture, ()) is picture


@settings(max_examples=60)
@given(marks=st.lists(anything, min_size=1, max_size=5), size=st.tuples(st.integers(1, 400), st.integers(1, 400)))
def test_any_marks_fit_any_picture(marks, size):
    marked = with_marks(Image.new("RGB", size, GROUND), tuple(marks))
    assert (marked.size, marked.mode) == (size, "RGB")


@pytest.mark.parametrize("at", [(0, 0), (1, 0), (0, 1), (1, 1), (0.5, 0.5)])
def test_a_text_stays_inside_the_picture(at):
    ground = Image.new("RGB", (900, 600), GROUND)
    changed = ImageChops.difference(with_marks(ground, (TextMark(at, "消防通道堆放杂物"),)), ground)
    left, top, right, bottom = changed.getbbox()
    assert 170 < right - left < 260
    assert 25 < bottom - top < 60


def test_a_text_wider_than_the_picture_is_written_smaller():
    ground = Image.new("RGB", (900, 600), GROUND)
    left, top, right, bottom = ImageChops.difference(with_marks(ground, (TextMark((0.5, 0.5), "长" * 50),)), ground).getbbox()
    assert right - left <= 900
    assert bottom - top < 32


@pytest.mark.parametrize("character", "喆玥堃裂A")
def test_characters_of_names_are_written_and_no_empty_box(character):
    ground = Image.new("RGB", (900, 600), GROUND)
    written, missing = (with_marks(ground, (TextMark((0.5, 0.5), text),)) for text in (character, "\U000e0001"))
    assert ImageChops.difference(written, missing).getbbox() is not None


def shuffled_within_cells(picture, box, cell):
    """The same picture with its pixels moved about inside every cell of the box: other detail, the same means."""
    mixed, random = picture.copy(), Random(2)
    for top in range(box[1], box[3], cell):
        for left in range(box[0], box[2], cell):
            place = (left, top, min(left + cell, box[2]), min(top + cell, box[3]))
            part = mixed.crop(place)
            data = [part.getpixel((x, y)) for y in range(part.height) for x in range(part.width)]
            random.shuffle(data)
            part.putdata(data)
            mixed.paste(part, place[:2])
    return mixed


def test_what_is_blurred_depends_on_nothing_but_a_few_mean_colours():
    picture = noise((480, 480))
    other = shuffled_within_cells(picture, (120, 120, 360, 360), 240 // MOST_CELLS)
    assert ImageChops.difference(picture, other).getbbox() is not None
    assert ImageChops.difference(with_marks(picture, (BOX,)), with_marks(other, (BOX,))).getbbox() is None


@settings(max_examples=50)
@example(first=(1.0, 1.0), second=(1.0, 0.5), size=(30, 40))
@given(first=points, second=points, size=st.tuples(st.integers(20, 300), st.integers(20, 300)))
def test_a_blurred_box_has_no_detail_left_and_the_rest_is_untouched(first, second, size):
    picture = noise(size)
    marked = with_marks(picture, (BlurBox(first, second),))
    (left, right), (top, bottom) = (sorted((a * s, b * s)) for a, b, s in zip(first, second, size, strict=True))
    changed = ImageChops.difference(picture, marked).getbbox()
    if changed is not None:
        assert changed[0] >= min(int(left), size[0] - 1)
        assert changed[1] >= min(int(top), size[1] - 1)
        assert changed[2] <= right + 1
        assert changed[3] <= bottom + 1
    if right - left > 60 and bottom - top > 60:
        inside = marked.crop((int(left) + 1, int(top) + 1, int(right) - 1, int(bottom) - 1))
        step = ImageChops.difference(inside, ImageChops.offset(inside, 1, 0)).crop((1, 0, *inside.size))
        assert max(ImageStat.Stat(step).mean) < 6  # from one pixel to the next; noise has 85


def test_a_tiny_box_is_one_colour():
    marked = with_marks(noise((400, 400)), (BlurBox((0.5, 0.5), (0.515, 0.51)),))
    assert len(marked.crop((200, 200, 206, 204)).getcolors()) == 1


def test_a_word_in_a_blurred_box_cannot_be_told_from_another():
    def sign(text):
        wall = Image.new("RGB", (600, 400), (230, 230, 225))
        return with_marks(wall, (TextMark((0.4, 0.5), text, MarkColour.WHITE),))

    whole = BlurBox((0.3, 0.35), (0.7, 0.65))
    first, second = (with_marks(sign(text), (whole,)) for text in ("豫A81592", "豫A36718"))
    assert max(ImageStat.Stat(ImageChops.difference(sign("豫A81592"), sign("豫A36718"))).extrema)[1] > 150
    assert max(high for _, high in ImageStat.Stat(ImageChops.difference(first, second)).extrema) < 24


def test_a_stroke_over_a_blurred_box_stays_sharp():
    stroke = Freehand(((0.1, 0.5), (0.9, 0.5)))
    for marks in ((BOX, stroke), (stroke, BOX)):
        assert near(with_marks(noise((600, 600)), marks).getpixel((300, 300)), (229, 40, 40))


def test_the_caption_and_the_original_s_hash_stay_with_the_marked_copy(pictures, caption):
    original = pictures.encoded(pictures.quarters((1600, 1200)))
    marks = (*SHAPES.values(), BlurBox((0, 0.9), (1, 1)), TextMark((0, 1), "贴边"))
    plain, marked = (make_evidence(original, caption, drawn) for drawn in ((Circle((0.5, 0.5), (0.1, 0.1)),), marks))
    bar = lay_out(caption, plain.original_sha256, 1600, annotated=True)
    before, after = (pictures.decoded(evidence.copy) for evidence in (plain, marked))
    assert before.size == after.size == (1600, 1200 + bar.height)
    strips = [image.crop((0, 1208, *image.size)) for image in (before, after)]
    assert ImageChops.difference(*strips).getbbox() is None
    assert sha256(original).hexdigest().encode() in after.info["comment"]
    assert marked.original_sha256 == plain.original_sha256
    assert marked.copy_sha256 == sha256(marked.copy).hexdigest() != plain.copy_sha256


def test_the_thumbnail_shows_the_marks_and_hides_what_is_blurred(pictures, caption):
    original = pictures.encoded(noise((960, 720)), "PNG")
    thumbnail = pictures.decoded(make_evidence(original, caption, (BlurBox((0, 0), (0.5, 1)), SHAPES["circle"])).thumbnail)
    left, right = (ImageStat.Stat(thumbnail.crop((x, 20, x + 60, 220)).convert("L")).stddev[0] for x in (20, 250))
    assert left < right / 2


@settings(max_examples=20)
@given(orientation=st.integers(1, 8))
def test_marks_stand_on_the_upright_picture(pictures, caption, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    original = pictures.encoded(Image.new("RGB", (640, 480), GROUND), exif=exif)
    copy = pictures.decoded(make_evidence(original, caption, (Freehand(((0.25, 0.125),)),)).copy)
    width, height = (640, 480) if orientation < 5 else (480, 640)
    red, green, _ = copy.getpixel((width // 4, height // 8))
    assert red > green + 100
