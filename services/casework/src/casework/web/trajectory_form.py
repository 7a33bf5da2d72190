"""The form of a trajectory: numbered fields for goals and evaluations, and what stands in them."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import model_validator

from casework.api.trajectory_bodies import TrajectoryBody
from casework.domain.trajectory import HandOver, TrajectoryContent

_YES = "ja"
_BY_NUMBER = re.compile(r"(goal|evaluation)-(\d{1,2})-(text|state|on|judgement)", re.ASCII)
_GROUPS = ("intake", "contact_every", "hand_over")
_ROWS = {"goal": ("goals", {"text"}), "evaluation": ("evaluations", {"on", "judgement"})}
"""The list that rows are for, and their fields: without any of these there is no row."""


class TrajectoryForm(TrajectoryBody):
    """A group of fields for each part, and rows for goals and evaluations; who goes on is one choice."""

    @model_validator(mode="before")
    @classmethod
    def _gathered(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        groups: dict[str, dict[str, Any]] = {name: {} for name in _GROUPS}
        rows: dict[str, dict[int, dict[str, Any]]] = {kind: {} for kind in _ROWS}
        for name, text in values.items():
            group, _, field = name.partition("-")
            if match := _BY_NUMBER.fullmatch(name):
                rows[match[1]].setdefault(int(match[2]), {})[match[3]] = text
            elif group in groups:
                groups[group][field] = text
        gathered: dict[str, Any] = {}
        for kind, (name, needed) in _ROWS.items():
            gathered[name] = [row for _, row in sorted(rows[kind].items()) if row.keys() & needed]
        groups["intake"] |= {"done": True} if groups["intake"].get("done") == _YES else {}
        groups["contact_every"] = _every(groups["contact_every"])
        groups["hand_over"] = _hand_over(groups["hand_over"])
        return gathered | {name: group for name, group in groups.items() if group}


def _every(group: Mapping[str, Any]) -> dict[str, Any]:
    """The unit alone says nothing: it is always chosen."""
    number = str(group.get("number", ""))
    if not number:
        return {}
    return {**group, "number": int(number) if number.isdecimal() and len(number) < 9 else number}


def _hand_over(group: Mapping[str, Any]) -> dict[str, Any]:
    """The choice is a role, or a role with a contact after a slash."""
    role, _, contact = str(group.get("to", "")).partition("/")
    chosen = {name: text for name, text in (("role", role), ("contact", contact)) if text}
    return {name: text for name, text in group.items() if name == "on"} | chosen


def chosen_of(hand_over: HandOver) -> str:
    """The choice that says who goes on."""
    return f"{hand_over.role}/{hand_over.contact}" if hand_over.contact else str(hand_over.role)


def form_values(content: TrajectoryContent) -> dict[str, str]:
    """What stands in the fields of a trajectory."""
    values: dict[str, str] = {}
    if intake := content.intake:
        values |= {"intake-on": intake.on.isoformat()} | ({"intake-done": _YES} if intake.done else {})
    for number, goal in enumerate(content.goals):
        values |= {f"goal-{number}-text": goal.text, f"goal-{number}-state": goal.state.value}
    if every := content.contact_every:
        values |= {"contact_every-number": str(every.number), "contact_every-unit": every.unit.value}
    for number, evaluation in enumerate(content.evaluations):
        judgement = evaluation.judgement.value if evaluation.judgement else ""
        values |= {f"evaluation-{number}-on": evaluation.on.isoformat(), f"evaluation-{number}-judgement": judgement}
    if hand_over := content.hand_over:
        values |= {"hand_over-to": chosen_of(hand_over), "hand_over-on": hand_over.on.isoformat()}
    return values


def row_counts(values: Mapping[str, str]) -> dict[str, int]:
    """How many rows there are of goals and evaluations: one more than the last that is filled in."""
    last = dict.fromkeys(_ROWS, 0)
    for name, text in values.items():
        if text and (match := _BY_NUMBER.fullmatch(name)) and match[3] in _ROWS[match[1]][1]:
            last[match[1]] = max(last[match[1]], int(match[2]) + 1)
    return {name: last[kind] + 1 for kind, (name, _) in _ROWS.items()}
