"""Plays the education policy of the last and the running school year into a running consultation."""

import tomllib
from datetime import datetime
from importlib.resources import files
from random import Random
from typing import Any

from shared.local.simulation.policy.activities import Activities
from shared.local.simulation.policy.bodies import Bodies
from shared.local.simulation.policy.days import Days
from shared.local.simulation.policy.objectives import Objectives
from shared.local.simulation.policy.offers import Offers
from shared.local.simulation.policy.questions import Questions
from shared.local.simulation.policy.surveys import Surveys
from shared.local.simulation.policy.town_hall import TownHall

_WHO_IS_NAMED = {
    *("stad-onderwijs", "stad-jeugd", "stad-bibliotheek", "stad-personeel"),
    *("de-boomgaard", "de-springplank", "clb-de-kring"),
}


async def play_policy(town_hall: TownHall, *, now: datetime, seed: int) -> dict[str, int] | None:
    """How much of each was made; None where the directory is not the invented one, whose people are named.

    What is there already, by its name, stays as it is; so a second time makes nothing. Raises httpx.HTTPError.
    """
    random = Random(f"{seed}/policy")  # noqa: S311  # invented, and the same for the same seed
    days = Days(now)
    organisations = await town_hall.all("/organisations")
    if not {row["organisation_id"] for row in organisations} >= _WHO_IS_NAMED:
        return None
    schools = sorted(row["school"] for row in organisations if row["school"] and row["local"])
    bodies = await Bodies(town_hall, days, random).found(content("bodies")["body"], schools)
    objectives, actions = await Objectives(town_hall, days).keep(content("policy")["objective"])
    activities = await Activities(town_hall, days, random).plan(content("activities")["activity"])
    invented = content("offers")
    offers = await Offers(town_hall, days).offer(invented["offer"])
    judgements = await Offers(town_hall, days).judge(invented["judgement"])
    surveys = await Surveys(town_hall, days).ask(content("surveys")["survey"])
    questions = await Questions(town_hall).ask(content("questions")["question"])
    return {
        "bodies": bodies,
        "objectives": objectives,
        "actions": actions,
        "activities": activities,
        "offers": offers,
        "surveys": surveys,
        "judgements": judgements,
        "questions": questions,
    }


def content(part: str) -> dict[str, Any]:
    """What was invented of this part."""
    text = files(__package__).joinpath(f"{part}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
