"""Processes of an earlier run that outlived it, ended before the next one takes their place."""

import asyncio
import contextlib
import signal
from pathlib import Path

import psutil

from shared.local.state import StackState

_LIMIT_S = 20.0


async def end_process_with(pid_file: Path, program: str, stop_signal: signal.Signals) -> None:
    """End the process that a pid file names, when it is still that program, and remove the file.

    A number that belongs to another program by now is left alone. Only for whoever holds the data's lock.
    """
    if not pid_file.exists():
        return
    pid = int(pid_file.read_text().split(maxsplit=1)[0])
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        if process.name() == program:
            await end_process(process, stop_signal)
    pid_file.unlink(missing_ok=True)


async def end_leftovers(state: Path) -> None:
    """End the processes of an earlier run on this data that outlived it. Only for whoever holds the data's lock."""
    if not state.exists():
        return
    earlier = StackState.read(state).processes.items()
    running = [(name, process) for name, record in earlier if (process := record.find())]
    await asyncio.gather(
        *(end_process(process, signal.SIGINT if name == "postgres" else signal.SIGTERM) for name, process in running)
    )


async def end_process(process: psutil.Process, stop_signal: signal.Signals) -> None:
    """Ask a process that is not our child to end; kill it after 20 s."""
    with contextlib.suppress(psutil.NoSuchProcess):
        process.send_signal(stop_signal)
        try:
            await asyncio.to_thread(process.wait, _LIMIT_S)
        except psutil.TimeoutExpired:
            process.kill()
            await asyncio.to_thread(process.wait, _LIMIT_S)
