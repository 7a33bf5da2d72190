"""Runs the scripts."""

import asyncio
from pathlib import Path

from tests.bench.measure import Measured
from tests.bench.parts import Parts

from shared.contracts.school_attendance import TOPIC

PYTHON = Path(".venv-bench/bin/python")
_LIMIT_S = 600


async def run(script: str, parts: Parts, count: int, *options: str) -> Measured:
    """What a script measured. Raises RuntimeError with its last words when it fails."""
    path = Path(__file__).with_name(f"{script}.py")
    process = await asyncio.create_subprocess_exec(
        PYTHON,
        path,
        parts.kafka,
        TOPIC,
        str(count),
        *options,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        out, err = await asyncio.wait_for(process.communicate(), _LIMIT_S)
    except TimeoutError:
        process.kill()
        raise RuntimeError(f"{script} took longer than {_LIMIT_S} s") from None
    rates = [line.split()[1] for line in out.decode().splitlines() if line.startswith("rate ")]
    if not rates:
        raise RuntimeError(f"{script} failed: {err.decode()[-2000:]}{out.decode()[-2000:]}")
    return Measured(float(rates[0]))
