"""Spreadsheets on their way to the centre."""

import requests

from sync.client.transport import Transport

FILE_SILENCE = 600.0
"""Seconds; a spreadsheet of 50,000 rows is read, compared or written before the first word."""


def send_file(transport: Transport, path: str, params: dict[str, str], content: bytes) -> requests.Response:
    """The centre's answer to it."""
    headers = {"Content-Type": "application/octet-stream"}
    return transport.ask("POST", path, params=params, body=content, headers=headers, silence=FILE_SILENCE)
