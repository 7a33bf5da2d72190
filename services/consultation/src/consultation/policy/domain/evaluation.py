"""An evaluation of an action with the local actors: on a day, with these partners, and what they make of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from consultation.domain.well_formed import is_id, require

_MOST_PARTNERS = 500


class Judgement(StrEnum):
    """What partners make of an action. The words are ours: no document has a list."""

    WORKS = "works"
    PARTLY = "partly"
    DOES_NOT_WORK = "does-not-work"
    TOO_EARLY = "too-early"


class NotedBy(StrEnum):
    """Who noted an evaluation."""

    COORDINATOR = "coordinator"
    PARTNER = "partner"
    """Somebody of the partner, about the action of the own organisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What these `partners` made of an action on a day: a judgement, why in `text`, and what changes because of it.

    Raises InvalidField without a partner: the municipality evaluates its actions together with the local actors of
    education (VVSG, *Overleg en coördinatie*).
    """

    evaluation_id: UUID
    held_on: date
    partners: tuple[str, ...]
    judgement: Judgement
    text: str = ""
    changes: str = ""
    noted_by: NotedBy
    noted_at: datetime

    def __post_init__(self) -> None:
        require(bool(self.partners), "partners", "are the organisations that judge, at least one")
        require(len(self.partners) <= _MOST_PARTNERS, "partners", f"are more than {_MOST_PARTNERS}")
        require(all(map(is_id, self.partners)), "partners", "are ids of organisations")
        object.__setattr__(self, "partners", tuple(sorted(set(self.partners))))
