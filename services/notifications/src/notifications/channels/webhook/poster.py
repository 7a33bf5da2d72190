"""Posts an event to the address that was checked, and says what the other side answered."""

import asyncio
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from time import monotonic
from typing import TYPE_CHECKING
from uuid import UUID

from notifications.channels.webhook.event import CONTENT_TYPE
from notifications.channels.webhook.guard import Guard, Target
from notifications.channels.webhook.secrets import signed_headers
from notifications.domain.handover import Accepted, HandOver, Refused, Unable
from shared.domain.errors import InvalidField

if TYPE_CHECKING:
    import httpx2

_MOST_READ = 4096
_LONGEST_WAIT = timedelta(hours=1)
_TRY_AGAIN = frozenset({408, 409, 425, 429})
_GONE = 410


class WebhookReason(StrEnum):
    """Why a notice did not go to a webhook, beside the status of its answer (`http-503`)."""

    UNREACHABLE = "webhook-unreachable"
    NO_ANSWER = "webhook-no-answer"
    ADDRESS = "webhook-address-refused"
    SECRET = "webhook-secret-unreadable"  # noqa: S105
    NONE = "webhook-missing"
    UNWRITABLE = "webhook-cannot-be-written"


@dataclass(frozen=True, slots=True)
class Heard:
    """What the other side did: its status and how long to wait, or the reason why there is no status."""

    seconds: float
    status: int | None = None
    reason: WebhookReason | None = None
    retry_after: timedelta | None = None

    @property
    def accepted(self) -> bool:
        """Whether the other side took it."""
        return isinstance(self.outcome, Accepted)

    @property
    def outcome(self) -> HandOver:
        """What that means for a notice."""
        if self.status is None:
            if self.reason is WebhookReason.ADDRESS:
                return Refused(self.reason)
            in_doubt = self.reason is WebhookReason.NO_ANSWER
            return Unable(self.reason or WebhookReason.UNREACHABLE, in_doubt=in_doubt, retry_after=self.retry_after)
        if 200 <= self.status < 300:
            return Accepted()
        if self.status in _TRY_AGAIN or self.status >= 500:
            return Unable(f"http-{self.status}", retry_after=self.retry_after)
        return Refused(f"http-{self.status}", is_gone=self.status == _GONE)


class Poster:
    """Posts events, each over a connection of its own: a connection proves the name of one receiver alone."""

    def __init__(self, guard: Guard, *, timeout_s: float, tls: ssl.SSLContext | None = None) -> None:
        self.guard = guard
        self._timeout_s = timeout_s
        self._tls = tls
        self._http: httpx2.AsyncClient | None = None

    async def post(self, url: str, event_id: UUID, body: str, *, secrets: list[str]) -> Heard:
        """Sign and post an event. Never raises for what another side, or the way there, can do."""
        import httpx2

        began, target = monotonic(), None
        try:
            async with asyncio.timeout(self._timeout_s):
                target = await self.guard.target(url)
                headers = signed_headers(event_id, body, secrets=secrets)
                return await self._answer(target, body, headers, began=began)
        except InvalidField:
            return _unheard(WebhookReason.ADDRESS, began)
        except httpx2.ConnectError:
            return _unheard(WebhookReason.UNREACHABLE, began)
        except (TimeoutError, httpx2.HTTPError):
            return _unheard(WebhookReason.NO_ANSWER if target else WebhookReason.UNREACHABLE, began)
        except OSError:
            return _unheard(WebhookReason.UNREACHABLE, began)

    async def end(self) -> None:
        """Leave."""
        http, self._http = self._http, None
        if http:
            await http.aclose()

    async def _answer(self, target: Target, body: str, headers: dict[str, str], *, began: float) -> Heard:
        http = self._client()
        request = http.build_request(
            "POST",
            target.url,
            content=body.encode(),
            headers={
                **headers,
                "Host": target.host_header,
                "Content-Type": CONTENT_TYPE,
                "Accept-Encoding": "identity",
                "User-Agent": "flankerend",
            },
            extensions={"sni_hostname": target.place.host},
        )
        response = await http.send(request, stream=True)
        try:
            read = 0
            async for piece in response.aiter_raw():
                read += len(piece)
                if read >= _MOST_READ:
                    break
        finally:
            await response.aclose()
        return Heard(
            monotonic() - began, response.status_code, retry_after=pause_of(response.headers.get("retry-after"))
        )

    def _client(self) -> "httpx2.AsyncClient":
        import httpx2

        if self._http is None:
            self._http = httpx2.AsyncClient(
                timeout=self._timeout_s,
                trust_env=False,
                follow_redirects=False,
                verify=self._tls or True,
                limits=httpx2.Limits(max_keepalive_connections=0),
            )
        return self._http


def pause_of(text: str | None) -> timedelta | None:
    """The pause that `Retry-After` asks for, in seconds or until a date; an hour at most. None where it says none."""
    if text is None:
        return None
    if text.strip().isdecimal() and text.isascii():
        return min(timedelta(seconds=min(int(text[:6]), 999_999)), _LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, OverflowError):  # the other side writes what it likes
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max(until - datetime.now(UTC), timedelta()), _LONGEST_WAIT)


def _unheard(reason: WebhookReason, began: float) -> Heard:
    return Heard(monotonic() - began, reason=reason)
