"""The dead letters of all services, as an operator sees them: straight from each service's table."""

import base64
import json
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

import asyncpg

from shared.local.errors import LocalStackError

# The value up to where it ends, also where the text is no JSON or breaks off. In JSON that was put as text into JSON
# every quote has backslashes before it, and a quote inside a value has more of them.
_CODE = re.compile(
    r"""
    ( (?P<quote> \\{0,15}" ) (?:official)? code (?P=quote) \s*:\s* )
    (?: \[ [^\]]* \]?
      | \{ [^}]* \}?
      | (?P=quote) (?: (?! (?<!\\)(?P=quote) ) . )* (?P=quote)?
      | [^\s,}\]]+
    )
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)

Status = Literal["parked", "replay", "replayed", "discarded"]

_LIST = """
    SELECT id, topic, partition, "offset", item, error_type, error, status, at FROM dead_letter
    WHERE $1 OR status IN ('parked', 'replay') ORDER BY id
"""
_SHOW = """
    SELECT id, topic, partition, "offset", item, error_type, error, status, at, record_time, key, value, headers
    FROM dead_letter WHERE id = $1
"""
# What was replayed is done; asking twice changes nothing.
_CHANGE = "UPDATE dead_letter SET status = $2 WHERE id = $1 AND status <> 'replayed' RETURNING id"


@dataclass(frozen=True)
class DeadLetter:
    """One record, or one mark of a list (``item``), that a service could not handle."""

    id: str
    service: str
    topic: str
    partition: int
    offset: int
    item: int | None
    error: str
    status: Status
    at: datetime

    def as_json(self) -> dict[str, object]:
        return {**asdict(self), "at": self.at.isoformat()}


class DeadLetterStore:
    """Works on the databases of the given services. Ids are ``<service>-<number>``."""

    def __init__(self, databases: Mapping[str, str]) -> None:
        self._databases = databases

    async def list(self, service: str | None = None, *, done: bool = False) -> list[DeadLetter]:
        """The open dead letters, and with ``done`` also the replayed and discarded; oldest first within a service."""
        letters = []
        for name in [service] if service else self._databases:
            async with self._connection(name) as connection:
                letters += [_letter(name, row) for row in await connection.fetch(_LIST, done)]
        return letters

    async def show(self, letter_id: str) -> dict[str, object]:
        """A dead letter with its record, but without the codes of the school. Raises `LocalStackError` if absent."""
        service, number = self._parse(letter_id)
        async with self._connection(service) as connection:
            row = await connection.fetchrow(_SHOW, number)
        if row is None:
            raise LocalStackError(f"There is no dead letter {letter_id}.")
        return {
            **_letter(service, row).as_json(),
            "record_time": row["record_time"].isoformat(),
            "headers": [[name, _text(value and base64.b64decode(value))] for name, value in json.loads(row["headers"])],
            "key": _text(row["key"]),
            "value": _without_codes(_text(row["value"])),
        }

    async def change(self, letter_id: str, status: Literal["replay", "discarded"]) -> None:
        """Ask for a replay, which the service itself does, or discard. Raises `LocalStackError`."""
        service, number = self._parse(letter_id)
        async with self._connection(service) as connection:
            if await connection.fetchval(_CHANGE, number, status) is None:
                raise LocalStackError(f"There is no dead letter {letter_id}, or it has been replayed already.")

    def _parse(self, letter_id: str) -> tuple[str, int]:
        service, _, number = letter_id.rpartition("-")
        if not number.isdecimal():
            raise LocalStackError(f"{letter_id} is no id of a dead letter; one looks like attendance-12.")
        return service, int(number)

    @asynccontextmanager
    async def _connection(self, service: str) -> AsyncIterator[asyncpg.Connection]:
        if service not in self._databases:
            raise LocalStackError(f"There is no service {service!r}; there are {', '.join(self._databases)}.")
        try:
            connection = await asyncpg.connect(self._databases[service], timeout=10)
        except (OSError, asyncpg.PostgresError, TimeoutError) as error:
            raise LocalStackError(
                f"The database of {service} doesn't answer ({type(error).__name__}). Is the stack running?"
            ) from None
        try:
            yield connection
        finally:
            await connection.close()


def _letter(service: str, row: asyncpg.Record) -> DeadLetter:
    return DeadLetter(
        id=f"{service}-{row['id']}",
        service=service,
        topic=row["topic"],
        partition=row["partition"],
        offset=row["offset"],
        item=row["item"],
        error=f"{row['error_type']}: {row['error']}" if row["error"] != row["error_type"] else row["error"],
        status=row["status"],
        at=row["at"],
    )


def _without_codes(text: str | None) -> str | None:
    """The text with the value of every `code` left out: no person may read a school's reason for an absence."""
    return text and _CODE.sub(r"\1…", text)


def _text(content: bytes | None) -> str | None:
    return None if content is None else content.decode(errors="backslashreplace")
