"""Alive means that it makes progress, ready that it can do its work now."""

import asyncio

from shared.runtime.health import CheckResult, Health, State


async def fine() -> CheckResult:
    return CheckResult(True)


async def broken() -> CheckResult:
    return CheckResult(False, "30 s behind")


async def raising() -> CheckResult:
    raise ConnectionRefusedError("Zonnebloem")


async def hanging() -> CheckResult:
    await asyncio.sleep(60)
    return CheckResult(True)


async def test_a_service_is_ready_between_its_start_and_its_stop() -> None:
    health = Health()
    health.add("database", fine)
    assert [(await health.ready()).ok, health.state] == [False, State.STARTING]
    health.mark_ready()
    assert (await health.ready()).ok
    health.mark_stopping()
    report = await health.ready()
    assert (report.ok, report.state) == (False, State.STOPPING)


async def test_a_failed_check_makes_it_unready_and_says_why() -> None:
    health = Health(timeout_s=0.05)
    health.mark_ready()
    for name, check in (("a", fine), ("b", broken), ("c", raising), ("d", hanging)):
        health.add(name, check)
    report = await health.ready()
    assert not report.ok
    assert report.checks == {
        "a": CheckResult(True),
        "b": CheckResult(False, "30 s behind"),
        "c": CheckResult(False, "ConnectionRefusedError"),
        "d": CheckResult(False, "no answer in time"),
    }


async def test_only_a_lack_of_progress_makes_it_not_alive() -> None:
    health = Health()
    health.add("database", broken)
    assert (await health.live()).ok
    health.add("consumers", broken, liveness=True)
    report = await health.live()
    assert (report.ok, list(report.checks)) == (False, ["consumers"])
