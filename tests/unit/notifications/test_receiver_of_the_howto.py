"""The sample receiver of the page about webhooks does what the page says of it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest
from standardwebhooks import Webhook as Signer

from notifications.channels.webhook.event import sample_event
from notifications.channels.webhook.secrets import new_secret, signed_headers
from notifications.testing.factories import NOW
from shared.runtime.ids import new_id

PAGE = Path(__file__).parents[3] / "docs/howto/receive-webhooks.md"
SECRET = new_secret()


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the page defines."""
    [code] = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    monkeypatch.setenv("NOTICE_SECRET", SECRET)
    defined: dict[str, Any] = {"__name__": "receiver"}
    exec(compile(code, str(PAGE), "exec"), defined)
    return defined


@contextmanager
def serving(receiver: dict[str, Any]) -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), receiver["Notices"])
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_the_receiver_of_the_howto_takes_an_event_once_and_refuses_a_stale_one(receiver: dict[str, Any]) -> None:
    event_id = new_id()
    body = sample_event(event_id, NOW)
    fresh = signed_headers(event_id, body, secrets=[new_secret(), SECRET])
    at = datetime.now(UTC) - timedelta(minutes=6)
    stale = {
        "webhook-id": str(event_id),
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Signer(SECRET).sign(str(event_id), at, body),
    }
    other = signed_headers(event_id, body, secrets=[new_secret()])
    with serving(receiver) as url, httpx.Client(trust_env=False) as http:
        said = [
            http.post(url, content=body, headers=headers).status_code for headers in (fresh, fresh, stale, other, {})
        ]
    assert said == [204, 204, 401, 401, 401]
    assert receiver["had"] == {str(event_id)}
