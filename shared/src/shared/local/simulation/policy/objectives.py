"""The invented objectives with their actions: agreed in a body, paid for, counted and judged."""

from collections.abc import Mapping, Sequence
from typing import Any

from shared.local.simulation.policy.days import Days
from shared.local.simulation.policy.town_hall import TownHall

_OF_OBJECTIVE = ("title", "why", "for_the_learner")
_OF_ACTION = ("title", "theme", "what", "owner", "partners", "target_group")
_STEPS = {"running": ("start",), "done": ("start", "finish"), "not-done": ("not-done",), "planned": ()}

Fields = Mapping[str, Any]


class Objectives:
    """Keeps the objectives of ``content`` that are not there yet, with their actions."""

    def __init__(self, town_hall: TownHall, days: Days) -> None:
        self._town_hall = town_hall
        self._days = days

    async def keep(self, content: Sequence[Fields]) -> tuple[int, int]:
        """How many objectives and actions were made."""
        objectives = actions = 0
        for objective in content:
            made = await self._town_hall.added("/objectives", self._objective(objective), by="title")
            if made is None:
                continue
            objectives += 1
            if "agreed_in" in objective:
                path = f"/objectives/{made['objective_id']}/agree"
                await self._town_hall.post(path, await self._agreement(objective))
            for action in objective.get("action", ()):
                await self._act(made["objective_id"], action)
                actions += 1
        return objectives, actions

    def _objective(self, objective: Fields) -> dict[str, Any]:
        support = [{"organisation_id": organisation} for organisation in objective["support"]]
        if dissent := objective.get("dissent"):
            support.append({**dissent, "supports": False})
        years = {name: f"{self._days.school_year(objective[name])}" for name in ("from", "until")}
        return {**{name: objective[name] for name in _OF_OBJECTIVE}, **years, "support": support}

    async def _agreement(self, objective: Fields) -> dict[str, Any]:
        """Which body agreed, on which day, and the decision of that session where there is one."""
        bodies = await self._town_hall.all("/bodies")
        body_id = next(body["body_id"] for body in bodies if body["name"] == objective["agreed_in"])
        day = f"{self._days.day(objective['agreed_on'])}"
        agreement = {"body_id": body_id, "agreed_on": day}
        for session in await self._town_hall.all(f"/bodies/{body_id}/sessions"):
            if session["starts_at"][:10] == day and session["decisions"]:
                decision_id = session["decisions"][0]["decision_id"]
                agreement |= {"session_id": session["session_id"], "decision_id": decision_id}
        return agreement

    async def _act(self, objective_id: str, action: Fields) -> None:
        fields = {name: action[name] for name in _OF_ACTION if name in action}
        days = self._days.of({name: action[name] for name in ("from", "until") if name in action}, "from", "until")
        budget = [{**year, "year": self._days.calendar_year(year["year"])} for year in action.get("budget", ())]
        body = {"objective_id": objective_id, **fields, **days, "budget": budget}
        path = f"/actions/{(await self._town_hall.post('/actions', body))['action_id']}"
        for step in _STEPS[action["state"]]:
            await self._town_hall.post(f"{path}/{step}", {"why": action["why"]} if step == "not-done" else {})
        for indicator in action.get("indicators", ()):
            await self._indicate(path, indicator)
        for evaluation in action.get("evaluations", ()):
            await self._evaluate(path, evaluation)

    async def _indicate(self, path: str, indicator: Fields) -> None:
        targets = [self._of_year(target) for target in indicator.get("targets", ())]
        fields = {name: indicator[name] for name in ("name", "unit", "source")}
        action = await self._town_hall.post(f"{path}/indicators", {**fields, "targets": targets})
        made = next(row for row in action["indicators"] if row["name"] == indicator["name"])
        for value in indicator.get("values", ()):
            entered = self._days.of(self._of_year(value), "dated")
            await self._town_hall.post(f"{path}/indicators/{made['indicator_id']}/values", entered)

    async def _evaluate(self, path: str, evaluation: Fields) -> None:
        who = self._town_hall.as_partner(evaluation["by"]) if "by" in evaluation else self._town_hall
        fields = {name: value for name, value in evaluation.items() if name != "by"}
        await who.post(f"{path}/evaluations", self._days.of(fields, "held_on"))

    def _of_year(self, row: Fields) -> dict[str, Any]:
        return {**row, "school_year": f"{self._days.school_year(row['school_year'])}"}
