"""``python -m tests.bench.sampled FILE``: the attendance service, sampled, and at its end the samples by what it did.

Every 2 ms of processor time the stack is looked at, from inside out, for the first part that has a name below. Samples
count from the first mark on. Sampling costs less than a hundredth, so the sampled run is as fast as any.
"""

import json
import signal
import sys
from collections import Counter
from pathlib import Path
from types import FrameType

from attendance.__main__ import main

_EVERY_S = 0.002
_FIRST_MARK = "mark_batches.py"
PARTS = {
    "fetch": (
        "/aiokafka/",
        "/faststream/",
        "/messaging/fetching.py",
        "/messaging/reading.py",
        "/messaging/consumers.py",
    ),
    "envelope": ("/messaging/envelope.py",),
    "validation": ("/shared/contracts/",),
    "encoding": ("/register/storage/", "/sqlalchemy/", "/asyncpg/"),
    "domain": ("/attendance/",),
}
REST = "the rest"


def part_of(frame: FrameType | None) -> str:
    """The name of the innermost part on a stack."""
    while frame is not None:
        for name, places in PARTS.items():
            if any(place in frame.f_code.co_filename for place in places):
                return name
        frame = frame.f_back
    return REST


def _begun(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename.endswith(_FIRST_MARK):
            return True
        frame = frame.f_back
    return False


def _serve(into: Path) -> None:
    samples: Counter[str] = Counter()

    def sample(_: int, frame: FrameType | None) -> None:
        if samples or _begun(frame):
            samples[part_of(frame)] += 1

    signal.signal(signal.SIGPROF, sample)
    signal.setitimer(signal.ITIMER_PROF, _EVERY_S, _EVERY_S)
    try:
        main(["serve"])
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        into.write_text(json.dumps(samples))


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
