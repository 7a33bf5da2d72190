"""Early signals wait in a list until a caseworker accepts or declines them, and not for ever."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from tests.tokens import bearer

from casework.application.decline_signal import purge_signals
from shared.testing.logs import Logs

from .harness import SCHOOL, Harness, person
from .of_types import at_risk


async def signalled(harness: Harness, **given: Any) -> dict[str, str]:
    """A toddler who is in a school's register, and the signal about the toddler."""
    person_id, pupil = uuid4(), f"P-{uuid4().hex[:8]}"
    await harness.receive(person(person_id, (SCHOOL, pupil)), str(person_id))
    signal = at_risk(person_id, SCHOOL, pupil, **given)
    await harness.receive(signal, str(person_id))
    return {"signal_id": str(signal.signal_id), "person_id": str(person_id), "pupil": pupil}


async def awaiting(harness: Harness, **params: Any) -> dict[str, Any]:
    answer = await harness.http.get("/early-signals/awaiting", params=params)
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


async def decline(harness: Harness, signal: dict[str, str], code: str = "no-concern") -> Any:
    return await harness.http.post(f"/early-signals/{signal['signal_id']}/decline", json={"reason_code": code})


async def accept(harness: Harness, signal: dict[str, str]) -> Any:
    wanted = {"case_type": "toddler-participation", "signal_id": signal["signal_id"], "reason": "besproken"}
    return await harness.http.post("/cases", json=wanted)


async def kept(harness: Harness) -> int:
    async with harness.service.engine.connect() as connection:
        statement = "SELECT (SELECT count(*) FROM ground) + (SELECT count(*) FROM early_signal)"
        return int((await connection.execute(sa.text(statement))).scalar_one())


async def test_signals_wait_in_pages_until_they_are_accepted_or_declined(harness: Harness) -> None:
    signals = [await signalled(harness) for _ in range(3)]
    await signalled(harness, school_year="2025-2026")
    first = await awaiting(harness, limit=2)
    rest = await awaiting(harness, cursor=first["next"])
    items = [*first["items"], *rest["items"]]
    assert {item["signal_id"] for item in items} == {signal["signal_id"] for signal in signals}
    assert {"case_type": "toddler-participation", "rate": 55, "given_name": "Amina", "school": SCHOOL}.items() <= (
        items[0].items()
    )
    assert (await accept(harness, signals[0])).status_code == 201
    declined = await decline(harness, signals[1])
    assert (declined.status_code, declined.json()["by"], declined.json()["reason_code"]) == (200, "cw-1", "no-concern")
    assert [item["signal_id"] for item in (await awaiting(harness))["items"]] == [signals[2]["signal_id"]]
    assert (await decline(harness, signals[1])).status_code == 409
    assert (await decline(harness, signals[0])).status_code == 409
    assert (await decline(harness, {"signal_id": str(uuid4())})).status_code == 404
    assert (await decline(harness, signals[2], "zomaar")).status_code == 422
    assert (await accept(harness, signals[1])).status_code == 201


async def test_what_nobody_accepted_is_removed_after_its_term(harness: Harness, logs: Logs) -> None:
    accepted, waiting = await signalled(harness), await signalled(harness)
    await accept(harness, accepted)
    before = await kept(harness)
    for days, left in ((365, before), (1, before - 3)):
        harness.clock.advance(timedelta(days=days))
        await purge_signals(harness.service.units, clock=harness.clock, kept_for=timedelta(days=365))
        assert await kept(harness) == left
    assert [line["purged"] for line in logs.lines("case.early_signals_purged")] == [1]
    assert (await decline(harness, waiting)).status_code == 404


async def test_a_signal_goes_with_its_person_and_does_not_come_back(harness: Harness) -> None:
    signal = await signalled(harness)
    await harness.receive_null("attendance.persons.v1", signal["person_id"])
    assert await kept(harness) == 0
    await harness.receive(at_risk(signal["person_id"], SCHOOL, signal["pupil"]), signal["person_id"], sequence=2)
    assert await kept(harness) == 0


async def test_a_signal_that_waits_is_a_coordinators_work(harness: Harness) -> None:
    signals = [await signalled(harness) for _ in range(3)]
    await signalled(harness, school_year="2025-2026")
    await decline(harness, signals[0])
    coordinator = bearer("coordinator", contact="co-1")
    work = (await harness.http.get("/worklist", headers=coordinator)).json()
    assert work["counts"] == {"early-signal": 2}
    assert [item["subject"] for item in work["items"]] == [
        {"kind": "early-signal", "id": signal["signal_id"], "school": SCHOOL, "since": "2026-11-23", "half_day": None}
        for signal in sorted(signals[1:], key=lambda signal: signal["signal_id"])
    ]
    await accept(harness, signals[1])
    for wanted, number in (("", 1), ("?school=999999", 0), ("?case_type=truancy", 0), ("?q=Amina", 0)):
        counts = (await harness.http.get(f"/worklist{wanted}", headers=coordinator)).json()["counts"]
        assert counts.get("early-signal", 0) == number
    assert "early-signal" not in (await harness.http.get("/worklist")).json()["counts"]
