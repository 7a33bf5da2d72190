"""What an operator sees of each service, and decides about what it could not handle."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from httpx import AsyncClient
from sqlalchemy import delete, insert

from shared.contracts import school_attendance
from shared.domain.roles import Role
from shared.messaging.dead_letters import park, replayed
from shared.messaging.errors import InvalidEvent
from shared.messaging.record import StoredRecord
from shared.messaging.tables import dead_letter, outbox
from shared.runtime.ids import new_id
from shared.testing.logs import captured_logs

from .front import SETTINGS, Front

pytestmark = pytest.mark.asyncio(loop_scope="module")

VALUE = b'{"code": "Z", "person": "Wout"}'
LIST = "/beheer/casework/niet-verwerkt"


@pytest_asyncio.fixture(loop_scope="module")
async def operator(front: Front) -> AsyncClient:
    """An operator at casework, which could not handle two records and a line of a third."""
    async with front.services["casework"].engine.begin() as connection:
        await connection.execute(delete(dead_letter))
        await connection.execute(delete(outbox))
        for offset in range(3):
            record = StoredRecord(
                topic=school_attendance.TOPIC,
                partition=0,
                offset=offset,
                timestamp=0,
                key=b"1",
                value=VALUE,
                headers=(),
            )
            item = 4 if offset == 2 else None
            await park(connection, record, InvalidEvent("school", f"is {offset} digits"), item=item)
    return await front.browser("casework", Role.OPERATOR)


async def numbers(operator: AsyncClient, path: str = LIST) -> list[str]:
    """The dead letters that a list leads to, in its order."""
    return re.findall(rf'data-open-row href="{LIST}/(\d+)"', (await operator.get(path)).text)


@pytest.mark.parametrize("service", SETTINGS)
async def test_every_service_answers_the_page_of_all_and_its_own_part(front: Front, service: str):
    operator = await front.browser(service, Role.OPERATOR)
    of_all = (await operator.get("/beheer")).text
    assert re.findall(r'data-fragment="([^"]+)"', of_all) == [f"/beheer/{name}" for name in SETTINGS]
    page, part = (
        await operator.get(f"/beheer/{service}"),
        await operator.get(f"/beheer/{service}", headers={"X-Fragment": "1"}),
    )
    assert ("<html" in page.text, "<html" in part.text) == (True, False)
    for text in (page.text, part.text):
        assert f'href="/beheer/{service}/niet-verwerkt' in text


async def test_a_service_that_reads_nothing_says_so_with_what_to_do(operator: AsyncClient):
    text = (await operator.get("/beheer/casework")).text
    assert "start nog op" in text
    assert "<strong>Kafka.</strong> Kafka antwoordt niet." in text
    assert "<strong>Databank.</strong>" not in text


async def test_what_waits_is_counted(front: Front, operator: AsyncClient):
    event = dict.fromkeys(("topic", "key", "event_type", "source", "correlation_id"), "x")
    began = datetime.now(UTC) - timedelta(minutes=125)
    async with front.services["casework"].engine.begin() as connection:
        await connection.execute(
            insert(outbox).values(**event, event_id=new_id(), sequence=1, time=began, created_at=began)
        )
    text = (await operator.get("/beheer/casework")).text.replace("\u00a0", " ")
    assert "1 event, het oudste wacht 2 u 5 min" in text
    assert ">3 open</span>" in text
    assert "Het oudste event wacht al langer dan een minuut" in text


async def test_the_list_says_what_was_wrong_and_never_what_a_record_holds(operator: AsyncClient):
    text = (await operator.get(LIST)).text
    assert re.findall(r"school: is \d digits", text) == [
        "school: is 0 digits",
        "school: is 1 digits",
        "school: is 2 digits",
    ]
    assert "regel 5 van een lijst" in text
    assert "Wout" not in text
    following = re.search(r'rel="next" href="([^"]+)"', (await operator.get(f"{LIST}?limit=2")).text)
    assert following is not None
    assert len(await numbers(operator, following[1].replace("&amp;", "&"))) == 1


async def test_a_record_is_replayed_or_discarded_from_its_page(operator: AsyncClient):
    first, second, third = await numbers(operator)
    page = (await operator.get(f"{LIST}/{first}")).text
    assert "alsof het nu pas komt" in page
    assert f'href="{LIST}/{second}"' in page
    with captured_logs("casework") as logs:
        replay = await operator.post(f"{LIST}/{first}/opnieuw")
        discard = await operator.post(f"{LIST}/{second}/afsluiten")
    assert [answer.headers["location"] for answer in (replay, discard)] == [f"{LIST}/{first}", f"{LIST}/{second}"]
    assert [line["outcome"] for line in logs.lines("message.decided")] == ["replay", "discarded"]
    assert "De service verwerkt dit opnieuw" in (await operator.get(f"{LIST}/{first}")).text
    discarded = (await operator.get(f"{LIST}/{second}")).text
    assert ("Dit is afgesloten" in discarded, f'action="{LIST}/{second}/opnieuw"' in discarded) == (True, True)
    assert await numbers(operator) == [first, third]
    assert await numbers(operator, f"{LIST}?alles=ja") == [first, second, third]


async def test_what_was_handled_meanwhile_is_not_decided_again(front: Front, operator: AsyncClient):
    [first, *_] = await numbers(operator)
    await operator.post(f"{LIST}/{first}/opnieuw")
    async with front.services["casework"].engine.begin() as connection:
        assert await replayed(connection, int(first))
    answer = await operator.post(f"{LIST}/{first}/afsluiten")
    assert answer.status_code == 409
    assert "de toestand is ondertussen veranderd" in answer.text
    assert "Dit is alsnog verwerkt" in answer.text
    assert "<button" not in answer.text.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize(("number", "status"), [("999999", 404), ("0", 422), ("x", 422)])
async def test_a_record_that_is_not_there(operator: AsyncClient, number: str, status: int):
    assert (await operator.get(f"{LIST}/{number}")).status_code == status
    assert (await operator.post(f"{LIST}/{number}/opnieuw")).status_code == status
