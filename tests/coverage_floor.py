"""``python -m tests.coverage_floor [WORKERS]``: messaging and every domain have at least 95 % of their branches tested.

Runs the tests of those places with coverage and fails where one stays below the floor.
"""

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

FLOOR = 95.0
ROOT = Path(__file__).parents[1]
# Where rules are that are in no folder named "domain".
MORE_RULES = (
    "services/attendance/src/attendance/early_signals/kinds",
    "services/casework/src/casework/types",
    "services/consultation/src/consultation/kinds",
    "services/consultation/src/consultation/planning",
)
ROOMS = [
    "shared/src/shared/messaging",
    "shared/src/shared/domain",
    *sorted(str(room.relative_to(ROOT)) for room in ROOT.glob("services/*/src/**/domain")),
    *MORE_RULES,
]
TESTS = ("tests/unit", "tests/property", "tests/component/messaging", "tests/integration/messaging")
# What reads the project's own files and its programs rather than runs its rules.
BESIDE = ("api", "bench", "docs", "house", "installing", "local", "systems")


def main(workers: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        sources = [f"--cov={name_of(room).replace('/', '.')}" for room in ROOMS]
        beside = [f"--ignore=tests/unit/{folder}" for folder in BESIDE]
        command = ["pytest", "-q", "-n", workers, *sources, "--cov-branch", f"--cov-report=json:{report}"]
        command += [*beside, *TESTS]
        tests = subprocess.run([sys.executable, "-m", *command], check=False)
        if tests.returncode:
            return tests.returncode
        return _judge(json.loads(report.read_text())["files"])


def _judge(files: dict[str, dict[str, dict[str, int]]]) -> int:
    """Print each room's share of branches (with statements, as coverage counts them together) and compare."""
    branches: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for path, measured in files.items():
        for room in ROOMS:
            if f"{room}/" in path:
                branches[room][0] += measured["summary"]["covered_branches"]
                branches[room][1] += measured["summary"]["num_branches"]
    low = 0
    for room in ROOMS:
        is_measured = room in branches
        covered, there = branches[room]
        share = 100 * covered / there if there else 100.0 * is_measured
        print(f"{name_of(room):<36} {share:6.1f} % of {there} branches")  # noqa: T201
        low += share < FLOOR
    return int(bool(low))


def name_of(room: str) -> str:
    """The package in a folder, with slashes: `casework/domain`."""
    return room.split("/src/")[1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "2"))
