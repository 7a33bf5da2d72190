"""The invented surveys of schools, and what these answered."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from shared.local.simulation.policy.days import Days
from shared.local.simulation.policy.town_hall import TownHall

_DRAFTED = ("title", "service", "questions", "schools")

Fields = Mapping[str, Any]


class Surveys:
    """Has services ask schools what they did not ask yet, once they looked who asked the same, and schools answer."""

    def __init__(self, town_hall: TownHall, days: Days) -> None:
        self._town_hall = town_hall
        self._days = days

    async def ask(self, content: Sequence[Fields]) -> int:
        """How many surveys were drafted."""
        drafted = 0
        for survey in content:
            service = self._town_hall.as_partner(survey["service"])
            answer_by = self._days.now.date() + timedelta(days=survey["days"])
            body = {**{name: survey[name] for name in _DRAFTED}, "answer_by": f"{answer_by}"}
            made = await service.added("/surveys", body, by="title")
            if made is not None:
                drafted += 1
                await self._send(service, f"/surveys/{made['survey_id']}", survey)
        return drafted

    async def _send(self, service: TownHall, path: str, survey: Fields) -> None:
        await service.post(f"{path}/check", {})
        if survey.get("sent", True):
            await service.post(f"{path}/send", {})
        for school, answers in survey.get("answers", {}).items():
            await self._town_hall.as_school(school).post(f"{path}/answers", {"answers": answers})
