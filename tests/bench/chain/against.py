"""Another build to measure beside this one: a commit out of history, in a worktree with an environment of its own."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

from packaging.requirements import Requirement

from .system import Build

_HERE = Path(__file__).parents[3]
_PROJECTS = ("shared", "services/attendance", "services/casework", "services/consultation", "services/notifications")
_PINS = ("constraints-runtime.txt", "constraints-build.txt")
_OURS = re.compile(r"_editable_impl_flankerend_|flankerend_.*\.dist-info")


def folder_build(folder: Path) -> Build:
    """The build of a checkout that has its environment in `.venv`."""
    return Build(folder.name, folder.absolute() / ".venv/bin/python")


@contextmanager
def commit_build(commit: str) -> Iterator[Build]:
    """The build of a commit; its worktree goes afterwards. Raises CalledProcessError when it can't be made."""
    with TemporaryDirectory(prefix="flankerend-bench-") as folder:
        tree = Path(folder, "tree")
        _git("worktree", "add", "--detach", str(tree), commit)
        try:
            _install(tree)
            yield Build(commit, tree / ".venv/bin/python")
        finally:
            _git("worktree", "remove", "--force", str(tree))


def _git(*arguments: str) -> None:
    subprocess.run(("git", "-C", str(_HERE), *arguments), check=True, capture_output=True)


def _install(tree: Path) -> None:
    """The packages as that commit pins them: taken over from here if they are the same, else downloaded."""
    environment = tree / ".venv"
    pins = [tree / name for name in _PINS]
    if all(are_installed(file.read_text()) for file in pins):
        venv.create(environment)
        _take_over_packages(environment)
    else:
        _run_install(environment, str(pins[0]), "--anew")
        _run_install(environment, str(pins[1]))
    _run_install(environment, *(word for project in _PROJECTS for word in ("--project", str(tree / project))))


def are_installed(pins: str) -> bool:
    """Whether the packages of a pinned file are here in just these versions, if they are for this machine."""
    lines = (line.rstrip("\\ ") for line in pins.splitlines() if "==" in line and line[0].isalnum())
    return all(_is_installed(Requirement(line)) for line in lines)


def _is_installed(pin: Requirement) -> bool:
    if pin.marker and not pin.marker.evaluate():
        return True
    try:
        return pin.specifier.contains(version(pin.name), prereleases=True)
    except PackageNotFoundError:
        return False


def _take_over_packages(environment: Path) -> None:
    """By hard links, which cost neither time nor disk; without our own projects, which are of this checkout."""
    here = Path(sysconfig.get_path("purelib"))
    [there] = environment.glob("lib/python*/site-packages")
    shutil.rmtree(there)
    ignored = lambda _folder, names: [name for name in names if _OURS.match(name)]  # noqa: E731
    shutil.copytree(here, there, copy_function=_link, ignore=ignored)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _run_install(environment: Path, *arguments: str) -> None:
    subprocess.run(
        (sys.executable, str(_HERE / "install.py"), str(environment), *arguments), check=True, stdout=subprocess.DEVNULL
    )
