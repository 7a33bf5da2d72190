"""How a service is doing: is it alive (makes progress) and is it ready (can do its work now)?"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found; ``detail`` is a fixed phrase or a number, never data."""

    ok: bool
    detail: str | None = None


Check = Callable[[], Awaitable[CheckResult]]


class State(StrEnum):
    """Where a service is in its life."""

    STARTING = "starting"
    READY = "ready"
    STOPPING = "stopping"


@dataclass(frozen=True, slots=True)
class Report:
    """The result of all checks that bear on one question."""

    ok: bool
    state: State
    checks: Mapping[str, CheckResult]


class Health:
    """The checks of a service and the state it is in.

    A liveness check answers "does it make progress?" (a restart would help when not); it counts for readiness too.
    A check that raises, or takes longer than ``timeout_s``, has failed.
    """

    def __init__(self, *, timeout_s: float = 2.0) -> None:
        self._timeout_s = timeout_s
        self._checks: dict[str, Check] = {}
        self._liveness: set[str] = set()
        self.state = State.STARTING

    def add(self, name: str, check: Check, *, liveness: bool = False) -> None:
        """Ask ``check`` too, under ``name``."""
        self._checks[name] = check
        if liveness:
            self._liveness.add(name)

    def mark_ready(self) -> None:
        """The service runs; from now on the checks alone decide."""
        self.state = State.READY

    def mark_stopping(self) -> None:
        """The service finishes its work at hand and takes no further work."""
        self.state = State.STOPPING

    async def live(self) -> Report:
        """Whether the process makes progress."""
        results = await self._run(self._liveness)
        return Report(all(result.ok for result in results.values()), self.state, results)

    async def ready(self) -> Report:
        """Whether the service can do its work now."""
        results = await self._run(self._checks.keys())
        ok = self.state is State.READY and all(result.ok for result in results.values())
        return Report(ok, self.state, results)

    async def _run(self, names: Iterable[str]) -> dict[str, CheckResult]:
        ordered = sorted(names)
        results = await asyncio.gather(*(self._ask(self._checks[name]) for name in ordered))
        return dict(zip(ordered, results, strict=True))

    async def _ask(self, check: Check) -> CheckResult:
        try:
            async with asyncio.timeout(self._timeout_s):
                return await check()
        except TimeoutError:
            return CheckResult(False, "no answer in time")
        except Exception as error:
            return CheckResult(False, type(error).__name__)
