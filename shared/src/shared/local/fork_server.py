"""``python -m shared.local.fork_server``: has imported what all services need, and becomes a service by forking.

Four services that import the same on their own take most of the time in which the stack starts. Orders come as lines
on standard input (`Order`). An answer is the id of a process that began, or the id and exit code of one that ended.
Linux alone: elsewhere a fork without a new program is not safe.
"""

import contextlib
import gc
import json
import os
import runpy
import select
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module

from shared.local import launcher

_NEEDED_BY_ALL = (
    "shared.service.command",
    "shared.copies.calendars",
    "shared.copies.contacts",
    "shared.copies.persons",
    "shared.web.session.logout_token",
    "uvloop",
)
_READ_BYTES = 65_536


@dataclass(frozen=True)
class Order:
    """``python -m MODULE ARGUMENT...``, as ``name``, with this whole environment; ``log`` is appended to."""

    name: str
    module: str
    arguments: Sequence[str]
    environment: Mapping[str, str]
    log: str
    stop_signal: int

    def line(self) -> bytes:
        return json.dumps(asdict(self)).encode() + b"\n"


def main() -> None:
    """Fork until standard input ends. In a forked process it runs what was ordered, as if it had been started alone."""
    # What is collected later is looked at in every process, and then no longer shared between them.
    gc.disable()
    for module in _NEEDED_BY_ALL:
        import_module(module)
    gc.freeze()
    gc.enable()
    if order := _order_to_fulfil():
        sys.argv = [order.module, *order.arguments]
        runpy.run_module(order.module, run_name="__main__", alter_sys=True)


def _order_to_fulfil() -> Order | None:
    """The order of this process, if it was forked; None at the end of the process that forks."""
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda _signal, _frame: None)
    parent = os.getpid()
    for order in _orders(woken):
        if pid := os.fork():
            _answer({"pid": pid})
            continue
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.close(woken)
        os.close(wake)
        _become(order, parent)
        return order
    return None


def _orders(woken: int) -> Iterator[Order]:
    """What is ordered, until standard input ends. Tells of processes that ended meanwhile."""
    rest = b""
    while True:
        ready, _, _ = select.select([sys.stdin.fileno(), woken], [], [])
        if woken in ready:
            os.read(woken, _READ_BYTES)
            _tell_of_ended()
        if sys.stdin.fileno() not in ready:
            continue
        arrived = os.read(sys.stdin.fileno(), _READ_BYTES)
        if not arrived:
            return
        *lines, rest = (rest + arrived).split(b"\n")
        for line in lines:
            yield Order(**json.loads(line))


def _tell_of_ended() -> None:
    with contextlib.suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            _answer({"pid": pid, "code": os.waitstatus_to_exitcode(status)})


def _answer(answer: Mapping[str, int]) -> None:
    os.write(sys.stdout.fileno(), json.dumps(answer).encode() + b"\n")


def _become(order: Order, parent: int) -> None:
    """What a process that was started alone would have: a session, an environment, files, numbers of its own."""
    import uuid_utils

    os.setsid()
    launcher.end_with(parent, order.stop_signal)
    launcher.call_it(order.name)
    log = os.open(order.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(source, target)
    os.close(log)
    os.close(nothing)
    os.environ.clear()
    os.environ.update(order.environment)
    # Its generator is not Python's, and would go on alike in all forked processes.
    uuid_utils.reseed_rng()


if __name__ == "__main__":
    main()
