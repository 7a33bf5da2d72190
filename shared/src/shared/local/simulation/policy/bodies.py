"""The invented consultation bodies: who sits in them, and what came of their sessions."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from random import Random
from typing import Any

from shared.local.simulation.policy.days import Days
from shared.local.simulation.policy.town_hall import TownHall

_OF_THE_PLAYER = ("session", "partners", "organisations", "contacts", "pupils_each")
_STARTED = "from"

Fields = Mapping[str, Any]


class Bodies:
    """Founds the bodies of ``content`` that are not there yet, with their members and sessions."""

    def __init__(self, town_hall: TownHall, days: Days, random: Random) -> None:
        self._town_hall = town_hall
        self._days = days
        self._random = random

    async def found(self, content: Sequence[Fields], schools: Sequence[str]) -> int:
        """How many bodies were founded. ``schools`` are the numbers of the local schools."""
        founded = 0
        for body in content:
            details = {name: value for name, value in body.items() if name not in _OF_THE_PLAYER}
            if number := body.get("pupils_each"):
                details["pupils"] = [{"school": school, "pupils": number} for school in schools]
            made = await self._town_hall.added("/bodies", self._days.of(details, _STARTED), by="name")
            if made is not None:
                founded += 1
                await self._fill(f"/bodies/{made['body_id']}", body)
        return founded

    async def _fill(self, path: str, body: Fields) -> None:
        since = f"{self._days.day(body[_STARTED])}"
        if body.get("partners"):
            await self._town_hall.post(f"{path}/members/partners", {"from": since})
        for organisation in body.get("organisations", ()):
            await self._town_hall.post(f"{path}/members", {"organisation_id": organisation, "from": since})
        for contact in body.get("contacts", ()):
            await self._town_hall.post(f"{path}/members", {**self._mandate(contact), "from": since})
        earlier: str | None = None
        for session in body.get("session", ()):
            earlier = await self._meet(path, session, earlier)

    async def _meet(self, path: str, session: Fields, earlier: str | None) -> str | None:
        """Plan a session, and note what came of it if it is over; the session that has minutes to approve."""
        planned = await self._planned(path, session)
        here = f"{path}/sessions/{planned['session_id']}"
        for text in session.get("agenda", ()):
            await self._town_hall.post(f"{here}/agenda", {"text": text})
        for document in session.get("documents", ()):
            await self._town_hall.post(f"{here}/documents", document)
        if not self._days.is_past(self._days.moment(session["at"])):
            return earlier
        await self._town_hall.post(f"{here}/hold", self._present(planned, session["there"]))
        if earlier is not None:
            await self._town_hall.post(f"{earlier}/minutes/approve", {"session_id": planned["session_id"]})
        for decision in session.get("decisions", ()):
            await self._town_hall.post(f"{here}/decisions", decision)
        for action in session.get("actions", ()):
            await self._agree(here, action)
        return await self._minuted(here, session)

    async def _planned(self, path: str, session: Fields) -> dict[str, Any]:
        begin = self._days.moment(session["at"])
        end = begin + timedelta(minutes=session["minutes"])
        body: dict[str, Any] = {"starts_at": begin.isoformat(), "ends_at": end.isoformat(), "place": session["place"]}
        if forgotten := session.get("forgotten"):
            members = await self._town_hall.all(f"{path}/members")
            invited = sorted(row["organisation_id"] for row in members if row["organisation_id"])
            schools = [organisation for organisation in invited if organisation.startswith("school-")]
            body["invited_organisations"] = [row for row in invited if row not in schools[-forgotten:]]
        return await self._town_hall.post(f"{path}/sessions", body)

    def _present(self, planned: Fields, share: float) -> dict[str, list[str]]:
        """Who came: this share of the contacts and of the organisations that are invited."""
        return {
            name: sorted(self._random.sample(invited, round(len(invited) * share)))
            for name, invited in planned["invited"].items()
        }

    async def _agree(self, here: str, action: Fields) -> None:
        due = f"{self._days.day(action['due'])}"
        agreed = {"what": action["what"], "owner": action["owner"], "due_on": due}
        answer = await self._town_hall.post(f"{here}/actions", agreed)
        if action["done"]:
            await self._town_hall.post(f"{here}/actions/{answer['actions'][-1]['action_id']}/done", {})

    async def _minuted(self, here: str, session: Fields) -> str | None:
        if "text" not in session:
            return None
        version = (await self._town_hall.get(here))["version"]
        await self._town_hall.put(f"{here}/minutes", {"text": session["text"]}, version=version)
        return here

    def _mandate(self, contact: Fields) -> dict[str, Any]:
        return self._days.of(contact, "mandate_until")
