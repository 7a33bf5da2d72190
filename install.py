"""Puts pinned packages into an environment of their own: ``python3 install.py .venv constraints-local.txt --anew``.

A pinned file lists all that is needed, each with hashes: nothing is resolved, and ``pip check`` says whether the file
was complete. This Python's pip only fetches the pinned pip, which fetches the rest: old pips are slow, and no two are
alike. Several share the work, because looking packages up keeps a core busy. Needs the standard library alone.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import venv
from collections.abc import Callable, Sequence
from pathlib import Path

if sys.platform != "win32":
    import fcntl

NEWEST = "newest"
_MOST_PIPS = 4
_SAID_EVERY_S = 5.0
_QUIETLY = ("--disable-pip-version-check", "--no-input")
_AS_PINNED = ("--no-deps", "--require-hashes")
_LOOKED_UP = ("Collecting ", "Processing ", "Requirement already satisfied: ", "Ignoring ")
_WHAT_TO_DO = (
    "Not installed; above is why. Where packages could not be downloaded, look at the network and at pip's settings. "
    "Then give the same command again: it begins anew."
)

# What says that packages go elsewhere than into the environment.
_ELSEWHERE = frozenset({"PIP_TARGET", "PIP_PREFIX", "PIP_ROOT"})

# The pips that are at work: none outlives the installation it belongs to.
_running: list[subprocess.Popen[str]] = []


class InstallError(Exception):
    """It can't be installed; the text is the end of what pip said, or what is in the way."""


class Counter:
    """Shows how many packages are there: in place on a terminal, elsewhere a line every few seconds."""

    def __init__(self, whole: int) -> None:
        self._whole = whole
        self._done = 0
        self._said_at = time.monotonic()
        self._lock = threading.Lock()

    def hear(self, line: str) -> None:
        """Take a line of pip's."""
        if not line.startswith(_LOOKED_UP):
            return
        with self._lock:
            self._done += 1
            last = self._done == self._whole
            if sys.stdout.isatty():
                print(f"\r  {self._progress(last)}", end="\n" if last else "", flush=True)
            elif last or time.monotonic() - self._said_at > _SAID_EVERY_S:
                self._said_at = time.monotonic()
                print(f"  {self._progress(last)}", flush=True)

    def _progress(self, last: bool) -> str:
        return f"{self._done} of {self._whole} packages{'; unpacking the last of them' if last else ''}"


