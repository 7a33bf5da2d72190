"""A case of a discreet type follows its pupil too, and no event says so."""

from uuid import UUID

from .harness import OTHER_SCHOOL, Harness
from .of_types import opened
from .test_school_changes import FIRST, TODAY, enrolled


async def test_a_case_of_bullying_follows_its_pupil_and_no_event_tells_it(harness: Harness) -> None:
    case = await opened(harness, "bullying")
    person_id, register = UUID(case["person_id"]), (case["school"], case["pupil"])
    there = (OTHER_SCHOOL, "P-77")
    told = enrolled(person_id, (register, FIRST, None), (there, TODAY, None))
    await harness.receive(told, str(person_id), sequence=2)
    assert (await harness.only_case())["school"] == OTHER_SCHOOL
    assert not [kind for kind in await harness.sent_types() if kind.endswith("case-transferred.v1")]
