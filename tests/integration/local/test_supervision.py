import asyncio
import os
import signal

import psutil
import pytest

from shared.local.errors import PartFailedError, PortTakenError
from shared.local.forked import ForkServer
from shared.local.stack import Stack
from shared.local.supervisor import RestartPolicy

IMPATIENT = RestartPolicy(first_wait_s=0.05, longest_wait_s=0.1, quick_deaths=3)


def _stack(tmp_path, settings, **options):
    return Stack(tmp_path / "var", settings=settings, ports="free", services=("casework",), **options)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_a_service_is_migrated_served_and_drained(tmp_path, given_parts, toy):
    async with _stack(tmp_path, given_parts):
        assert len(toy.processes("migrate")) == len(toy.processes("serve")) == 1

    assert toy.processes("drained") == toy.processes("serve")
    assert (tmp_path / "var" / "log" / "casework.log").read_text() == "toy migrate\ntoy serve\n"


async def test_a_killed_service_is_started_again(tmp_path, given_parts, toy):
    said = []
    async with _stack(tmp_path, given_parts, report=said.append) as stack:
        await stack.kill("casework")
        await stack.back("casework")

        first, second = toy.processes("serve")
        assert not _alive(first)
        assert _alive(second)
    assert "casework ended (signal 9); starting it again" in said


async def test_a_service_that_keeps_dying_is_given_up_with_its_last_lines(tmp_path, given_parts, toy):
    async with _stack(tmp_path, given_parts, restarts=IMPATIENT) as stack:
        toy.break_down()
        await stack.kill("casework")
        error = await asyncio.wait_for(stack.given_up(), 20)

    assert "casework died 3 times in a row" in str(error)
    assert str(error).endswith("the toy is broken")


async def test_a_service_that_never_starts_stops_the_start_with_its_last_lines(tmp_path, given_parts, toy):
    toy.break_down()

    with pytest.raises(PartFailedError, match=r"casework ended with exit code 1[\s\S]*the toy is broken"):
        async with _stack(tmp_path, given_parts):
            pytest.fail("a broken service must not count as started")


async def test_a_hurried_stop_waits_for_no_work(tmp_path, given_parts, toy, monkeypatch):
    monkeypatch.setenv("TOY_WORK_S", "20")
    async with asyncio.timeout(10):
        async with _stack(tmp_path, given_parts) as stack:
            asyncio.get_running_loop().call_later(0.5, stack.hurry)

    assert len(toy.processes("draining")) == 1
    assert toy.processes("drained") == []


async def test_a_taken_port_is_told_before_anything_starts(tmp_path, given_parts, toy):
    settings = given_parts.on_free_ports()
    taken = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", settings.casework_port)

    with pytest.raises(
        PortTakenError, match=f"{settings.casework_port}, which casework needs[^.]*process {os.getpid()}"
    ):
        async with Stack(tmp_path / "var", settings=settings, services=("casework",)):
            pytest.fail("the port was taken")

    taken.close()
    assert toy.processes("migrate") == []


async def test_sigterm_to_a_service_counts_as_a_death(tmp_path, given_parts, toy):
    async with _stack(tmp_path, given_parts) as stack:
        os.kill(toy.processes("serve")[0], signal.SIGTERM)
        while len(toy.processes("serve")) < 2:
            await asyncio.sleep(0.05)
        await stack.back("casework")


@pytest.mark.soak
@pytest.mark.skipif(not ForkServer.runs_here(), reason="only Linux forks services")
async def test_services_whose_fork_server_was_killed_end_with_it_and_are_started_again(tmp_path, given_parts, toy):
    async with _stack(tmp_path, given_parts) as stack:
        (first,) = toy.processes("serve")
        psutil.Process(first).parent().kill()
        while len(toy.processes("serve")) < 2:
            await asyncio.sleep(0.05)
        await stack.back("casework")

        assert not _alive(first)
    assert toy.processes("drained") == toy.processes("serve")
