"""``Idempotency-Key`` on any POST: the same caller, path and body get the first answer again, for 24 hours.

Rights come first: a caller who may not call the route gets no stored answer. An answer given to other roles of the same
caller is not given again. The same ``sub`` for another school or contact is another caller. A body of any size streams
through while it is hashed; the answer is kept, the body is not.
"""

import asyncio
import contextlib
import hashlib
import re
from collections.abc import AsyncIterator

from sqlalchemy.exc import SQLAlchemyError
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.runtime.http.authentication import PRINCIPAL_SCOPE_KEY
from shared.runtime.http.idempotency_store import Answer, IdempotencyStore, Request, Running
from shared.runtime.http.principal import Principal
from shared.runtime.http.problems import Problem, invalid
from shared.runtime.http.requests import match_of
from shared.runtime.logging import get_logger

HEADER = "Idempotency-Key"
REPLAYED_HEADER = "Idempotency-Replayed"

KEY_PATTERN = r"[\x21-\x7e]{1,255}"

_KEY = re.compile(KEY_PATTERN)


class Idempotency:
    """Runs a POST with a key once. Answers of 500 and above are not kept: the next attempt runs again."""

    def __init__(self, app: ASGIApp, store: IdempotencyStore) -> None:
        self._app = app
        self._store = store

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = _request(scope)
        if request is None:
            await self._app(scope, receive, send)
            return
        body = _HashedBody(receive, scope["query_string"], _rights_of(scope))
        earlier = await self._store.claim(request)
        if isinstance(earlier, Running):
            raise Problem("idempotency-key-in-use", headers={"Retry-After": "1"})
        if isinstance(earlier, Answer):
            await _repeat(earlier, body, scope=scope, send=send)
        else:
            await self._run(request, body, scope=scope, send=send)

    async def _run(self, request: Request, body: "_HashedBody", *, scope: Scope, send: Send) -> None:
        answer = _CollectedAnswer()
        try:
            async with self._signs_of_life(request):
                await self._app(scope, body.receive, answer.send)
                await body.drain()
        except BaseException:
            await asyncio.shield(self._release(request))
            raise
        await self._keep(request, answer, body)
        for message in answer.messages:
            await send(message)

    async def _keep(self, request: Request, answer: "_CollectedAnswer", body: "_HashedBody") -> None:
        if answer.status >= 500 or body.broken_off:
            await self._release(request)
            return
        try:
            await self._store.finish(request, answer.kept(body.digest()))
        except (SQLAlchemyError, OSError) as error:  # the work is done and its answer goes out all the same
            get_logger().warning("idempotency.key_unsaved", error=error)

    async def _release(self, request: Request) -> None:
        try:
            await self._store.release(request)
        except (SQLAlchemyError, OSError) as error:  # the claim lapses by itself
            get_logger().warning("idempotency.key_unsaved", error=error)

    @contextlib.asynccontextmanager
    async def _signs_of_life(self, request: Request) -> AsyncIterator[None]:
        async def renew() -> None:
            while True:
                await asyncio.sleep(self._store.lease.total_seconds() / 3)
                with contextlib.suppress(SQLAlchemyError, OSError):
                    await self._store.renew(request)

        renewing = asyncio.create_task(renew())
        try:
            yield
        finally:
            renewing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await renewing


class _HashedBody:
    """A request body that is hashed, with the query and the rights it is asked with, as it goes by."""

    def __init__(self, receive: Receive, query: bytes, rights: str) -> None:
        self._receive = receive
        self._hash = hashlib.sha256(query + b"\n" + rights.encode() + b"\n")
        self._ended = False
        self.broken_off = False

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._hash.update(message.get("body", b""))
            self._ended = not message.get("more_body", False)
        elif not self._ended:
            self.broken_off = self._ended = True
        return message

    async def drain(self) -> None:
        """Read the rest of the body, so that the hash covers all of it."""
        while not self._ended:
            await self.receive()

    def digest(self) -> bytes:
        return self._hash.digest()


class _CollectedAnswer:
    """An answer held back until it is kept."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    async def send(self, message: Message) -> None:
        self.messages.append(message)

    @property
    def status(self) -> int:
        return int(self.messages[0]["status"]) if self.messages else 500

    def kept(self, body_hash: bytes) -> Answer:
        content_type = Headers(raw=self.messages[0]["headers"]).get("content-type")
        body = b"".join(message.get("body", b"") for message in self.messages[1:])
        return Answer(body_hash, self.status, content_type, body)


def _request(scope: Scope) -> Request | None:
    if scope["type"] != "http" or scope["method"] != "POST" or PRINCIPAL_SCOPE_KEY not in scope:
        return None
    key = Headers(scope=scope).get(HEADER)
    if key is None:
        return None
    if not _KEY.fullmatch(key):
        raise invalid(HEADER, "must be 1 to 255 printable ASCII characters without spaces")
    return Request(_caller(_principal(scope)), key, scope["path"])


def _principal(scope: Scope) -> Principal:
    """The caller with those of its roles that open the route. Raises Problem (403) if no role opens it."""
    principal: Principal = scope[PRINCIPAL_SCOPE_KEY]
    rule = match_of(scope).rule
    if rule is None or rule.opened_by is None:
        return principal
    narrowed = principal.limited_to(rule.opened_by)
    if not narrowed.roles:
        raise Problem("forbidden")
    return narrowed


def _caller(principal: Principal) -> str:
    """The owner of a key; no part can hold a line end."""
    bound = [
        f"{name} {value}" for name, value in (("school", principal.school), ("contact", principal.contact)) if value
    ]
    return "\n".join((principal.subject, *bound))


def _rights_of(scope: Scope) -> str:
    return " ".join(sorted(_principal(scope).roles))


async def _repeat(answer: Answer, body: _HashedBody, *, scope: Scope, send: Send) -> None:
    await body.drain()
    if body.digest() != answer.body_hash:
        reason = "was used before, with another body or query or with other roles; take a new key"
        raise Problem("idempotency-key-reused", errors=[{"field": HEADER, "reason": reason}])
    headers = {REPLAYED_HEADER: "true"} | ({"content-type": answer.content_type} if answer.content_type else {})
    await Response(answer.body, answer.status, headers)(scope, body.receive, send)
