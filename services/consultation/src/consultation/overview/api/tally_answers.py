"""Activities and requests of schools in the report on several years, as they are answered."""

from collections.abc import Mapping
from typing import Self
from uuid import UUID

from pydantic import BaseModel

from consultation.api.described import DESCRIBED
from consultation.overview.domain.tally import ActivityTally, RequestTally, Shown, Tallies


class TalliedAnswer(BaseModel):
    """What is counted of activities; null where a number is small, or would give a small number away."""

    model_config = DESCRIBED

    activities: int
    """How many there were."""
    sessions: int
    """How many sessions were held."""
    participants: int | None
    """How many took part; who came more often in a school year counts once."""
    places: int | None
    """How many places were given."""
    hours: float
    """Hours of paid guides."""
    handed_out: int | None
    """How many things were handed out."""


class ReportedActivitiesAnswer(TalliedAnswer):
    """What is counted of the activities of a kind, of an action, in a school year."""

    action_id: UUID | None
    """The action; null for activities of no action."""
    action: str | None
    """What people call it; null where it is no action of the report."""
    kind: str
    """The kind of activity."""
    school_year: str
    """The school year, such as `2026-2027`."""

    @classmethod
    def of(cls, row: ActivityTally, shown: Shown, names: Mapping[str, str]) -> Self:
        return cls.model_validate(
            {
                **shown,
                "action_id": row.action_id,
                "action": names.get(str(row.action_id)),
                "kind": row.kind,
                "school_year": str(row.school_year),
            }
        )


class ActivitiesOfKindAnswer(TalliedAnswer):
    """What is counted of all activities of a kind, in all years together."""

    kind: str | None
    """The kind of activity; null for all kinds together."""

    @classmethod
    def all_of(cls, tallies: Tallies) -> list[Self]:
        """A row for each kind, and one for all of them where there are any."""
        kinds = [cls.model_validate({**shown, "kind": kind}) for kind, shown in tallies.by_kind.items()]
        whole = {**tallies.shown(tallies.activities), "kind": None}
        return [*kinds, cls.model_validate(whole)] if kinds else []


class ReportedRequestsAnswer(BaseModel):
    """Requests of schools in a school year for offers with a theme; those that schools withdrew do not count."""

    model_config = DESCRIBED

    theme: str
    """What the offers are about."""
    school_year: str
    """The school year in which they were made."""
    requests: int
    """How many, 1 and more."""
    schools: int
    """Of how many schools."""

    @classmethod
    def of(cls, row: RequestTally) -> Self:
        return cls(theme=row.theme, school_year=str(row.school_year), requests=row.number, schools=len(row.schools))
