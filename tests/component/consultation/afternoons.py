"""Activities as tests set them up over HTTP: a provider of the city, schools that register, and what is answered."""

from typing import Any

import httpx

from .councils import posted, with_organisations
from .harness import SCHOOL, Harness

FROM, UNTIL = "2026-09-01", "2027-06-30"
PLACES = {"capacity": 30, "target_group": "Lager, 4de tot 6de leerjaar"}
AT_SCHOOL = {"role": "school", "school": SCHOOL}


async def with_providers(harness: Harness) -> None:
    """The organisations of a council, a partner, and the personnel department."""
    await with_organisations(harness)
    for name, kind in (("circus", "partner"), ("personeel", "city-service")):
        await posted(harness, "/organisations", {"organisation_id": name, "kind": kind, "name": name.capitalize()})


async def planned(harness: Harness, kind: str = "brede-school", **fields: object) -> dict[str, Any]:
    """An activity of the youth service, as it is answered."""
    plain = {"title": "Circus na school", "provider": "jeugd", "from": FROM, "until": UNTIL}
    return await posted(harness, "/activities", {"kind": kind, **plain, **fields})


async def opened(harness: Harness, kind: str = "brede-school", **fields: object) -> str:
    """The path of an activity for which schools can register."""
    activity = await planned(harness, kind, **fields)
    path = f"/activities/{activity['activity_id']}"
    await posted(harness, f"{path}/open", {}, status=200)
    return path


async def registered(harness: Harness, path: str, status: int = 201, **fields: object) -> dict[str, Any]:
    """A registration of the first school, as it is answered."""
    body = {"organisation_id": "school-1", **fields}
    return await posted(harness, f"{path}/registrations", body, status=status)


async def read(harness: Harness, path: str) -> dict[str, Any]:
    """What a caseworker reads there."""
    async with harness.asking("caseworker") as client:
        answer = await client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def put(harness: Harness, path: str, body: dict[str, Any], *, status: int = 200) -> dict[str, Any]:
    """What a coordinator gets for this."""
    async with harness.asking("coordinator") as client:
        answer = await client.put(path, json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


def fields_of(answer: httpx.Response) -> list[str]:
    """The fields that an answer says are wrong."""
    return [error["field"] for error in answer.json()["errors"]]
