"""What a service does before every route."""

import httpx
import pytest
from fastapi import APIRouter, Request

from shared.domain.errors import Conflict
from shared.runtime.database import create_engine
from shared.runtime.health import Health
from shared.runtime.http import without_token
from shared.runtime.http.app import create_app
from shared.runtime.settings import ServiceSettings

URL = "postgresql+asyncpg://nobody@127.0.0.1:1/nothing"


@pytest.fixture
def seen() -> list[str]:
    return []


@pytest.fixture
def client(seen: list[str]) -> httpx.AsyncClient:
    """A service that notes the path of each request before its route does."""
    router = APIRouter()

    @router.get("/there")
    @without_token
    async def there() -> dict[str, str]:
        seen.append("route")
        return {}

    async def note(request: Request) -> None:
        seen.append(request.url.path)
        if "refused" in request.headers:
            raise Conflict("not now")

    settings = ServiceSettings.model_validate({"database_url": URL, "FLANKEREND_TOKEN_SECRET": "-" * 32})
    engine = create_engine(URL)
    app = create_app("shelf", settings, engine=engine, routers=[router], before_routes=note, health=Health())
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://shelf")


async def test_it_runs_before_the_route(client: httpx.AsyncClient, seen: list[str]) -> None:
    assert (await client.get("/there")).status_code == 200
    assert seen == ["/there", "route"]


async def test_it_does_not_run_where_there_is_no_route(client: httpx.AsyncClient, seen: list[str]) -> None:
    assert (await client.get("/nowhere")).status_code in {401, 404}
    assert (await client.put("/there")).status_code == 405
    assert seen == []


async def test_what_it_raises_is_answered_as_what_a_route_raises(client: httpx.AsyncClient, seen: list[str]) -> None:
    answer = await client.get("/there", headers={"refused": "yes"})
    assert (answer.status_code, answer.json()["detail"]) == (409, "not now")
    assert seen == ["/there"]