def pins_of(file: Path) -> list[str]:
    """The pins of a file, each with its hashes."""
    lines = file.read_text().splitlines()
    starts = [number for number, line in enumerate(lines) if line and not line[0].isspace() and line[0] != "#"]
    return ["\n".join(lines[start:end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def shares_of(pins: Sequence[str], number: int) -> list[list[str]]:
    """The same pins in up to `number` lists of about equal work: the more files a package has, the longer it takes."""
    shares: list[list[str]] = [[] for _ in range(number)]
    for pin in sorted(pins, key=len, reverse=True):
        min(shares, key=lambda share: sum(map(len, share))).append(pin)
    return [share for share in shares if share]


class Environment:
    """A virtual environment and the pip that fills it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._python = str(folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
        self._from_outside = [sys.executable, "-m", "pip", "--python", self._python]
        self._inside = [self._python, "-m", "pip"]

    def make_anew(self) -> None:
        """Make it, without anything that was in it. Where this Python has no pip, venv brings one.

        Raises InstallError when it has none to bring.
        """
        outside = _works([sys.executable, "-m", "pip", "--version"])
        try:
            venv.create(self._folder, clear=True, with_pip=not outside, symlinks=os.name != "nt")
        except subprocess.CalledProcessError:
            raise InstallError(
                f"{sys.executable} has neither pip nor ensurepip. On Debian and Ubuntu: apt install python3-venv"
            ) from None

    def take_pip(self, pins: Sequence[str]) -> None:
        """Install pip itself: one that is pinned, or named by its version alone. Raises InstallError."""
        outside = _works([*self._from_outside, "--version"])
        pip = self._from_outside if outside else self._inside
        hashed = _AS_PINNED if "--hash" in "".join(pins) else ()
        self._install(pip, pins, [*hashed, "--no-compile", "--upgrade"])

    def take(self, pins: Sequence[str]) -> None:
        """Install packages by their pins. Raises InstallError."""
        counter = Counter(len(pins))
        pip = self._pip()
        failures: list[InstallError] = []

        def install(share: Sequence[str]) -> None:
            try:
                self._install(pip, share, _AS_PINNED, counter.hear)
            except InstallError as error:
                failures.append(error)

        shares = shares_of(pins, min(os.cpu_count() or 1, _MOST_PIPS))
        threads = [threading.Thread(target=install, args=(share,)) for share in shares]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failures:
            raise failures[0]

    def take_projects(self, folders: Sequence[str]) -> None:
        """Have it run projects from their folders. Raises InstallError."""
        editable = [word for folder in folders for word in ("-e", folder)]
        _run([*self._pip(), "install", *_QUIETLY, "--no-deps", "--no-build-isolation", *editable])

    def check(self) -> None:
        """Raises InstallError when a package needs what is not there."""
        _run([*self._pip(), "check", *_QUIETLY])

    def _pip(self) -> list[str]:
        return self._inside if _works([*self._inside, "--version"]) else self._from_outside

    def _install(
        self,
        pip: Sequence[str],
        pins: Sequence[str],
        options: Sequence[str],
        heard: Callable[[str], None] = lambda _line: None,
    ) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "pins.txt")
            file.write_text("\n".join([*pins, ""]))
            _run([*pip, "install", *_QUIETLY, "--progress-bar=off", *options, "-r", str(file)], heard)


def _run(command: Sequence[str], heard: Callable[[str], None] = lambda _line: None) -> None:
    """Run to the end and hand over each line. Raises InstallError when it fails."""
    said = []
    surroundings = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE} | {"PIP_USER": "0"}
    with subprocess.Popen(
        command, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        _running.append(process)
        for line in process.stdout or ():
            said.append(line)
            heard(line)
    _running.remove(process)
    if process.returncode != 0:
        raise InstallError("".join(said[-25:]))


def _works(command: Sequence[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _alone(folder: Path) -> None:
    """Keep others from installing in this folder until this process ends. Raises InstallError when one does."""
    if sys.platform != "win32":
        held = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InstallError("Another installation in this folder is still running; wait for its end.") from None


def _is_pip(pin: str) -> bool:
    return pin.startswith("pip==")


def _install(asked: argparse.Namespace) -> None:
    _alone(asked.environment.absolute().parent)
    environment = Environment(asked.environment)
    pins = pins_of(asked.pinned) if asked.pinned else []
    if asked.anew:
        environment.make_anew()
        pip = [pin for pin in pins if _is_pip(pin)]
        if asked.pip:
            pip = ["pip" if asked.pip == NEWEST else f"pip=={asked.pip}"]
        if pip:
            environment.take_pip(pip)
    if pins:
        environment.take([pin for pin in pins if not _is_pip(pin)])
    if asked.project:
        environment.take_projects(asked.project)
    environment.check()


def main() -> None:
    """As the Makefile calls it."""
    parser = argparse.ArgumentParser(description="Put pinned packages into an environment of their own.")
    parser.add_argument("environment", type=Path)
    parser.add_argument("pinned", type=Path, nargs="?", help="file of pins with hashes")
    parser.add_argument("--anew", action="store_true", help="make the environment first; what was in it goes")
    parser.add_argument("--pip", help=f"with --anew: the version of pip to use, or {NEWEST!r}, instead of the pinned")
    parser.add_argument("--project", action="append", help="folder of a project, to run from there")
    asked = parser.parse_args()
    began = time.monotonic()
    print(f"Installing {asked.pinned or 'the projects'} into {asked.environment} (once)", flush=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        _install(asked)
    except (InstallError, OSError) as error:
        sys.exit(f"{error}\n{_WHAT_TO_DO}")
    except KeyboardInterrupt:
        for process in tuple(_running):  # a thread removes what has ended
            process.terminate()
            process.wait()
        sys.exit("\nNot installed, because it was interrupted. The same command begins anew.")
    print(f"  installed in {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
