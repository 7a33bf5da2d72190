"""What happened in one story: out of logs that are here, or by a query for where they are kept."""

import html
import json
import re
import shutil
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from httpx import AsyncClient

from shared.domain.roles import Role

from .front import Front, front_on

pytestmark = pytest.mark.asyncio(loop_scope="module")

PAGE = "/beheer/verloop"
STORY, OTHER = "0199a000-0000-7000-8000-0000000000aa", "0199a000-0000-7000-8000-0000000000bb"
LINES = {
    "attendance": (
        {"timestamp": "2026-11-20T08:00:00.000Z", "event": "message.processed", "correlation_id": STORY},
        {"timestamp": "2026-11-20T08:00:01Z", "event": "message.processed", "correlation_id": OTHER},
    ),
    "casework": (
        {
            "timestamp": "2026-11-20T08:00:00.250Z",
            "event": "case.opened",
            "correlation_id": STORY,
            "reference": "SP-2026-000001",
        },
        {"timestamp": "2026-11-20T08:00:02Z", "event": "case.closed", "reference": "SP-2026-000001"},
    ),
    "notifications": ({"timestamp": "2026-11-20T08:03:00Z", "event": "notification.sent", "correlation_id": STORY},),
}


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The logs of three services; the fourth has none yet, and one has a line of another kind."""
    folder = tmp_path_factory.mktemp("log")
    for service, lines in LINES.items():
        text = "\n".join([f"Killed {STORY}", *(json.dumps({"level": "info", **line}) for line in lines)])
        (folder / f"{service}.log").write_text(text + "\n")
    return folder


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def here(postgres: str, logs: Path) -> AsyncIterator[AsyncClient]:
    """An operator where the logs are."""
    async with front_on(postgres, FLANKEREND_LOG_FOLDER=logs) as front:
        yield await front.browser("consultation", Role.OPERATOR)


def steps(text: str) -> list[tuple[str, str, str]]:
    """Service, event and time since the beginning of the steps that a page tells."""
    times = re.findall(r"<time [^>]*>[^<]*, (\+[^<]*)</time>", text.replace("\u00a0", " "))
    return [
        (service, event, time)
        for (service, event), time in zip(
            re.findall(r'<strong>(\w+)</strong> <code lang="en">([\w.]+)</code>', text), times, strict=True
        )
    ]


@pytest.mark.parametrize("wanted", [STORY, f"  {STORY} ", "SP-2026-000001"])
async def test_a_story_is_told_from_its_first_step_on_in_whatever_service(here: AsyncClient, wanted: str):
    answer = await here.post(PAGE, data={"spoor": wanted})
    assert steps(answer.text) == [
        ("attendance", "message.processed", "+0 ms"),
        ("casework", "case.opened", "+250 ms"),
        ("notifications", "notification.sent", "+3 min"),
    ]


async def test_what_no_log_speaks_of_is_said_with_where_else_to_look(here: AsyncClient):
    answer = await here.post(PAGE, data={"spoor": "SP-2026-000009"})
    assert "Geen enkele log hier vermeldt SP-2026-000009" in answer.text
    assert 'correlation_id: "SP-2026-000009" or reference: "SP-2026-000009"' in html.unescape(answer.text)


async def test_without_logs_the_page_gives_queries_that_find_it(front: Front, logs: Path):
    operator = await front.browser("casework", Role.OPERATOR)
    text = html.unescape((await operator.post(PAGE, data={"spoor": STORY})).text)
    assert "Deze service leest geen logs" in text
    [command] = re.findall(r"<code>(jq .*)</code>", text)
    if shutil.which("jq") is None:
        pytest.skip("jq is not installed")
    ran = subprocess.run(["sh", "-c", command], cwd=logs, capture_output=True, text=True, check=True)
    events = [json.loads(line)["event"] for line in ran.stdout.splitlines()]
    assert events == ["message.processed", "case.opened", "notification.sent"]


@pytest.mark.parametrize("wrong", ["", "Wout Verzonnen", 'x" or true', "x" * 65])
async def test_what_can_be_no_id_is_asked_again_and_stands_in_no_query(front: Front, wrong: str):
    operator = await front.browser("casework", Role.OPERATOR)
    answer = await operator.post(PAGE, data={"spoor": wrong})
    assert answer.status_code == 422
    assert 'id="veld-spoor-fout"' in answer.text
    assert "<pre" not in answer.text
    assert f'value="{wrong}"' in html.unescape(answer.text)
