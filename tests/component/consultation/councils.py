"""A consultation body, and the local schools and CLB it is for, as tests set them up over HTTP."""

from typing import Any

from .harness import OTHER_SCHOOL, SCHOOL, Harness

COUNCIL = {
    "kind": "external-consultation",
    "form": "advisory-council",
    "name": "Onderwijsraad",
    "purpose": "Samen doelen kiezen voor alle leerlingen.",
    "expectations": [{"partner": "CLB", "expects": "Een vast aanspreekpunt"}],
    "money": "2.500 euro per jaar",
    "rooms": "Raadzaal",
    "deciding": "majority",
    "quorum": 3,
    "times_a_year": 3,
    "lop": "De voorzitter van het LOP zetelt mee.",
    "from": "2026-09-01",
}
ORGANISATIONS = (
    {"organisation_id": "school-1", "kind": "school", "name": "Atheneum", "school": SCHOOL},
    {"organisation_id": "school-2", "kind": "school", "name": "College", "school": OTHER_SCHOOL},
    {"organisation_id": "school-3", "kind": "school", "name": "Verre school", "school": "125003", "local": False},
    {"organisation_id": "clb-a", "kind": "clb", "name": "CLB Voorbeeld", "serves": [SCHOOL]},
    {"organisation_id": "jeugd", "kind": "city-service", "name": "Jeugddienst"},
)


async def posted(harness: Harness, path: str, body: dict[str, Any], *, status: int = 201) -> dict[str, Any]:
    """What a coordinator gets for this."""
    async with harness.asking("coordinator") as client:
        response = await client.post(path, json=body)
    assert response.status_code == status, response.text
    return response.json()


async def with_organisations(harness: Harness) -> None:
    """Two local schools, a school from elsewhere, a CLB and a service of the city."""
    for organisation in ORGANISATIONS:
        await posted(harness, "/organisations", organisation)


async def council(harness: Harness, **fields: object) -> dict[str, Any]:
    """The body as it is answered."""
    return await posted(harness, "/bodies", {**COUNCIL, **fields})


async def findings(harness: Harness, body: dict[str, Any]) -> list[tuple[str, str | None]]:
    """The codes of what the body lacks, each with the organisation or contact."""
    async with harness.asking("caseworker") as client:
        response = await client.get(f"/bodies/{body['body_id']}/check")
    assert response.status_code == 200, response.text
    return [(row["code"], row["organisation"] or row["contact_id"]) for row in response.json()["findings"]]
