import json

import pytest
from sqlalchemy import text

from shared.local.home import SERVICES
from shared.messaging import dead_letters
from shared.messaging.errors import InvalidEvent
from shared.messaging.record import StoredRecord
from shared.messaging.tables import metadata
from shared.runtime.database import create_engine


@pytest.fixture
def letters(flankerend):
    """``await letters("list")``: what the command printed; it must have ended well."""

    async def command(*arguments: str) -> str:
        ended = await flankerend("dead-letters", *arguments)
        assert ended.code == 0, ended.error
        return ended.out

    return command


@pytest.fixture
async def databases(create_database, monkeypatch):
    """A database with the tables of messaging per service, and their engines."""
    engines = {}
    for service in SERVICES:
        url = await create_database()
        monkeypatch.setenv(f"FLANKEREND_{service.upper()}_DATABASE_URL", url)
        engines[service] = create_engine(url)
        async with engines[service].begin() as connection:
            await connection.run_sync(metadata.create_all)
    yield engines
    for engine in engines.values():
        await engine.dispose()


@pytest.fixture
async def parked(databases, letters):
    """One dead letter of attendance."""
    record = StoredRecord(
        topic="school.attendance.v1",
        partition=3,
        offset=41,
        timestamp=1_795_000_000_000,
        key=b"123456:1",
        value=b'{"marks": [{"code": "Z", "date": "\xff"}, {"pupil":"2","code":"R\\"03"}, {"code" : 7}]}',
        headers=[("ce_type", b"some.type"), ("broken", None)],
    )
    async with databases["attendance"].begin() as connection:
        await dead_letters.park(connection, record, InvalidEvent("date", "is missing"))
    (letter,) = json.loads(await letters("list", "--json"))
    return letter


async def _status(databases, number: str) -> str:
    async with databases["attendance"].connect() as connection:
        found = await connection.execute(text("SELECT status FROM dead_letter WHERE id = :id"), {"id": int(number)})
        return found.scalar_one()


async def test_the_list_says_what_it_was_and_why(parked):
    assert {name: parked[name] for name in ("service", "topic", "partition", "offset")} == {
        "service": "attendance",
        "topic": "school.attendance.v1",
        "partition": 3,
        "offset": 41,
    }
    assert "date" in parked["error"]
    assert {"id", "at"} <= set(parked)


async def test_one_is_shown_with_its_record_but_for_the_codes(parked, letters):
    shown = json.loads(await letters("show", parked["id"], "--json"))

    assert shown["value"] == '{"marks": [{"code": …, "date": "\\xff"}, {"pupil":"2","code":…}, {"code" : …}]}'
    assert shown["key"] == "123456:1"
    assert shown["headers"] == [["ce_type", "some.type"], ["broken", None]]


@pytest.mark.parametrize("broken", ['{"code": "Z', '{"code":"Z"', 'x "code": Z', '{"data": {"code": "Z\\'])
async def test_a_code_is_left_out_also_of_what_is_no_json(databases, letters, broken):
    record = StoredRecord("school.attendance.v1", 3, 42, 1_795_000_000_000, None, broken.encode(), [])
    async with databases["attendance"].begin() as connection:
        await dead_letters.park(connection, record, InvalidEvent("data", "Should be JSON"))
    (letter,) = json.loads(await letters("list", "--json"))

    assert "Z" not in (await letters("show", letter["id"]))


@pytest.mark.parametrize(
    "data",
    [
        {"code": ["B", "Z"]},
        {"code": {"alias": "Sick", "officialcode": "Z"}},
        {"Code": "Z"},
        {"officialcode": "Z"},
        json.dumps({"code": "Z"}),
        json.dumps(json.dumps({"code": 'B"Z', "date": "2026-10-05"})),
    ],
)
async def test_a_code_is_left_out_in_whatever_form_it_came(databases, letters, data):
    sent = json.dumps({"data": data, "pupil": "77"}).encode()
    record = StoredRecord("school.attendance.v1", 3, 42, 1_795_000_000_000, None, sent, [])
    async with databases["attendance"].begin() as connection:
        await dead_letters.park(connection, record, InvalidEvent("data", "Should be a mark"))
    (letter,) = json.loads(await letters("list", "--json"))
    shown = json.loads(await letters("show", letter["id"], "--json"))["value"]

    assert "Z" not in shown
    assert "Sick" not in shown
    assert shown.endswith('"pupil": "77"}')


async def test_a_replay_is_asked_of_the_service(parked, databases, letters):
    await letters("replay", parked["id"])

    assert await _status(databases, parked["id"].rpartition("-")[2]) == "replay"
    async with databases["attendance"].connect() as connection:
        ((_, record),) = await dead_letters.asked_for(connection, ["school.attendance.v1"])
    assert record.value.startswith(b'{"marks": [{"code": "Z", "date": "\xff"}')


async def test_a_discarded_one_is_listed_no_longer_but_kept(parked, letters):
    await letters("discard", parked["id"])

    assert json.loads(await letters("list", "--json")) == []
    (kept,) = json.loads(await letters("list", "--all", "--json"))
    assert kept["status"] == "discarded"


@pytest.mark.usefixtures("databases")
@pytest.mark.parametrize("unknown", ["attendance-999", "nobody-1", "attendance", "x"])
async def test_an_unknown_id_is_an_error(unknown, flankerend):
    ended = await flankerend("dead-letters", "replay", unknown)

    assert ended.code == 1
    assert "There is no" in ended.error or "is no id" in ended.error


@pytest.mark.usefixtures("databases")
async def test_without_any_the_list_is_an_empty_array(letters):
    assert json.loads(await letters("list", "--json")) == []
