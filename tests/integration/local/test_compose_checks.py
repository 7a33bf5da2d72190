"""The health checks of `docker-compose.yml`, run as they stand there against real parts, in good and in bad health."""

import asyncio
import os
import re
import sys
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml

from shared.local.child import Child
from shared.local.home import SERVICES
from shared.local.ports import free_port
from shared.local.programs import MailCatcherProgram

COMPOSE = yaml.safe_load((Path(__file__).parents[3] / "docker-compose.yml").read_text())


async def is_healthy(part: str, port: int) -> bool:
    """Whether the check of a part says so, asked of a port of this machine."""
    kind, *command = COMPOSE["services"][part]["healthcheck"]["test"]
    assert kind == "CMD"
    *program, script = (argument.replace("$$", "$") for argument in command)
    asked = script.replace("/9092", f"/{port}").replace("/1025", f"/{port}")
    with TemporaryDirectory() as memory:
        process = await asyncio.create_subprocess_exec(
            *program,
            asked.replace("/dev/shm", memory),
            env={**os.environ, "HTTP_PORT": str(port)},
            stderr=asyncio.subprocess.DEVNULL,
        )
        well = await process.wait() == 0
        # What went well is remembered, and nothing else: the next check after it may wait.
        assert os.listdir(memory) == (["well"] if well else [])
    return well


@pytest.fixture
async def answering():
    """``await answering(b"...")``: the port of a server that says this to everybody."""
    servers = []

    async def start(answer: bytes) -> int:
        async def answer_all(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(answer)
            writer.write_eof()
            await reader.read()  # to close before it was all read takes back the answer too
            writer.close()

        servers.append(await asyncio.start_server(answer_all, "127.0.0.1", 0))
        return servers[-1].sockets[0].getsockname()[1]

    yield start
    for server in servers:
        server.close()


async def test_a_broker_that_describes_its_cluster_is_healthy(kafka):
    assert await is_healthy("kafka", int(kafka.rpartition(":")[2]))


async def test_a_mail_catcher_that_greets_is_healthy(tmp_path):
    port = free_port()
    child = Child(MailCatcherProgram(tmp_path / "mail", port=port, log=tmp_path / "mail.log"))
    await child.start()
    assert await is_healthy("mail", port)
    await child.stop()


@pytest.mark.parametrize("status", [HTTPStatus.OK, HTTPStatus.SERVICE_UNAVAILABLE])
async def test_a_service_is_healthy_when_it_says_that_it_is_ready(answering, status):
    port = await answering(f"HTTP/1.1 {status.value} {status.phrase}\r\n\r\n".encode())
    assert await is_healthy("casework", port) == (status is HTTPStatus.OK)


@pytest.mark.parametrize("part", ["kafka", "mail", "casework"])
@pytest.mark.parametrize("answer", [b"", b"421 Too busy\r\n"])
async def test_another_answer_is_bad_health(answering, part, answer):
    assert not await is_healthy(part, await answering(answer))


@pytest.mark.parametrize("error", [b"\x00\x0e", b"\x0e\x00"])
async def test_a_broker_that_answers_with_an_error_is_in_bad_health(answering, error):
    # 195, the size of the answer, would be half a character of UTF-8: bytes are counted, not characters.
    healthy = b"\x00\x00\x00\xc3" + b"\x00\x00\x00\x01" + bytes(5)
    assert await is_healthy("kafka", await answering(healthy + b"\x00\x00" + bytes(30)))
    assert not await is_healthy("kafka", await answering(healthy + error + bytes(30)))


@pytest.mark.parametrize("part", ["kafka", "mail", "casework"])
async def test_nobody_there_is_bad_health(part):
    assert not await is_healthy(part, free_port())


def test_the_proxy_leads_to_every_service_of_the_file():
    command = COMPOSE["services"]["front"]["command"]

    for service in SERVICES:
        port = COMPOSE["services"][service]["environment"]["HTTP_PORT"]
        assert f"--service={service}={service}:{port}" in command


async def test_a_proxy_that_takes_requests_is_healthy(tmp_path):
    port = free_port()
    of_the_file = " ".join(COMPOSE["services"]["front"]["command"])
    here = of_the_file.replace("0.0.0.0:${FLANKEREND_WEB_PORT:-8000}", f"127.0.0.1:{port}")
    command = re.sub(r"\$\{\w+:-(\d+)\}", r"\1", here).split()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "shared.local.front", f"--folder={tmp_path / 'front'}", *command
    )
    while not await is_healthy("front", port):
        assert process.returncode is None
        await asyncio.sleep(0.1)
    process.terminate()

    assert await process.wait() == 0
