"""What every answer of every page says a browser may do with it, also a redirect and a problem."""

import re

import httpx
import pytest

from shared.domain.roles import Role

from .front import Front

pytestmark = pytest.mark.asyncio(loop_scope="module")

ALL_ROLES = tuple(Role)
HEADERS = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex",
}


def assert_guarded(what: str, answer: httpx.Response) -> None:
    """That an answer has every header of pages, and nothing that its policy forbids."""
    assert (what, {name: answer.headers.get(name) for name in HEADERS}) == (what, HEADERS)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert (what, re.findall(r"<style| style=|<script(?![^>]* src=)| on\w+=|javascript:", answer.text)) == (what, [])


@pytest.mark.parametrize("roles", [ALL_ROLES, pytest.param((Role.OPERATOR,), marks=pytest.mark.soak)], ids=len)
async def test_every_page_redirect_and_problem_has_the_headers(front: Front, roles: tuple[Role, ...]) -> None:
    for page in front.pages:
        browser = await front.browser(page.service, *roles)
        answer = await browser.request(page.method, page.path)
        assert_guarded(f"{page}: {answer.status_code}", answer)


@pytest.mark.soak
async def test_so_has_every_way_to_sign_in(front: Front) -> None:
    for page in front.pages:
        answer = await (await front.nobody(page.service)).request(page.method, page.path)
        assert_guarded(f"{page}: {answer.status_code}", answer)


async def test_so_has_what_is_wrong_with_a_request(front: Front) -> None:
    for service in front.services:
        browser = await front.browser(service, *ALL_ROLES)
        for page in front.pages:
            if page.service == service:
                assert_guarded(f"{page}: other method", await browser.delete(page.path))
                assert_guarded(f"{page}: other media", await browser.get(page.path, headers={"Accept": "image/png"}))
        assert_guarded("nowhere", await browser.get("/nergens"))


async def test_no_redirect_names_what_was_asked_for(front: Front) -> None:
    for page in front.pages:
        answer = await (await front.nobody(page.service)).request(page.method, f"{page.path}?q=Kanariepiet")
        assert "Kanariepiet" not in answer.headers.get("location", "")


async def test_a_part_of_a_page_has_the_headers_too(front: Front) -> None:
    for page in front.pages:
        if page.method == "GET":
            for browser in (await front.browser(page.service, *ALL_ROLES), await front.nobody(page.service)):
                assert_guarded(str(page), await browser.get(page.path, headers={"X-Fragment": "1"}))
