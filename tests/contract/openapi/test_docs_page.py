"""The page at `/docs` is whole with what the service itself serves, and a browser may load nothing else."""

import re
from collections.abc import AsyncIterator

import httpx
import pytest

from shared.service.service import Service

ADDRESS = re.compile(r'(?:src|href|url)\s*[=:]\s*"([^"]*)"')


@pytest.fixture
async def browser(service: Service) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody without a token."""
    transport = httpx.ASGITransport(service.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://flankerend.test") as client:
        yield client


async def test_all_that_the_page_names_comes_from_the_service(browser: httpx.AsyncClient, service: Service) -> None:
    page = await browser.get("/docs")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert f"<title>Flankerend {service.name}</title>" in page.text
    start = await browser.get("/docs/start.js")
    named = ADDRESS.findall(page.text + start.text)
    assert {"docs/swagger-ui.css", "docs/swagger-ui-bundle.js", "docs/start.js", "openapi.json"} <= set(named)
    for address in named:
        assert not re.match(r"[a-z]+:|/", address), address
        answer = await browser.get(f"/{address}")
        assert answer.status_code == 200
        assert len(answer.content) > 100


async def test_a_browser_is_told_to_load_nothing_from_elsewhere_and_no_script_of_the_page(
    browser: httpx.AsyncClient,
) -> None:
    for path in ("/docs", "/docs/start.js", "/docs/swagger-ui-bundle.js"):
        policy = (await browser.get(path)).headers["content-security-policy"]
        sources = {source for rule in policy.split("; ") for source in rule.split()[1:]}
        assert sources == {"'self'", "'none'", "data:"}
        assert "default-src 'self';" in policy
        assert "script-src" not in policy
    assert not re.search(r"<script(?![^>]*src=)|<style|\son\w+=", (await browser.get("/docs")).text)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("swagger-ui.css", "text/css"), ("swagger-ui-bundle.js", "text/javascript"), ("favicon.png", "image/png")],
)
async def test_a_file_of_the_page_says_what_it_is(browser: httpx.AsyncClient, name: str, kind: str) -> None:
    answer = await browser.get(f"/docs/{name}")
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", ["redoc.standalone.js", "..%2Fcore.py", "%2e%2e%2f__init__.py", "nothing", ""])
async def test_no_other_file_is_served(browser: httpx.AsyncClient, name: str) -> None:
    assert (await browser.get(f"/docs/{name}")).status_code in {401, 404}
