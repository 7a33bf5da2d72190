"""Writes to consultation as the people would whose work it is."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx

from shared.domain.roles import Role
from shared.local.tokens import make_token

Fields = Mapping[str, Any]


class TownHall:
    """The coordinator at consultation. `at` opens it, `as_partner` and `as_school` are other people at the same place.

    Each answer is what the endpoint says. Raises httpx.HTTPStatusError for what it refuses.
    """

    def __init__(self, client: httpx.AsyncClient, secret: str, token: str) -> None:
        self._client = client
        self._secret = secret
        self._headers = {"Authorization": f"Bearer {token}"}

    @classmethod
    @asynccontextmanager
    async def at(cls, address: str, secret: str) -> AsyncIterator["TownHall"]:
        """Open it. ``secret`` signs the tokens of the stack."""
        async with httpx.AsyncClient(base_url=address, timeout=60) as client:
            yield cls(client, secret, make_token(secret, Role.COORDINATOR, contact="coordinator-1"))

    def as_partner(self, organisation: str) -> "TownHall":
        """Somebody of this service of the city, or of this partner."""
        return self._as(make_token(self._secret, Role.PARTNER, organisation=organisation))

    def as_school(self, school: str) -> "TownHall":
        """The software, or the secretary, of this school."""
        return self._as(make_token(self._secret, Role.SCHOOL, school=school))

    async def all(self, path: str, **query: Any) -> list[dict[str, Any]]:
        """A whole list, page by page."""
        items: list[dict[str, Any]] = []
        cursor: dict[str, str] = {}
        while True:
            page = await self._sent("GET", path, params={"limit": 200, **query, **cursor})
            items += page["items"]
            if page["next"] is None:
                return items
            cursor = {"cursor": page["next"]}

    async def get(self, path: str) -> dict[str, Any]:
        """What is there."""
        return await self._sent("GET", path)

    async def post(self, path: str, body: Fields) -> dict[str, Any]:
        """Have something made or done."""
        return await self._sent("POST", path, json=body)

    async def put(self, path: str, body: Fields, *, version: int | None = None) -> dict[str, Any]:
        """Have something written, in place of this version of it."""
        headers = {} if version is None else {"If-Match": f'"{version}"'}
        return await self._sent("PUT", path, json=body, headers=headers)

    async def added(self, path: str, body: Fields, *, by: str) -> dict[str, Any] | None:
        """What was made; None if the list has something already that is called the same in the field ``by``."""
        if any(item[by] == body[by] for item in await self.all(path)):
            return None
        return await self.post(path, body)

    async def _sent(self, method: str, path: str, *, headers: Fields | None = None, **what: Any) -> dict[str, Any]:
        answer = await self._client.request(method, path, headers={**self._headers, **(headers or {})}, **what)
        answer.raise_for_status()
        return answer.json() if answer.content else {}

    def _as(self, token: str) -> "TownHall":
        return TownHall(self._client, self._secret, token)
