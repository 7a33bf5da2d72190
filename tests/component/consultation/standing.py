"""A standing meeting of two schools, as tests set it up over HTTP."""

from typing import Any

from shared.domain.roles import Role

from .harness import OTHER_SCHOOL, SCHOOL, Harness

SERIES = {
    "title": "Zorgoverleg secundair",
    "school": SCHOOL,
    "other_schools": [OTHER_SCHOOL],
    "first_on": "2026-11-19",
    "at": "10:00",
    "minutes": 60,
    "every_weeks": 2,
    "place": "Stadhuis",
}
TERM = {"from": "2026-11-13", "until": "2027-01-31"}


async def staffed_for_two(harness: Harness) -> None:
    """The people of the first school, and a counsellor of the other."""
    await harness.staff()
    await harness.add("counsellor-2", Role.COUNSELLOR, OTHER_SCHOOL)


async def set_up(harness: Harness, **fields: object) -> dict[str, Any]:
    """The series as it is answered."""
    async with harness.asking("coordinator") as client:
        response = await client.post("/series", json={**SERIES, **fields})
    assert response.status_code == 201, response.text
    return response.json()


async def proposed(harness: Harness, series: dict[str, Any], **term: str) -> list[dict[str, Any]]:
    """The sessions that are proposed for the series."""
    async with harness.asking("coordinator") as client:
        response = await client.post(f"/series/{series['series_id']}/propose", json={**TERM, **term})
    assert response.status_code == 200, response.text
    return response.json()["proposal"]["sessions"]


async def fixed(harness: Harness, **fields: object) -> list[dict[str, Any]]:
    """The sessions of a new series, all of the term."""
    series = await set_up(harness, **fields)
    await proposed(harness, series)
    async with harness.asking("coordinator") as client:
        response = await client.post(f"/series/{series['series_id']}/fix")
    assert response.status_code == 200, response.text
    return response.json()["sessions"]
