"""The invented offers, what schools asked of them, and what the coordinator said of two that are alike."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from shared.local.simulation.policy.days import Days
from shared.local.simulation.policy.town_hall import TownHall

_WISHED = ("group", "participants")

Fields = Mapping[str, Any]


class Offers:
    """Has providers keep the offers of ``content`` that are not there yet, and schools ask for them."""

    def __init__(self, town_hall: TownHall, days: Days) -> None:
        self._town_hall = town_hall
        self._days = days

    async def offer(self, content: Sequence[Fields]) -> int:
        """How many offers were made."""
        offered = 0
        for offer in content:
            provider = self._town_hall.as_partner(offer["provider"])
            fields = {name: value for name, value in offer.items() if name != "requests"}
            made = await provider.added("/offers", self._days.of(fields, "from", "until"), by="title")
            if made is not None:
                offered += 1
                for request in offer.get("requests", ()):
                    await self._ask(provider, f"/offers/{made['offer_id']}/requests", request)
        return offered

    async def judge(self, content: Sequence[Fields]) -> int:
        """How many pairs of offers were judged by the coordinator; those that were judged before stay as they are."""
        said = {frozenset(judgement["titles"]): judgement for judgement in content}
        judged = 0
        for pair in await self._town_hall.all("/offers/overlaps"):
            offers = (pair["first"], pair["second"])
            if judgement := said.get(frozenset(offer["title"] for offer in offers)):
                body = {"verdict": judgement["verdict"], "why": judgement["why"]}
                ids = [offer["offer_id"] for offer in offers]
                await self._town_hall.post("/offers/overlaps/judgements", {"offer_ids": ids, **body})
                judged += 1
        return judged

    async def _ask(self, provider: TownHall, path: str, request: Fields) -> None:
        """A school asks from today on; what was asked is then planned, declined or done."""
        wish = {name: request[name] for name in _WISHED}
        today = self._days.now.date()
        school = self._town_hall.as_school(request["school"])
        asked = await school.post(path, {**wish, "from": f"{today}"})
        here = f"{path}/{asked['request_id']}"
        if "plan" in request:
            await provider.post(f"{here}/plan", {"on": f"{today + timedelta(days=request['plan'])}"})
        if "decline" in request:
            alternative = await self._offer_id(request["instead"])
            await provider.post(f"{here}/decline", {"reason": request["decline"], "alternative": alternative})
        if "took_part" in request:
            await provider.post(f"{here}/done", {"took_part": request["took_part"]})

    async def _offer_id(self, title: str) -> str:
        return next(str(offer["offer_id"]) for offer in await self._town_hall.all("/offers") if offer["title"] == title)
