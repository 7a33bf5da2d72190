"""Offers of a city service and a partner, as tests set them up over HTTP."""

from typing import Any

from .councils import posted, with_organisations
from .harness import Harness

PARTNER = {"organisation_id": "sportraad", "kind": "partner", "name": "Sportraad"}
OFFER = {
    "title": "Schoolvoorstelling met nabespreking",
    "description": "Een voorstelling van een uur.",
    "provider": "jeugd",
    "theme": "culture",
    "levels": ["lager"],
    "age_from": 6,
    "age_until": 12,
    "from": "2026-09-01",
    "until": "2027-06-30",
    "cost": "3.50",
    "cost_per": "participant",
    "capacity": 120,
    "email": "jeugd@stad.example",
    "booking": "Bel of mail een maand vooraf.",
    "link": "https://stad.example/voorstelling",
}


async def with_providers(harness: Harness) -> None:
    """Two local schools, a CLB, a service of the city, and a partner."""
    await with_organisations(harness)
    await posted(harness, "/organisations", PARTNER)


async def offered(harness: Harness, **fields: object) -> dict[str, Any]:
    """The offer as it is answered."""
    return await posted(harness, "/offers", {**OFFER, **fields})


def partner(harness: Harness, organisation: str = "sportraad"):
    """A client with the token of a partner."""
    return harness.asking("partner", organisation=organisation)
