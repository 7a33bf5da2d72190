"""Guests of a case: people with a name and a phone number, kept in the case alone and for a term."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from tests.tokens import bearer

from casework.application.keep_guests import purge_guests
from shared.testing.logs import Logs

from .harness import SCHOOL, Harness, contact
from .of_types import opened

MOTHER = {"role": "parent", "name": "Kanarienaam", "phone": "+32 11 00 00 00"}


async def added(harness: Harness, case: dict[str, Any], **body: Any) -> dict[str, Any]:
    answer = await harness.http.post(f"/cases/{case['case_id']}/guests", json={**MOTHER, **body})
    assert answer.status_code == 201, answer.text
    assert answer.headers["Location"] == f"/cases/{case['case_id']}/guests/{answer.json()['guest_id']}"
    guest: dict[str, Any] = answer.json()
    return guest


async def guests(harness: Harness, case: dict[str, Any], **params: Any) -> dict[str, Any]:
    answer: dict[str, Any] = (await harness.http.get(f"/cases/{case['case_id']}/guests", params=params)).json()
    return answer


async def kept(harness: Harness) -> int:
    async with harness.service.engine.connect() as connection:
        return int((await connection.execute(sa.text("SELECT count(*) FROM case_guest"))).scalar_one())


async def test_a_guest_is_added_changed_and_removed(harness: Harness) -> None:
    case = await opened(harness, "truancy")
    guest = await added(harness, case)
    path = f"/cases/{case['case_id']}/guests/{guest['guest_id']}"
    assert (await harness.http.get(path)).headers["ETag"] == '"1"'
    body = {"role": "police", "name": "Verzonnen Naam"}
    assert (await harness.http.put(path, json=body)).status_code == 428
    assert (await harness.http.put(path, json=body, headers={"If-Match": '"2"'})).status_code == 412
    changed = await harness.http.put(path, json=body, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.headers["ETag"]) == (200, '"2"')
    assert {**body, "phone": None, "version": 2, "by": "cw-1"}.items() <= changed.json().items()
    other = await opened(harness, "truancy")
    assert (await harness.http.delete(f"/cases/{other['case_id']}/guests/{guest['guest_id']}")).status_code == 404
    assert (await harness.http.delete(path)).status_code == 204
    assert (await harness.http.get(path)).status_code == 404


async def test_guests_come_in_pages_and_wrong_ones_are_refused(harness: Harness) -> None:
    case = await opened(harness, "truancy")
    ids = [(await added(harness, case, role=role))["guest_id"] for role in ("parent", "head", "naft")]
    first = await guests(harness, case, limit=2)
    rest = await guests(harness, case, cursor=first["next"])
    assert [item["guest_id"] for item in (*first["items"], *rest["items"])] == ids
    for wrong in ({"role": "aunt"}, {"name": " "}, {"phone": "bel mij"}):
        answer = await harness.http.post(f"/cases/{case['case_id']}/guests", json={**MOTHER, **wrong})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, next(iter(wrong)))
        assert "Kanarienaam" not in answer.text


async def test_a_name_is_in_no_event_no_log_and_not_in_the_timeline(harness: Harness, logs: Logs) -> None:
    case = await opened(harness, "truancy")
    await added(harness, case)
    await harness.receive(contact("clb-1", "clb", SCHOOL), "clb-1")
    seen = await harness.http.get(f"/cases/{case['case_id']}", headers=bearer("clb", contact="clb-1"))
    everything = (await harness.sent(), await harness.timeline(case["case_id"]), seen.text, logs.lines())
    assert "Kanarienaam" not in str(everything)


async def test_guests_are_removed_days_after_the_case_ended_and_when_the_pupil_is_erased(
    harness: Harness, logs: Logs
) -> None:
    ended, still_open = await opened(harness, "truancy"), await opened(harness, "truancy")
    for case in (ended, still_open):
        await added(harness, case)
    await harness.act(ended["case_id"], "close", outcome="other", reason="reden")

    async def purge() -> int:
        await purge_guests(harness.service.units, clock=harness.clock, kept_for=timedelta(days=90))
        return await kept(harness)

    harness.clock.advance(timedelta(days=90))
    assert await purge() == 2
    harness.clock.advance(timedelta(minutes=1))
    assert await purge() == 1
    assert [line["purged"] for line in logs.lines() if line["event"] == "case.guests_purged"] == [1]
    await harness.receive_null("attendance.persons.v1", still_open["person_id"])
    assert await kept(harness) == 0
