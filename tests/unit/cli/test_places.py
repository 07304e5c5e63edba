"""Ports and folders are checked before anything starts."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from inspector_app.cli.places import alone_in, check_port, listen_on, make_writable, write_whole
from sync.client.transport import READ_SECONDS
from sync.errors import FolderInUse, FolderNotWritable, HostUnusable, PortInUse


def test_a_port_that_is_taken_is_named() -> None:
    with listen_on("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortInUse) as refused:
            check_port("127.0.0.1", port)
        assert refused.value.fields == {"port": port}
    check_port("127.0.0.1", port)


@pytest.mark.parametrize("host", ["300.1.1.1", "8.8.8.8", "2001:db8::1", "nowhere.invalid", "a" * 70])
def test_a_host_that_is_not_this_machine_is_named(host: str) -> None:
    with pytest.raises(HostUnusable) as refused:
        check_port(host, 0)
    assert refused.value.fields == {"host": host}


def test_a_port_that_needs_a_privilege_is_named() -> None:
    first = Path("/proc/sys/net/ipv4/ip_unprivileged_port_start")
    if not first.exists() or int(first.read_text()) <= 80:
        pytest.skip("everybody may open every port here")
    asked = """
import os
from inspector_app.cli.places import check_port
from sync.errors import PortForbidden
if os.getuid() == 0:
    os.setuid(65534)
try:
    check_port("127.0.0.1", 80)
except PortForbidden as error:
    print(error.fields)
"""
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "{'port': 80}\n"


def test_a_connection_whose_other_side_is_gone_ends_before_a_tablet_asks_again() -> None:
    with listen_on("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
            first = socket.TCP_KEEPIDLE if hasattr(socket, "TCP_KEEPIDLE") else socket.TCP_KEEPALIVE
            asked = (first, socket.TCP_KEEPINTVL, socket.TCP_KEEPCNT)
            idle, between, questions = (accepted.getsockopt(socket.IPPROTO_TCP, option) for option in asked)
    assert idle + between * questions < READ_SECONDS


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    make_writable(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


def test_a_file_in_the_place_of_a_folder_is_no_folder_to_write_in(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderNotWritable) as refused:
        make_writable(tmp_path / "file")
    assert refused.value.fields == {"folder": str(tmp_path / "file")}


def test_a_folder_serves_one_process_at_a_time_and_is_free_after_a_kill(tmp_path: Path) -> None:
    holder = "import sys, time, pathlib; from inspector_app.cli.places import alone_in\n"
    holder += "with alone_in(pathlib.Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", holder, str(tmp_path)], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(FolderInUse), alone_in(tmp_path):
            pass
        other.kill()
        other.wait()
        with alone_in(tmp_path):
            assert tmp_path.is_dir()


def test_what_a_name_only_points_to_is_written_and_the_name_stays(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"before")
    (tmp_path / "name").symlink_to(tmp_path / "elsewhere")
    write_whole(tmp_path / "name", b"after")
    assert (tmp_path / "name").is_symlink()
    assert (tmp_path / "elsewhere").read_bytes() == b"after"
