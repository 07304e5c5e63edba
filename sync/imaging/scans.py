"""How a JPEG's picture is spread over the file: one pass over all colours, or several, each of which visits every pixel again."""

MOST_SCANS = 100
"""A progressive photo has about ten; one of thousands is built to keep a processor busy for minutes."""

_START_OF_SCAN = b"\xff\xda"
_FILL, _WITHOUT_LENGTH = 0xFF, {0x01, *range(0xD0, 0xDA)}


def decodes_in_one_pass(jpeg: bytes, colours: int) -> bool:
    """True when the first scan carries all colours of a picture that is not progressive: further scans would not be read."""
    at, progressive = 2, False
    while at + 4 <= len(jpeg) and jpeg[at] == _FILL:
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4])
        if marker == _FILL or marker in _WITHOUT_LENGTH:
            at += 1 if marker == _FILL else 2
            continue
        if marker == _START_OF_SCAN[1]:
            return not progressive and jpeg[at + 4 : at + 5] == bytes([colours])
        progressive = progressive or marker in (0xC2, 0xC6, 0xCA, 0xCE)
        at += 2 + length
    return False


def has_too_many_scans(jpeg: bytes, colours: int) -> bool:
    """Counts the whole file, small pictures inside it included."""
    return not decodes_in_one_pass(jpeg, colours) and jpeg.count(_START_OF_SCAN) > MOST_SCANS
