"""How large a table may be."""

MOST_BYTES = 16 * 1024 * 1024
"""Of a file as it comes."""
MOST_UNPACKED = 64 * 1024 * 1024
"""Bytes of an XLSX file's parts together."""
MOST_ROWS = 50_000
MOST_COLUMNS = 100
LONGEST_CELL = 32_767
"""Characters, as spreadsheet programs have it."""
