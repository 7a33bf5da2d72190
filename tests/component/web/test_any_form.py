"""What a page makes of a form that no page of ours sends: a page in Dutch that says so, and nothing happens."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx
import pytest

from shared.domain.roles import Role
from shared.runtime.http.routes import MIB

from .front import Front

pytestmark = pytest.mark.asyncio(loop_scope="module")

SEARCHES = {"/", "/dossiers/zoeken", "/school/123456/leerlingen"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
FROM_ELSEWHERE = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "", "Origin": "https://elsewhere.example"},
    {"Sec-Fetch-Site": "", "Origin": "null"},
    {"Sec-Fetch-Site": "", "Origin": "http://127.0.0.1:8001"},
    {"Sec-Fetch-Site": ""},
]
TAKES_FILES_ALONE = {"/school/123456/bestanden", "/leerplicht/inlezen"}
"""The addresses that take nothing but a form with a file, of up to 512 MiB."""
LARGER = {"/aanbod/inlezen"}
"""The address of a form that may be larger than a megabyte: without a file there is nothing to take over."""
TAKES_FILES = {"/directory/inlezen", *TAKES_FILES_ALONE, *LARGER}
"""The addresses of forms with a file; another file than theirs is no file."""
WRONG: Mapping[str, dict[str, Any]] = {
    "too large": {"content": b"text=" + b"x" * MIB, "headers": FORM},
    "a file": {"files": {"text": ("naam.txt", b"x")}},
    "JSON": {"json": {"text": "x"}},
    "10,000 fields": {"content": "&".join(f"veld{n}=x" for n in range(10_000)), "headers": FORM},
    "not UTF-8": {"content": b"text=\xff\xfe&q=%ff%fe&reason=%c3%28&version=\xc0", "headers": FORM},
    "a NUL": {"content": "text=a%00b&q=a%00b&reason=a%00b&version=1&school=%00&pupil=%00", "headers": FORM},
    "half a surrogate": {"content": "text=%ED%A0%80&q=%ED%A0%80&reason=%ED%A0%80&version=1", "headers": FORM},
    "a number without end": {"content": f"version={'9' * 10_000}&q={'9' * 10_000}", "headers": FORM},
    "twice the same field": {"content": "version=1&version=2&q=a&q=b&text=a&text=b", "headers": FORM},
    "nothing but signs": {"content": "&&==&;=&%&%zz=%", "headers": FORM},
    "compressed": {"content": b"\x1f\x8b", "headers": {**FORM, "Content-Encoding": "gzip"}},
}


def sent_to(front: Front) -> list[tuple[str, str]]:
    """The service and the address of every form."""
    return [(page.service, page.path) for page in front.pages if page.method == "POST"]


def assert_page(what: str, answer: httpx.Response, *statuses: int) -> None:
    """That an answer is a page in Dutch with one of these statuses; any refusal without them."""
    assert (what, answer.status_code in (statuses or range(400, 500))) == (what, True), answer.status_code
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert '<html lang="nl">' in answer.text


@pytest.mark.parametrize("headers", FROM_ELSEWHERE, ids=str)
async def test_a_form_of_another_site_is_refused_by_every_page(front: Front, headers: dict[str, str]) -> None:
    for service, path in sent_to(front):
        browser = await front.browser(service, *Role)
        del browser.headers["Sec-Fetch-Site"]
        answer = await browser.post(path, headers={name: value for name, value in headers.items() if value})
        assert_page(path, answer, 403)


@pytest.mark.parametrize("wrong", WRONG)
async def test_a_form_that_no_page_sends_is_answered_by_a_page(front: Front, wrong: str) -> None:
    for service, path in sent_to(front):
        browser = await front.browser(service, *Role)
        answer = await browser.post(path, **WRONG[wrong])
        if answer.status_code == 303 or (path in SEARCHES and answer.status_code == 200):
            continue  # what reads none of the fields, or finds nothing by them
        assert_page(f"{path} {answer.status_code}", answer)
        assert "Dit ligt niet aan u" not in answer.text


async def test_what_cannot_be_sent_here_is_refused_by_its_size_or_kind(front: Front) -> None:
    for service, path in sent_to(front):
        browser = await front.browser(service, *Role)
        a_file = 422 if path in TAKES_FILES else 415
        too_large = 415 if path in TAKES_FILES_ALONE else 422 if path in LARGER else 413
        for wrong, status in (("too large", too_large), ("a file", a_file), ("JSON", 415), ("compressed", 415)):
            assert_page(f"{path}, {wrong}", await browser.post(path, **WRONG[wrong]), status)


async def test_a_form_without_end_is_refused_once_it_is_too_large(front: Front) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"text=" + b"x" * (MIB // 10)

    browser = await front.browser("casework", Role.CASEWORKER)
    assert_page("endless", await browser.post("/dossiers/nieuw", content=endless(), headers=FORM), 413)


@pytest.mark.parametrize(
    "path",
    [
        "/dossiers/%00",
        "/dossiers/%ff%fe",
        "/dossiers/SP-2026-000001/%E2%80%AE",
        "/dossiers?cursor=geen",
        "/dossiers?cursor=%00",
        "/dossiers?toestand=%3Cb%3E",
        "/dossiers?soort=niets",
        "/?cursor=geen",
        f"/dossiers/{'x' * 5000}",
    ],
)
async def test_an_address_that_no_page_leads_to_is_answered_by_a_page(front: Front, path: str) -> None:
    browser = await front.browser("casework", Role.CASEWORKER)
    assert_page(path, await browser.get(path), 404, 422)


@pytest.mark.parametrize("wrong", ["too large", "a file", "compressed"])
async def test_the_link_of_a_mail_refuses_such_a_form_with_a_page_too(front: Front, wrong: str) -> None:
    browser = await front.nobody("notifications")
    assert_page(wrong, await browser.post("/acknowledgements/token", **WRONG[wrong]), 413, 415)
