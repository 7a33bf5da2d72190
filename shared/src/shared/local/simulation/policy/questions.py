"""The invented questions to the coordinator."""

from collections.abc import Mapping, Sequence
from typing import Any

from shared.local.simulation.policy.town_hall import TownHall

_ASKED = ("text", "theme")

Fields = Mapping[str, Any]


class Questions:
    """Has schools and partners ask what they did not ask yet, and the coordinator answer."""

    def __init__(self, town_hall: TownHall) -> None:
        self._town_hall = town_hall

    async def ask(self, content: Sequence[Fields]) -> int:
        """How many questions were asked."""
        asked = 0
        for question in content:
            body = {name: question[name] for name in _ASKED}
            if "about" in question:
                body["action_id"] = await self._action(question["about"])
            by = question["by"]
            who = self._town_hall.as_school(by) if by.isdigit() else self._town_hall.as_partner(by)
            made = await who.added("/questions-to-coordinator", body, by="text")
            if made is not None:
                asked += 1
                if "answer" in question:
                    path = f"/questions-to-coordinator/{made['question_id']}/answer"
                    await self._town_hall.post(path, {"answer": question["answer"]})
        return asked

    async def _action(self, title: str) -> str:
        actions = await self._town_hall.all("/actions")
        return next(str(action["action_id"]) for action in actions if action["title"] == title)
