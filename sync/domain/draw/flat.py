"""Reading tables of nothing but texts in one go: a shortcut for a million lines, taken where it is certain to read what JSON
says.

Without a backslash a text in JSON ends at the next quotation mark, so the marks between two texts are the only ``","`` and those
between two lines the only ``"]\\n["``. Where anything is otherwise the shortcut is not taken.
"""


def texts_at_once(piece: bytes, columns: int) -> list[list[str]] | None:
    """The columns of lines that are lists of so many texts each, in canonical form; None where they are anything else.

    Control characters in a text are not looked for.
    """
    try:
        text = piece[:-1].decode()
    except UnicodeDecodeError:
        return None
    if "\\" in text or not (text.startswith('["') and text.endswith('"]')):
        return None
    breaks = text.count("\n")
    found = text[2:-2].replace('"]\n["', '","\n').split('","')
    firsts = "".join(found[::columns]).split("\n")
    as_lines = len(found) == columns * (breaks + 1) and len(firsts) == breaks + 1
    only_texts = text.count('"') == 2 * len(found)
    return [firsts, *(found[at::columns] for at in range(1, columns))] if as_lines and only_texts else None
