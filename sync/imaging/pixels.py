"""From an opened image to a small upright picture, strip by strip: side by side on several processors, and never a second large
image beside the first."""

import os
from concurrent.futures import ThreadPoolExecutor
from math import ceil

from PIL import Image

Size = tuple[int, int]
Strip = tuple[int, int]
_MOST_ROWS, _LEAST_ROWS = 96, 16
_STRIP_PIXELS = 1_000_000
_WORKERS = min(4, os.cpu_count() or 1)
_FILTER, _REACH = Image.Resampling.HAMMING, 1
"""Sharp, and half the work of a bicubic one; it looks at so many source pixels on either side, times the scale."""

_SMOOTH = ("L", "RGB", "CMYK")
_SIXTEEN_BIT = ("I", "I;16", "I;16B", "I;16L")
_TRANSPARENT = ("LA", "La", "PA", "RGBA", "RGBa")
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def fitted(size: Size, most_width: int, most_height: int) -> Size:
    """The size scaled down, never up, into a box, keeping its proportions."""
    scale = min(1.0, most_width / size[0], most_height / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def turned(size: Size, orientation: int) -> Size:
    """Width and height after an image with this EXIF orientation was turned upright, or before."""
    return size if orientation < 5 else (size[1], size[0])


def upright(picture: Image.Image, orientation: int) -> Image.Image:
    """The picture turned and mirrored as its EXIF orientation says."""
    turn = _UPRIGHT.get(orientation)
    return picture if turn is None else picture.transpose(turn)


def decode(image: Image.Image, size: Size) -> None:
    """Read the pixels; a JPEG's at 1/2, 1/4 or 1/8 where that still gives ``size``.

    Raises what Pillow raises on spoilt pixels, and MemoryError.
    """
    image.draft(None, size)
    image.load()


def shrunk(image: Image.Image, size: Size) -> Image.Image:
    """A decoded image scaled to ``size``, eight bits each, on white where it is transparent: L, RGB or CMYK. Closes the image."""
    first, *others = _strips(image, size)
    top = _shrunk_strip(image, size, first)
    small = Image.new(top.mode, size)
    small.paste(top)
    with ThreadPoolExecutor(_WORKERS) as workers:
        for _ in workers.map(lambda strip: small.paste(_shrunk_strip(image, size, strip), (0, strip[0])), others):
            pass  # an exception in a strip comes out here
    image.close()
    return small


def _strips(image: Image.Image, size: Size) -> list[Strip]:
    """First and last row of each strip of the small picture, so many that few pixels of the large one stand behind each."""
    rows = int(_STRIP_PIXELS * size[1] / (image.width * image.height))
    rows = max(_LEAST_ROWS, min(_MOST_ROWS, rows))
    return [(top, min(size[1], top + rows)) for top in range(0, size[1], rows)]


def _shrunk_strip(image: Image.Image, size: Size, strip: Strip) -> Image.Image:
    """The rows ``strip`` of the small picture."""
    scale, first = image.height / size[1], 0
    if not _is_plain(image):
        reach = ceil(_REACH * max(1.0, scale)) + 1
        first, last = max(0, int(strip[0] * scale) - reach), min(image.height, ceil(strip[1] * scale) + reach)
        image = _plain(image.crop((0, first, image.width, last)))
    box = (0.0, strip[0] * scale - first, float(image.width), min(strip[1] * scale - first, float(image.height)))
    return image.resize((size[0], strip[1] - strip[0]), _FILTER, box=box, reducing_gap=2.0)


def _is_plain(image: Image.Image) -> bool:
    return image.mode in _SMOOTH and "transparency" not in image.info


def _plain(image: Image.Image) -> Image.Image:
    """An image that can be resized smoothly: no palette, no 16-bit samples, no transparency."""
    if image.mode in _SIXTEEN_BIT:
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in _TRANSPARENT or "transparency" in image.info:
        return _on_white(image.convert("RGBA"))
    return image.convert("L" if image.mode == "1" else "RGB")


def _on_white(image: Image.Image) -> Image.Image:
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper
