"""Asks the services, as a coordinator would."""

from collections.abc import AsyncIterator
from types import TracebackType
from typing import Any, Self

import httpx

from shared.domain.roles import Role
from shared.local.stack import Stack


class Services:
    """The four services' HTTP APIs, as an async context manager."""

    def __init__(self, stack: Stack, role: Role = Role.COORDINATOR) -> None:
        self._stack = stack
        self._client = httpx.AsyncClient(headers={"Authorization": f"Bearer {stack.token(role)}"}, timeout=30)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def get(self, service: str, path: str, **query: Any) -> Any:
        """What a service answers. Raises httpx.HTTPStatusError."""
        answer = await self._client.get(f"{self._stack.service_url(service)}{path}", params=query)
        return answer.raise_for_status().json()

    async def post(self, service: str, path: str, body: dict[str, Any]) -> Any:
        """Likewise, for something to be done."""
        answer = await self._client.post(f"{self._stack.service_url(service)}{path}", json=body)
        return answer.raise_for_status().json()

    async def all(self, service: str, path: str, **query: Any) -> list[dict[str, Any]]:
        """A whole list, page by page."""
        return [item async for item in self._pages(service, path, query)]

    async def _pages(self, service: str, path: str, query: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
        cursor: dict[str, str] = {}
        while True:
            page = await self.get(service, path, limit=200, **query, **cursor)
            for item in page["items"]:
                yield item
            if page["next"] is None:
                return
            cursor = {"cursor": page["next"]}
