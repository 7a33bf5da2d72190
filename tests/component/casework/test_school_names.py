"""Cases call schools by their names, as the directory does."""

from .harness import OTHER_SCHOOL, SCHOOL, Harness, named_school
from .test_school_changes import AT_FIRST, CAME, LEFT, Child


async def test_a_case_and_its_timeline_call_schools_by_their_names(harness: Harness) -> None:
    child = Child(harness)
    await child.is_enrolled(AT_FIRST)
    await child.reaches()
    await harness.receive(named_school(OTHER_SCHOOL, "Atheneum De Wilg"), "organisation:school-1")
    await child.is_enrolled(LEFT, CAME)
    case = await harness.only_case()
    [entry] = [item for item in await harness.timeline(case["case_id"]) if item["kind"] == "case-transferred"]
    assert (case["school"], case["school_name"]) == (OTHER_SCHOOL, "Atheneum De Wilg")
    assert f"van school {SCHOOL} naar Atheneum De Wilg: " in entry["text"]
