"""What an operator does, in a real browser over the running system: with JavaScript, and once more without."""

import asyncio

import pytest
import pytest_asyncio
from typer.testing import CliRunner

from shared.local.cli import app as command_line
from shared.local.mail.replies import address_of

from .harness import read_mail
from .visitor import Visitor

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(180)]

SCHOOL = "125003"
LIST = "/beheer/attendance/niet-verwerkt"


@pytest.fixture(params=["with script", "without script"])
def way(request):
    return request.param


@pytest_asyncio.fixture(loop_scope="package")
async def operator(chromium, stack, way):
    """The operator at a browser that complains of nothing, signed in and led to where operators begin."""
    async with Visitor.at(chromium, stack.web_url, script=way == "with script") as visitor:
        await visitor.goto("/")
        await visitor.press("Lokale beheerder")
        await visitor.page.wait_for_url("**/beheer")
        await visitor.parts_are_there()
        yield visitor
        assert visitor.complaints == []


async def test_what_could_not_be_handled_is_handled_again_and_then_discarded(operator, harness, way):
    number = await harness.dead_letter("geen nummer")
    await operator.goto("/beheer")
    if way == "without script":
        await operator.follow("Toestand van attendance")
    await operator.sees("Bekijken")
    await operator.follow("Bekijken")
    await operator.follow(f"attendance-{number}")
    assert operator.path == f"{LIST}/{number}"
    assert "geen nummer" not in await operator.page.content()

    await operator.press("Opnieuw verwerken")
    await operator.sees_after_a_while("wacht op u")
    await operator.press("Afsluiten zonder verwerken")
    await operator.sees("Dit is afgesloten zonder dat het verwerkt is")
    await operator.goto(LIST)
    assert f"attendance-{number}" not in await operator.page.inner_text("main")


async def test_what_comes_back_for_a_mail_is_read_and_belongs_to_its_notice(harness, stack, monkeypatch):
    await harness.enrol("7201", "Terugkeer", "Verzonnen")
    for day in ("2026-10-05", "2026-10-06", "2026-10-08", "2026-10-09", "2026-10-12"):
        await harness.mark("7201", day, "AM", "B")
    notices = {notice["notification_id"] for notice in (await harness.settled()).notices}
    invitation = next(path for path in harness.new_mail_files() if b"text/calendar" in path.read_bytes())

    monkeypatch.setenv("FLANKEREND_HOME", str(stack.home.folder))
    for kind in ("away", "accepted"):
        ran = await asyncio.to_thread(CliRunner().invoke, command_line, ["reply", str(invitation), "--as", kind])
        assert ran.exit_code == 0, ran.output
    arrived = await comes(harness, notices, 2)

    assert {mail["kind"] for mail in arrived} == {"automatic-reply", "calendar-reply"}
    assert {mail["sender"] for mail in arrived} == {address_of(read_mail(invitation)["To"])}


async def comes(harness, notices, number):
    """What came back for these notices, as soon as it is so many mails."""
    async with asyncio.timeout(40):
        while True:
            arrived = await harness.services.all("notifications", "/incoming", matched="true")
            of_notices = [mail for mail in arrived if mail["notification_id"] in notices]
            if len(of_notices) == number:
                return of_notices
            await asyncio.sleep(0.2)
