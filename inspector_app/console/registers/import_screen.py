"""A register, or another list, from a file: chosen, looked at, brought in; nothing happens before it was looked at."""

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.picking import FileArrival
from inspector_app.console.registers.facts import names_in
from inspector_app.console.registers.import_choice import ChoiceView
from inspector_app.console.registers.import_done import done_panel
from inspector_app.console.registers.import_job import ImportJob
from inspector_app.console.registers.import_preview import PreviewPanel
from inspector_app.console.registers.import_view import done_view, family
from inspector_app.console.registers.import_work import Step, WorkPanel
from inspector_app.console.uploads import UploadFailed
from inspector_app.look.pieces import named
from inspector_app.look.theme import TITLE, TOUCH
from sync.errors import OperationInvalid, RegisterMoved, SuichaError, TableUnreadable
from sync.protocol.console import CentreEvent, DistrictName
from sync.protocol.registers import RegisterImported, RegisterPreview
from sync.spreadsheets.limits import MOST_BYTES

_MEBIBYTE = 2**20
_LONGEST_NAME = 200


class ImportScreen:
    """One file at a time. What stands in its way is said where the file is chosen."""

    def __init__(self, desk: Desk, job: ImportJob) -> None:
        self._desk = desk
        self._job = job
        self._districts: tuple[DistrictName, ...] = ()
        self._name, self._content = "", b""
        self._preview: RegisterPreview | None = None
        self._done: RegisterImported | None = None
        self._gone = False
        self._arrival = FileArrival(desk, self._chosen, self._advance)
        self._choice = ChoiceView(desk, job, self._arrival)
        self._work = WorkPanel(desk)
        self._panel = PreviewPanel(desk, job.listed, self._bring_in, self._again)
        self._back = ft.IconButton(ft.Icons.ARROW_BACK, width=TOUCH, height=TOUCH)
        self._back.on_click = desk.guard(job.leave)
        self._title = ft.Text(size=TITLE, weight=ft.FontWeight.W_600, expand=True)
        self._body = ft.Container(expand=True)
        head = ft.Row([named("back", self._back), self._title], spacing=4)
        self.root = ft.Container(ft.Column([head, self._body], spacing=12, expand=True), expand=True)

    async def load(self) -> None:
        """The names of the districts; and the picker is there from now on."""
        self._arrival.begin()
        self._districts = await self._job.districts()

    def concerns(self, event: CentreEvent) -> bool:
        """Nothing that happens elsewhere."""
        return False

    def age(self) -> None:
        """Nothing here says how long ago something was."""

    def leave(self) -> None:
        """Whatever was on its way is dropped; what the centre was asked to do is done all the same."""
        self._gone = True
        self._arrival.end()

    def paint(self) -> None:
        """Everything, for the language and the width of the page."""
        desk = self._desk
        edge = 12 if desk.phone else 24
        self.root.padding = ft.Padding.only(left=edge, right=edge, top=12, bottom=8)
        self._title.value = desk.say(f"console.import.title.{self._job.listed.value}")
        self._back.tooltip = desk.say("console.back")
        self._body.content = self._content_now()

    def _content_now(self) -> ft.Control:
        names = names_in(self._desk.language, self._districts)
        if self._work.busy:
            self._work.paint()
            return self._work.root
        if self._done is not None and self._preview is not None:
            view = done_view(self._desk.language, self._job.listed, self._preview, self._done, names)
            where = self._desk.say(f"console.import.to_list.{family(self._job.listed)}")
            return done_panel(self._desk, view, where, self._job.leave, self._again)
        if self._preview is not None:
            self._panel.paint(self._preview, names)
            return self._panel.root
        self._choice.paint()
        return self._choice.root

    # --- a file comes ------------------------------------------------------------------------------------------------
    async def _chosen(self, file: ft.FilePickerFile) -> None:
        if file.size > MOST_BYTES:
            self._refused(TableUnreadable(problem="table.problem.bytes", most=MOST_BYTES // _MEBIBYTE))
            return
        self._choice.say(None)
        self._name = file.name[-_LONGEST_NAME:]
        self._turn_to(Step.UPLOADING)
        try:
            self._content = await self._arrival.receive(file, MOST_BYTES)
        except UploadFailed:
            self._choice.say_key("console.import.broken_off")
            self._turn_to(None)
            return
        await self._look()

    def _advance(self, progress: float) -> None:
        if self._work.busy is Step.UPLOADING:
            self._work.advance(progress)

    # --- looked at, and brought in -----------------------------------------------------------------------------------
    async def _look(self) -> None:
        self._preview = self._done = None
        self._turn_to(Step.LOOKING)
        try:
            preview = await self._job.preview(self._name, self._content)
        except (TableUnreadable, OperationInvalid) as error:
            self._refused(error)
            return
        except SuichaError as error:
            self._refused(error)
            raise
        self._preview = preview
        self._panel.begin(preview)
        self._turn_to(None)

    async def _bring_in(self, good_rows: bool) -> None:
        preview = self._preview
        if preview is None or self._work.busy:
            return
        self._turn_to(Step.IMPORTING)
        try:
            self._done = await self._job.bring_in(self._name, self._content, good_rows, preview.seen)
        except RegisterMoved as error:
            self._desk.guard.tell(self._desk.explain(error))
            await self._look()
            return
        finally:
            self._work.busy = None
            self._show()

    def _again(self) -> None:
        """Another file."""
        self._preview = self._done = None
        self._content = b""
        self._choice.say(None)
        self._turn_to(None)

    def _refused(self, error: SuichaError) -> None:
        self._choice.say(error)
        self._preview = None
        self._turn_to(None)

    def _turn_to(self, step: Step | None) -> None:
        self._work.begin(step, self._name)
        self._show()

    def _show(self) -> None:
        if not self._gone:
            self.paint()
            self.root.update()
