"""How long a machine that has nothing takes to the first result: ``python3 tests/bench/first_start.py``.

Of this commit, and with ``--beside COMMIT`` of another one in turn: clone, install what `make demo` needs, download
Kafka, run the demo, start the system. HOME, caches and environment are empty each time (``.ci/stock``). A commit from
before pins were installed without resolving gets `--no-deps` added, for without it pip may stop. Needs Python alone.
"""

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

REPOSITORY = Path(__file__).parents[2]
STOCK = REPOSITORY / ".ci" / "stock"
READY = "everything is ready"
DOWNLOAD = "from shared.local.kafka_jars import kafka_jars; kafka_jars()"
ERRORS = "lines at level error"
STEPS = ("clone", "install", "download Kafka", "demo is ready", "demo's result", "up is ready", ERRORS)


def main() -> None:
    """Measure and print the median of each step, in seconds."""
    parser = argparse.ArgumentParser(description="Measure the way from a clone to the first result.")
    parser.add_argument("--beside", metavar="COMMIT", help="another commit to measure in turn")
    parser.add_argument("--turns", type=int, default=1)
    parser.add_argument("--busy", type=int, default=0, metavar="N", help="busy loops a core while the system starts")
    asked = parser.parse_args()
    commits = [commit for commit in (asked.beside, "HEAD") if commit]
    taken: dict[str, list[dict[str, float]]] = {commit: [] for commit in commits}
    for turn in range(asked.turns):
        for commit in commits if turn % 2 == 0 else reversed(commits):
            taken[commit].append(first_start(commit, asked.busy))
            print(
                commit, *(f"{step} {seconds:.1f}" for step, seconds in taken[commit][-1].items()), sep=", ", flush=True
            )
    print(f"\nmedian of {asked.turns}, in seconds".ljust(36), *(commit.rjust(10) for commit in commits))
    sums = {commit: {step: median(turn[step] for turn in taken[commit]) for step in STEPS} for commit in commits}
    for step in STEPS:
        print(step.ljust(35), *(f"{sums[commit][step]:10.1f}" for commit in commits))
    for what, last in (
        ("from clone to the demo's result", "demo's result"),
        ("from clone to up is ready", "up is ready"),
    ):
        print(what.ljust(35), *(f"{whole(sums[commit], last):10.1f}" for commit in commits))


def whole(steps: dict[str, float], last: str) -> float:
    """What is needed before, and the last step."""
    return sum(steps[step] for step in STEPS[:3]) + steps[last]


def first_start(commit: str, busy: int) -> dict[str, float]:
    """The seconds that each step takes, and the lines at level error."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # earlier commits, started by root, can't run where nobody else may enter
        copy, home = Path(folder, "flankerend"), Path(folder, "home")
        home.mkdir()
        steps = {"clone": timed(lambda: clone(commit, copy))}
        steps["install"] = timed(lambda: run(copy, home, "make", install_target(copy)))
        steps["download Kafka"] = timed(lambda: run(copy, home, ".venv/bin/python", "-c", DOWNLOAD))
        began = time.monotonic()
        for line in lines(copy, home, "make", "demo"):
            if READY in line:
                steps["demo is ready"] = time.monotonic() - began
        steps["demo's result"] = time.monotonic() - began
        with busy_loops(busy * (os.cpu_count() or 1)):
            began = time.monotonic()
            for line in lines(copy, home, "make", "up", until=READY):
                if READY in line:
                    steps["up is ready"] = time.monotonic() - began
        steps.setdefault("up is ready", float("inf"))
        steps[ERRORS] = sum(log.read_text().count('"level":"error"') for log in copy.glob("var/log/*.log"))
        return steps


@contextmanager
def busy_loops(number: int) -> Iterator[None]:
    """Processes that do nothing, all the time, for ten minutes at most."""
    command = ["timeout", "600", sys.executable, "-c", "while True: pass"]
    loops = [subprocess.Popen(command) for _ in range(number)]
    try:
        yield
    finally:
        for loop in loops:
            loop.terminate()
            loop.wait()


def clone(commit: str, copy: Path) -> None:
    """This repository at a commit, with pins installed as they stand."""
    command = ["git", "clone", "--quiet", "--no-hardlinks", str(REPOSITORY), str(copy)]
    subprocess.run(command, check=True)
    subprocess.run(["git", "-C", str(copy), "checkout", "--quiet", full(commit)], check=True)
    makefile = copy / "Makefile"
    makefile.write_text(re.sub(r"(?<!--no-deps )--require-hashes", "--no-deps --require-hashes", makefile.read_text()))


def full(commit: str) -> str:
    """The commit's whole name: HEAD of a clone may be another one."""
    command = ["git", "-C", str(REPOSITORY), "rev-parse", commit]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def install_target(copy: Path) -> str:
    return "install" if "\ninstall:" in (copy / "Makefile").read_text() else ".venv/.installed"


def run(copy: Path, home: Path, *command: str) -> None:
    for _ in lines(copy, home, *command):
        pass


def lines(copy: Path, home: Path, *command: str, until: str | None = None) -> Iterator[str]:
    """What a command prints; after the line with ``until`` it is asked to end."""
    said = []
    with subprocess.Popen(
        [str(STOCK), str(home), *command],
        cwd=copy,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        for line in process.stdout or ():
            said.append(line)
            yield line
            if until and until in line:
                subprocess.run(["kill", f"-{signal.SIGINT.value}", "--", f"-{process.pid}"], check=False)
    if process.returncode != 0 and not until:
        raise SystemExit(f"{' '.join(command)} failed:\n{''.join(said[-25:])}")


def timed(action: Callable[[], None]) -> float:
    began = time.monotonic()
    action()
    return time.monotonic() - began


if __name__ == "__main__":
    main()
