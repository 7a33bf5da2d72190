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
ROOMS = {
    "shared/messaging": "shared/src/shared/messaging/",
    "shared/domain": "shared/src/shared/domain/",
    **{
        f"{service}/domain": f"services/{service}/src/{service}/domain/"
        for service in ("attendance", "casework", "consultation", "notifications")
    },
    **{
        f"notifications/{room}/domain": f"services/notifications/src/notifications/{room}/domain/"
        for room in ("subjects/case", "subjects/meeting")
    },
}
TESTS = ("tests/unit", "tests/property", "tests/integration/messaging")


def main(workers: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        sources = [f"--cov={name.replace('/', '.')}" for name in ROOMS]
        command = ["pytest", "-q", "-n", workers, *sources, "--cov-branch", f"--cov-report=json:{report}", *TESTS]
        tests = subprocess.run([sys.executable, "-m", *command], check=False)
        if tests.returncode:
            return tests.returncode
        return _judge(json.loads(report.read_text())["files"])


def _judge(files: dict[str, dict[str, dict[str, int]]]) -> int:
    """Print each room's share of branches (with statements, as coverage counts them together) and compare."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for path, measured in files.items():
        for room, folder in ROOMS.items():
            if folder in path:
                summary = measured["summary"]
                found[room][0] += summary["covered_branches"]
                found[room][1] += summary["num_branches"]
    low = 0
    for room in ROOMS:
        covered, branches = found[room]
        share = 100 * covered / branches if branches else 0.0
        print(f"{room:<36} {share:6.1f} % of {branches} branches")  # noqa: T201
        low += share < FLOOR
    return int(bool(low))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "2"))
