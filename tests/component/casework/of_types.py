"""A case of each type, opened as its type is opened."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from shared.contracts.attendance_signals import AttendanceDropped

from .harness import SCHOOL, Harness, level_reached, person

BY_PERSON = ("not-enrolled", "newcomer")
BY_PUPIL = ("truancy", "dropout-risk")


def at_risk(person_id: UUID, school: str, pupil: str, **given: Any) -> AttendanceDropped:
    """The early signal that a toddler will not reach the half days of its age."""
    told = {
        "signal_id": uuid4(),
        "person_id": person_id,
        "school": school,
        "pupil": pupil,
        "level_of_education": "kleuter",
        "school_year": "2026-2027",
        "rule": "toddler-at-risk",
        "rule_version": 1,
        "period_from": date(2026, 9, 1),
        "period_until": date(2026, 11, 20),
        "rate": 0.55,
        "usual_rate": 0.9,
        "kind": "toddler-at-risk",
    }
    return AttendanceDropped.model_validate(told | given)


async def opened(harness: Harness, case_type: str, school: str = SCHOOL) -> dict[str, Any]:
    """A new case of a new pupil; of its type the only one of that person."""
    person_id, pupil = uuid4(), f"P-{uuid4().hex[:8]}"
    await harness.receive(person(person_id, (school, pupil)), str(person_id))
    about: dict[str, Any] = {"school": school, "pupil": pupil}
    match case_type:
        case "bullying":
            await harness.http.post("/reports", json={"case_type": case_type, "code": "online", **about})
        case "toddler-participation":
            signal = at_risk(person_id, school, pupil)
            await harness.receive(signal, str(person_id))
            wanted = {"case_type": case_type, "signal_id": str(signal.signal_id), "reason": "besproken"}
            assert (await harness.http.post("/cases", json=wanted)).status_code == 201
        case "truancy":
            level = level_reached(person_id=person_id, **about, level_of_education="lager")
            await harness.receive(level, str(person_id))
        case _:
            of_person = {"person_id": str(person_id)} if case_type in BY_PERSON else about
            answer = await harness.http.post("/cases", json={"case_type": case_type, "reason": "gehoord", **of_person})
            assert answer.status_code == 201, answer.text
    [case] = await harness.cases(case_type=case_type, person=str(person_id))
    return case
