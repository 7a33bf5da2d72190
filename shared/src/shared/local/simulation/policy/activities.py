"""The invented activities: who registered, who came, what was handed out."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from random import Random
from typing import Any

from shared.local.simulation.names import FAMILY_NAMES, GIVEN_NAMES
from shared.local.simulation.policy.days import Days
from shared.local.simulation.policy.town_hall import TownHall

_OF_ACTIVITY = (
    *("kind", "title", "provider", "from", "until", "place", "target_group", "theme"),
    *("capacity", "least", "budget", "cost", "confirmed_by"),
)
_OF_REGISTRATION = ("label", "places", "name", "class")
_RUN = ("running", "held")

Fields = Mapping[str, Any]


class Activities:
    """Plans the activities of ``content`` that are not there yet, and notes what came of them."""

    def __init__(self, town_hall: TownHall, days: Days, random: Random) -> None:
        self._town_hall = town_hall
        self._days = days
        self._random = random

    async def plan(self, content: Sequence[Fields]) -> int:
        """How many were planned."""
        actions = {action["title"]: action["action_id"] for action in await self._town_hall.all("/actions")}
        planned = 0
        for activity in content:
            body = self._days.of({name: activity[name] for name in _OF_ACTIVITY if name in activity}, "from", "until")
            if "action" in activity:
                body["action_id"] = actions[activity["action"]]
            provider = self._town_hall.as_partner(activity["provider"])
            made = await provider.added("/activities", body, by="title")
            if made is not None:
                planned += 1
                await self._play(provider, f"/activities/{made['activity_id']}", activity)
        return planned

    async def _play(self, provider: TownHall, path: str, activity: Fields) -> None:
        if activity["state"] == "cancelled":
            await provider.post(f"{path}/cancel", {"why": activity["why"]})
            return
        registered = await self._registered(provider, path, activity)
        sessions = await self._planned(provider, path, activity)
        for move in activity.get("stock", ()):
            await provider.post(f"{path}/stock", self._days.of(move, "on"))
        if activity["state"] in _RUN:
            await provider.post(f"{path}/run", {})
        for session in sessions:
            if self._days.is_past(self._days.read(session["starts_at"])):
                presence = self._presence(registered, session, activity)
                await provider.put(f"{path}/sessions/{session['session_id']}/presence", presence)
        for certificates, registration in registered:
            if certificates.get("certificates"):
                here = f"{path}/registrations/{registration['registration_id']}/certificates"
                await provider.put(here, {"certificates": certificates["certificates"]})
        for attachment in activity.get("attachments", ()):
            await provider.post(f"{path}/attachments", attachment)
        if activity["state"] == "held":
            await provider.post(f"{path}/hold", {})

    async def _registered(self, provider: TownHall, path: str, activity: Fields) -> list[tuple[Fields, dict[str, Any]]]:
        """The registrations with what was invented of each; schools register for themselves."""
        wishes = [*activity.get("registrations", ()), *self._people(activity.get("people"))]
        if not wishes:
            return []
        await provider.post(f"{path}/open", {})
        registered = []
        for wish in wishes:
            fields = {name: wish[name] for name in _OF_REGISTRATION if name in wish}
            body = {"organisation_id": f"school-{wish['school']}", **fields}
            registration = await self._town_hall.as_school(wish["school"]).post(f"{path}/registrations", body)
            if "mentor" in wish:
                confirming = self._town_hall.as_partner(activity["confirmed_by"])
                here = f"{path}/registrations/{registration['registration_id']}/confirm"
                await confirming.post(here, {"mentor": wish["mentor"]})
            registered.append((wish, registration))
        return registered

    def _people(self, people: Fields | None) -> list[Fields]:
        """Invented pupils, in turn of these schools."""
        if people is None:
            return []
        schools = people["schools"]
        return [
            {"school": schools[number % len(schools)], "name": self._name(), "class": people["class"]}
            for number in range(people["number"])
        ]

    def _name(self) -> str:
        return f"{self._random.choice(GIVEN_NAMES)} {self._random.choice(FAMILY_NAMES)}"

    async def _planned(self, provider: TownHall, path: str, activity: Fields) -> list[dict[str, Any]]:
        rhythm = activity.get("sessions")
        if rhythm is None:
            return []
        planned: dict[str, Any] = {"sessions": []}
        weekly = self._days.weekly(activity["from"], activity["until"], weekday=rhythm["weekday"], at=rhythm["at"])
        for begin in weekly[: rhythm.get("most")]:
            body = {
                "starts_at": begin.isoformat(),
                "ends_at": (begin + timedelta(minutes=rhythm["minutes"])).isoformat(),
                **({"instructor": rhythm["instructor"]} if "instructor" in rhythm else {}),
            }
            planned = await provider.post(f"{path}/sessions", body)
        return list(planned["sessions"])

    def _presence(
        self, registered: Sequence[tuple[Fields, Fields]], session: Fields, activity: Fields
    ) -> dict[str, Any]:
        """Of each registration with a place how many came, and how long paid guides were there."""
        came = [
            {"registration_id": row["registration_id"], "number": self._came(row["places"], activity["there"])}
            for _, row in registered
            if row["status"] == "placed"
        ]
        guides = activity.get("guides", 0)
        length = self._days.read(session["ends_at"]) - self._days.read(session["starts_at"])
        return {"came": came, "guides": guides, "hours": guides * length.total_seconds() / 3600}

    def _came(self, places: int, share: float) -> int:
        return sum(self._random.random() < share for _ in range(places))
