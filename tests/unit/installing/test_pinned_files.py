"""The pinned files are installed as they stand, so each has to be whole: nothing may be left for pip to choose."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, requires
from itertools import product
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).parents[3]
PROJECTS = ("shared", "services/attendance", "services/casework", "services/consultation", "services/notifications")
FILES = ("constraints.txt", "constraints-local.txt", "constraints-runtime.txt", "constraints-build.txt")
EVERY_FILE = (*FILES, "constraints-bench.txt")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS = {"linux": "Linux", "darwin": "Darwin"}

PIN = re.compile(r"(?P<name>[a-z0-9][a-z0-9-]*)==[^\s;]+( ; [^\\]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+")
BUILD, DEV = ("group", "build"), ("group", "dev")

# What each file is installed for: the projects' own needs with an extra, or a group of the workspace; and from which
# Python on.
PURPOSES = {
    "constraints.txt": (("projects", "local", "mail-catcher"), DEV, "3.11"),
    "constraints-local.txt": (("projects", "local"), BUILD, "3.11"),
    "constraints-runtime.txt": (("projects", "mail-catcher"), None, "3.13"),
    "constraints-build.txt": (None, BUILD, "3.13"),
}


def pins(path: Path) -> list[str]:
    return re.split(r"\n(?=\S)", path.read_text().rstrip("\n"))


def pinned(path: Path) -> dict[str, Requirement]:
    requirements = (Requirement(pin.split(" \\\n")[0]) for pin in pins(path))
    return {canonicalize_name(requirement.name): requirement for requirement in requirements}


@pytest.mark.parametrize("file", EVERY_FILE)
def test_every_line_is_a_pin_with_hashes(file: str) -> None:
    assert [pin for pin in pins(REPOSITORY / file) if not PIN.fullmatch(pin)] == []


def test_files_agree_on_the_version_of_a_package() -> None:
    versions: dict[str, set[str]] = {}
    for file in FILES:
        for name, requirement in pinned(REPOSITORY / file).items():
            versions.setdefault(name, set()).add(str(requirement.specifier))
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


@pytest.mark.parametrize("file", FILES)
def test_nothing_that_a_package_needs_is_left_to_be_resolved(file: str) -> None:
    assert sorted(missing(file)) == []


def test_a_pin_that_is_missing_is_named(tmp_path: Path) -> None:
    whole = pins(REPOSITORY / "constraints-local.txt")
    lacking = [pin for pin in whole if not pin.startswith("greenlet==")]
    (tmp_path / "constraints-local.txt").write_text("\n".join(lacking))
    assert "sqlalchemy needs greenlet" in {
        line.partition(">")[0] for line in missing("constraints-local.txt", tmp_path)
    }


@pytest.mark.parametrize("file", ["Makefile", "Dockerfile", "README.md", "CONTRIBUTING.md", ".ci/run", "install.py"])
def test_hashes_are_never_asked_for_without_leaving_the_resolver_out(file: str) -> None:
    lines = (REPOSITORY / file).read_text().splitlines()
    assert [line for line in lines if "--require-hashes" in line and "--no-deps" not in line] == []


def missing(file: str, folder: Path = REPOSITORY) -> set[str]:
    """Needs of the packages of a file that the file does not answer, on any Python and system that is supported."""
    return {
        lack
        for python, (platform, system) in product(PYTHONS, PLATFORMS.items())
        if python >= PURPOSES[file][2]
        for lack in lacks(file, folder, surroundings(python, platform, system))
    }


def lacks(file: str, folder: Path, environment: Mapping[str, str]) -> Iterator[str]:
    there = {
        name: requirement for name, requirement in pinned(folder / file).items() if holds(requirement, environment, "")
    }
    to_do = [("the project", requirement) for requirement in roots(file)]
    seen = set()
    while to_do:
        whose, need = to_do.pop()
        name = canonicalize_name(need.name)
        if name not in there or not need.specifier.contains(version(there[name]), prereleases=True):
            yield f"{whose} needs {need.name}{need.specifier}"
            continue
        for extra in (*need.extras, ""):
            if (name, extra) not in seen:
                seen.add((name, extra))
                own = (Requirement(text) for text in requires_of(name))
                to_do += [(name, one) for one in own if holds(one, environment, extra)]


def roots(file: str) -> Iterator[Requirement]:
    projects, group, _ = PURPOSES[file]
    if projects:
        for folder in PROJECTS:
            project = tomllib.loads((REPOSITORY / folder / "pyproject.toml").read_text())["project"]
            wanted = [*project["dependencies"]]
            for extra in projects[1:]:
                wanted += project.get("optional-dependencies", {}).get(extra, ())
            yield from (Requirement(text) for text in wanted if text != "flankerend-shared")
    if group:
        groups = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["dependency-groups"]
        yield from of_group(groups, group[1])


def of_group(groups: Mapping[str, list[str | Mapping[str, str]]], name: str) -> Iterator[Requirement]:
    for entry in groups[name]:
        if isinstance(entry, str):
            yield Requirement(entry)
        else:
            yield from of_group(groups, entry["include-group"])


def requires_of(name: str) -> list[str]:
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []  # not for this system; what it needs can't be known here


def holds(requirement: Requirement, environment: Mapping[str, str], extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({**environment, "extra": extra})


def version(pin: Requirement) -> str:
    return next(iter(pin.specifier)).version


def surroundings(python: str, platform: str, system: str) -> dict[str, str]:
    return {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": platform,
        "platform_system": system,
    }
