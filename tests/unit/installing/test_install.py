"""What ``install.py`` puts into an environment, with wheels made here and this Python's pip."""

import hashlib
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from types import MappingProxyType
from zipfile import ZipFile

import psutil
import pytest

REPOSITORY = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two packages, of which one needs the other with an extra; that other one has a newer version."""
    folder = tmp_path_factory.mktemp("index")
    wheel(folder, "marks", "1", "Requires-Dist: registers[fast]>=1")
    wheel(folder, "registers", "1", "Provides-Extra: fast")
    wheel(folder, "registers", "2", "Provides-Extra: fast")
    return folder


def test_the_pinned_version_is_taken_though_a_newer_one_would_do(index: Path, tmp_path: Path) -> None:
    done = install(index, tmp_path, ["marks-1", "registers-1"])
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 of 2 packages" in done.stdout
    assert sorted(folder.name for folder in tmp_path.glob("env/lib/*/site-packages/*.dist-info")) == [
        "marks-1.dist-info",
        "registers-1.dist-info",
    ]


def test_a_file_that_lacks_a_pin_fails_and_says_what_is_missing(index: Path, tmp_path: Path) -> None:
    done = install(index, tmp_path, ["marks-1"])
    assert done.returncode == 1
    assert "marks 1 requires registers, which is not installed" in done.stderr


def test_a_package_that_is_not_the_pinned_one_is_refused(index: Path, tmp_path: Path) -> None:
    pins = tmp_path / "pins.txt"
    pins.write_text(re.sub("[0-9a-f]{64}", "0" * 64, pin(index / "registers-1-py3-none-any.whl")))
    done = run(index, tmp_path / "env", pins)
    assert done.returncode == 1
    assert "DO NOT MATCH THE HASHES" in done.stderr


@pytest.mark.parametrize("setting", [{"PIP_USER": "1"}, {"PIP_TARGET": "elsewhere"}, {"PIP_PREFIX": "elsewhere"}])
def test_packages_go_into_the_environment_whatever_pip_is_told_on_this_machine(
    index: Path, tmp_path: Path, setting: dict[str, str]
) -> None:
    pins = tmp_path / "pins.txt"
    pins.write_text(pin(index / "registers-1-py3-none-any.whl"))
    done = run(
        index,
        tmp_path / "env",
        pins,
        {name: value.replace("elsewhere", str(tmp_path)) for name, value in setting.items()},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert len([*tmp_path.glob("env/lib/*/site-packages/registers.py")]) == 1


def test_who_cannot_download_is_told_what_to_do(tmp_path: Path) -> None:
    pins = tmp_path / "pins.txt"
    pins.write_text(f"marks==1 \\\n    --hash=sha256:{'0' * 64}\n")
    done = run(tmp_path, tmp_path / "env", pins)
    assert done.returncode == 1
    assert "No matching distribution found for marks==1" in done.stderr
    assert "Where packages could not be downloaded, look at the network" in done.stderr
    assert "the same command again" in done.stderr


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_installation_ends_its_pip_and_says_that_it_begins_anew(tmp_path: Path, stop: int) -> None:
    with silent_index() as (address, asked):
        process = start(tmp_path, {"PIP_INDEX_URL": address})
        asked.wait(30)
        working = psutil.Process(process.pid).children()
        process.send_signal(stop)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "The same command begins anew" in said
    assert "Traceback" not in said
    assert working != []
    assert [pip for pip in working if pip.is_running()] == []


def test_two_installations_in_one_folder_do_not_work_at_once(tmp_path: Path) -> None:
    with silent_index() as (address, asked):
        first = start(tmp_path, {"PIP_INDEX_URL": address})
        asked.wait(30)
        second = start(tmp_path, {"PIP_INDEX_URL": address})
        _, said = second.communicate(timeout=30)
        first.terminate()
        first.communicate(timeout=30)
    assert second.returncode == 1
    assert "Another installation in this folder is still running" in said


@contextmanager
def silent_index() -> Iterator[tuple[str, Event]]:
    """Where packages would come from, and whether it was asked; it never answers."""
    asked = Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken: list[socket.socket] = []

        def take() -> None:
            with suppress(OSError):
                taken.append(server.accept()[0])
                asked.set()

        Thread(target=take, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/simple", asked
        for connection in taken:
            connection.close()


def start(folder: Path, environment: dict[str, str]) -> subprocess.Popen[str]:
    pins = folder / "pins.txt"
    pins.write_text(f"marks==1 \\\n    --hash=sha256:{'0' * 64}\n")
    command = [sys.executable, str(REPOSITORY / "install.py"), str(folder / "env"), str(pins), "--anew"]
    surroundings = {"PATH": "/usr/bin:/bin", "HOME": str(folder), **environment}
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job does not hear it
    try:
        return subprocess.Popen(
            command, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, process_group=0
        )
    finally:
        signal.signal(signal.SIGINT, heard)


def install(index: Path, folder: Path, packages: list[str]) -> subprocess.CompletedProcess[str]:
    pins = folder / "pins.txt"
    pins.write_text("".join(pin(index / f"{package}-py3-none-any.whl") for package in packages))
    return run(index, folder / "env", pins)


def run(
    index: Path, environment: Path, pins: Path, more: Mapping[str, str] = MappingProxyType({})
) -> subprocess.CompletedProcess[str]:
    offline = {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(index),
        "PATH": "/usr/bin:/bin",
        "HOME": str(environment),
        **more,
    }
    command = [sys.executable, str(REPOSITORY / "install.py"), str(environment), str(pins), "--anew"]
    return subprocess.run(command, env=offline, capture_output=True, text=True, check=False)


def pin(wheel_file: Path) -> str:
    name, version, *_ = wheel_file.name.split("-")
    return f"{name}=={version} \\\n    --hash=sha256:{hashlib.sha256(wheel_file.read_bytes()).hexdigest()}\n"


def wheel(folder: Path, name: str, version: str, *more: str) -> None:
    info = f"{name}-{version}.dist-info"
    metadata = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *more]
    with ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as archive:
        archive.writestr(f"{name}.py", "")
        archive.writestr(f"{info}/METADATA", "\n".join([*metadata, ""]))
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
