"""The tablet app inside the test's own process: what is served changes from test to test, the server stays."""

import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn

from inspector_app.bootstrap import Tablet, open_tablet
from inspector_app.look.web_assets import web_assets
from inspector_app.ui.mount import tablet_app
from tests.e2e.browsers import PATIENCE
from tests.e2e.tablet_process import wait_until


class TabletServer:
    """Shows one tablet's data folder at a time."""

    def __init__(self, assets: Path) -> None:
        self._assets = web_assets(assets)
        self._listening = socket.socket()
        self._listening.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}/"
        self._app: Any = None
        self._server = uvicorn.Server(
            uvicorn.Config(self._answer, log_level="warning", interface="asgi3", lifespan="off", timeout_graceful_shutdown=2)
        )
        self._thread = threading.Thread(target=lambda: self._server.run(sockets=[self._listening]))

    def start(self) -> "TabletServer":
        self._thread.start()
        wait_until(lambda: self._server.started)
        return self

    def show(self, data: Path) -> "ServedTablet":
        """The app on this folder, as ``suicha tablet`` serves it."""
        tablet = open_tablet(data)
        tablet.sync.start()
        self._app = tablet_app(tablet, self._assets)
        return ServedTablet(self.url, tablet)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(20)
        assert not self._thread.is_alive()

    async def _answer(self, scope: Any, receive: Any, send: Any) -> None:
        await self._app(scope, receive, send)


class ServedTablet:
    """Like ``TabletProcess``, for tests that let it live."""

    def __init__(self, url: str, tablet: Tablet) -> None:
        self.url = url
        self.tablet = tablet

    def find_a_link(self) -> None:
        """As where the device tells that it has a line again."""
        self.tablet.sync.hasten()

    def hold_packing(self) -> Callable[[], None]:
        """A rescue file takes until the returned is called."""
        go_on = threading.Event()
        forget = self.tablet.rescue.watch(lambda done, whole: go_on.wait(PATIENCE) and None)

        def release() -> None:
            go_on.set()
            forget()

        return release

    def stop(self) -> None:
        self.tablet.sync.stop()
        self.tablet.close()
