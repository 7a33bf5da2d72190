"""The mail catcher of the bench speaks as much SMTP as mails need."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiosmtplib import SMTP
from tests.bench.chain.catcher import Conversation, Mailbox

MAIL = b"Message-ID: <n1@localhost>\r\nSubject: one\r\n\r\nA line\r\n.with a dot\r\n"


@pytest.fixture
async def port(tmp_path: Path) -> AsyncIterator[int]:
    lines, content = Mailbox(tmp_path).opened()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Conversation(lines, content), "127.0.0.1", 0)
    with lines, content:
        async with server:
            yield server.sockets[0].getsockname()[1]


async def test_mails_are_kept_with_id_receiver_and_bytes(port: int, tmp_path: Path) -> None:
    async with SMTP(hostname="127.0.0.1", port=port) as client:
        await client.sendmail("a@bench.example", ["b@bench.example"], MAIL)
        await client.sendmail("a@bench.example", ["c@bench.example"], MAIL.replace(b"n1", b"n2"))

    mails = Mailbox(tmp_path).caught()
    assert [(mail.message_id, mail.receiver) for mail in mails] == [
        ("n1@localhost", "b@bench.example"),
        ("n2@localhost", "c@bench.example"),
    ]
    assert Mailbox(tmp_path).count() == 2
    assert dict(Mailbox(tmp_path).contents())["b@bench.example"] == MAIL.replace(b"\r\n.with", b"\r\n..with")


async def test_commands_may_come_together_and_in_pieces(port: int, tmp_path: Path) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for piece in (b"MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDA", b"TA\r\n", MAIL + b".", b"\r\nQUIT\r\n"):
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(0)
    answers = [(await reader.readline())[:3] for _ in range(6)]
    writer.close()

    assert answers == [b"220", b"250", b"250", b"354", b"250", b"221"]
    assert Mailbox(tmp_path).count() == 1
