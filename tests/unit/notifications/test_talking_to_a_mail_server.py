"""What is said to a mail server, over a connection of our own."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import pytest

from notifications.channels.email.server import MailReason, MailServer, SmtpConversation
from notifications.channels.email.writer import Letter
from notifications.domain.handover import Accepted, HandOver, Refused, Unable
from notifications.domain.vocabulary import Reason

LETTER = Letter("van@stad.example", "aan@clb.example", b"Subject: x\r\n\r\n.y")


class Listener:
    """Answers each command by its first word from ``answers``, else `250`; keeps the lines it hears.

    An empty answer is none at all.
    """

    def __init__(self, answers: Mapping[str, str]) -> None:
        self.heard: list[str] = []
        self._answers = {"DATA": "354 go on", "QUIT": "221 bye", **answers}

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 hello\r\n")
        in_mail = False
        while heard := await reader.readline():
            line = heard.decode().rstrip("\r\n")
            if in_mail and line != ".":
                continue
            word = line.partition(" ")[0]
            self.heard.append(line if word in ("MAIL", "RCPT") else word)
            answer = self._answers.get(word, "250 OK")
            in_mail = word == "DATA" and answer.startswith("354")
            if answer:
                writer.write(f"{answer}\r\n".encode())
        writer.close()


@asynccontextmanager
async def conversation(listener: Listener, timeout_s: float) -> AsyncIterator[SmtpConversation]:
    async with await asyncio.start_server(listener.talk, "127.0.0.1", 0) as server:
        talking = SmtpConversation(MailServer("127.0.0.1", server.sockets[0].getsockname()[1], timeout_s=timeout_s))
        try:
            yield talking
        finally:
            await talking.end()


async def said_of(answers: Mapping[str, str], *, timeout_s: float = 5) -> tuple[HandOver, list[str]]:
    listener = Listener(answers)
    async with conversation(listener, timeout_s) as talking:
        return await talking.hand_over(LETTER), listener.heard


async def test_a_server_from_before_extensions_is_greeted_its_way() -> None:
    outcome, heard = await said_of({"EHLO": "502 not here"})
    assert outcome == Accepted()
    assert heard[:4] == ["EHLO", "HELO", "MAIL FROM:<van@stad.example>", "RCPT TO:<aan@clb.example>"]


async def test_a_receiver_elsewhere_to_whom_the_server_forwards_is_told() -> None:
    assert (await said_of({"RCPT": "251 forwarded"}))[0] == Accepted()


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({"MAIL": "550 not you"}, Unable("smtp-550", server_away=True, unheard=True)),
        ({"RCPT": "550 nobody"}, Refused("smtp-550")),
        ({"RCPT": "450 later"}, Unable("smtp-450")),
        ({"DATA": "554 no"}, Refused("smtp-554")),
    ],
)
async def test_what_is_refused_ends_as_the_step_says(answers: Mapping[str, str], outcome: HandOver) -> None:
    assert (await said_of(answers))[0] == outcome


@pytest.mark.parametrize(
    ("silent_at", "outcome"),
    [
        ("MAIL", Unable(MailReason.UNREACHABLE, server_away=True, unheard=True)),
        ("RCPT", Unable(MailReason.UNREACHABLE, server_away=True)),
        ("DATA", Unable(Reason.NO_ANSWER, in_doubt=True, server_away=True)),
        (".", Unable(Reason.NO_ANSWER, in_doubt=True, server_away=True)),
    ],
)
async def test_a_server_that_falls_silent_is_not_waited_for_longer_than_a_mail_may_take(
    silent_at: str, outcome: HandOver
) -> None:
    async with asyncio.timeout(4):
        assert (await said_of({silent_at: ""}, timeout_s=0.3))[0] == outcome
