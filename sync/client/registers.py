"""Registers as files over HTTP."""

from uuid import UUID

from sync.client.answers import message_of, params_of
from sync.client.files import FILE_SILENCE, send_file
from sync.client.transport import Transport
from sync.domain.registers.columns import Register
from sync.protocol import endpoints
from sync.protocol.registers import (
    EnterpriseFilter,
    EnterprisePage,
    FileFormat,
    RegisterFilter,
    RegisterHistory,
    RegisterImported,
    RegisterPage,
    RegisterPreview,
)


class RegisterRequests:
    """Implements sync.protocol.calls.RegisterCalls."""

    _transport: Transport

    def register(self, register: Register, wanted: RegisterFilter) -> RegisterPage:
        path = endpoints.REGISTER.format(register=register)
        return message_of(self._transport.ask("GET", path, params=params_of(wanted)), RegisterPage)

    def enterprises(self, wanted: EnterpriseFilter) -> EnterprisePage:
        return message_of(self._transport.ask("GET", endpoints.ENTERPRISES, params=params_of(wanted)), EnterprisePage)

    def preview_register(self, register: Register, name: str, content: bytes, sheet: str = "") -> RegisterPreview:
        path, params = endpoints.REGISTER_PREVIEW.format(register=register), {"name": name, "sheet": sheet}
        return message_of(send_file(self._transport, path, params, content), RegisterPreview)

    def import_register(
        self, register: Register, name: str, content: bytes, sheet: str = "", good_rows: bool = False, seen: str = ""
    ) -> RegisterImported:
        params = {"name": name, "sheet": sheet, "good_rows": str(good_rows).lower(), "seen": seen}
        path = endpoints.REGISTER_IMPORT.format(register=register)
        return message_of(send_file(self._transport, path, params, content), RegisterImported)

    def register_file(self, register: Register, file_format: FileFormat, language: str) -> bytes:
        params = {"file_format": file_format.value, "language": language}
        path = endpoints.REGISTER_FILE.format(register=register)
        return self._transport.ask("GET", path, params=params, silence=FILE_SILENCE).content

    def register_history(
        self, register: Register, subject: UUID | None = None, page: int = 1, page_size: int = 20
    ) -> RegisterHistory:
        params = {"page": str(page), "page_size": str(page_size)} | ({"subject": str(subject)} if subject else {})
        path = endpoints.REGISTER_HISTORY.format(register=register)
        return message_of(self._transport.ask("GET", path, params=params), RegisterHistory)
