"""The bodies about teams, rules and absences as forms send them: a box for each choice, and schools as typed."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import Field, model_validator

from casework.api.absences import AbsenceBody
from casework.api.assignment import RuleBody
from casework.api.bodies import WorkerName
from casework.api.teams import TeamBody
from shared.contracts.fields import Slug

MEMBER, TYPE, LEVEL = "member-", "type-", "level-"
"""How the names of boxes begin."""
TICKED = "ja"

_BETWEEN_NUMBERS = re.compile(r"[\s,;]+")
_BETWEEN_WORDS = re.compile(r"[\s_-]+")


class TeamForm(TeamBody):
    """A box for each member and each type; a team without any ticked member gets no cases."""

    @model_validator(mode="before")
    @classmethod
    def _gathered(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        return {
            "members": ticked(values, MEMBER),
            "case_types": ticked(values, TYPE),
            "schools": numbers_in(values.get("schools", "")),
            **_named(values, "team"),
        }


class NewTeamForm(TeamForm):
    """A team with its name."""

    team: Slug


class RuleForm(RuleBody):
    """A box for each type and each level of education; ``place`` is the number of rules in front of this rule."""

    capacity: Annotated[int | None, Field(ge=1, le=100_000)] = None
    place: Annotated[int, Field(ge=0, le=500)]

    @model_validator(mode="before")
    @classmethod
    def _gathered(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        plain = {name: values[name] for name in ("assignee", "team", "capacity", "place") if name in values}
        boxes = {"case_types": ticked(values, TYPE), "levels_of_education": ticked(values, LEVEL)}
        return plain | boxes | _named(values, "name") | {"schools": numbers_in(values.get("schools", ""))}


class AbsenceForm(AbsenceBody):
    """An absence with who is away."""

    worker: WorkerName


def ticked(values: Mapping[str, Any], prefix: str) -> list[str]:
    """What is chosen in a group of boxes, in the order of the form."""
    return [name.removeprefix(prefix) for name in values if name.startswith(prefix)]


def boxes(prefix: str, chosen: Iterable[str]) -> dict[str, str]:
    """What stands in the fields of such a group."""
    return {f"{prefix}{name}": TICKED for name in chosen}


def numbers_in(text: str) -> list[str]:
    """The numbers of schools, as they stand between spaces, commas and line ends."""
    return list(dict.fromkeys(filter(None, _BETWEEN_NUMBERS.split(text))))


def as_name(text: str) -> str:
    """What was typed as a word of an open list: lower case, without accents, with hyphens between words."""
    plain = unicodedata.normalize("NFKD", text.strip().lower())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _BETWEEN_WORDS.sub("-", letters)


def _named(values: Mapping[str, Any], field: str) -> dict[str, str]:
    return {field: as_name(values[field])} if field in values else {}
