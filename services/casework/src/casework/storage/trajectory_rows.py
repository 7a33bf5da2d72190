"""What is written down of a trajectory, to and from JSON."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from casework.domain.plan import GoalState
from casework.domain.trajectory import (
    ContactEvery,
    ContactUnit,
    Evaluation,
    HandOver,
    Intake,
    Judgement,
    TrajectoryContent,
    TrajectoryGoal,
)
from shared.domain.roles import Role


def content_values(content: TrajectoryContent) -> dict[str, Any]:
    """The content as it is stored."""
    intake, every, hand_over = content.intake, content.contact_every, content.hand_over
    return {
        "intake": {"on": intake.on.isoformat(), "done": intake.done} if intake else None,
        "goals": [{"text": goal.text, "state": goal.state.value} for goal in content.goals],
        "contact_every": {"number": every.number, "unit": every.unit.value} if every else None,
        "evaluations": [
            {"on": item.on.isoformat(), "judgement": item.judgement.value if item.judgement else None}
            for item in content.evaluations
        ],
        "hand_over": {
            "role": hand_over.role.value,
            "on": hand_over.on.isoformat(),
            "contact": hand_over.contact,
        }
        if hand_over
        else None,
    }


def to_content(values: Mapping[str, Any]) -> TrajectoryContent:
    """The content of a row."""
    intake, every, hand_over = values["intake"], values["contact_every"], values["hand_over"]
    return TrajectoryContent(
        intake=Intake(date.fromisoformat(intake["on"]), intake["done"]) if intake else None,
        goals=tuple(TrajectoryGoal(goal["text"], GoalState(goal["state"])) for goal in values["goals"]),
        contact_every=ContactEvery(every["number"], ContactUnit(every["unit"])) if every else None,
        evaluations=tuple(
            Evaluation(date.fromisoformat(item["on"]), Judgement(item["judgement"]) if item["judgement"] else None)
            for item in values["evaluations"]
        ),
        hand_over=HandOver(Role(hand_over["role"]), date.fromisoformat(hand_over["on"]), hand_over["contact"])
        if hand_over
        else None,
    )
