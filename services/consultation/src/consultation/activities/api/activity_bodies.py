"""Activities as they are sent."""

from datetime import datetime
from typing import Annotated, Any, cast
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field
from pydantic.json_schema import SkipJsonSchema

from consultation.activities.domain.activity import (
    ActivityDetails,
    Attachment,
    ChangedActivity,
)
from consultation.activities.domain.activity_session import (
    MOST_HOURS,
    MOST_THERE,
    ActivitySession,
    Came,
    ChangedActivitySession,
    Presence,
)
from consultation.activities.domain.stock import MOST_AT_ONCE, Moved, StockMove
from consultation.api.amounts import Amount
from consultation.api.described import EXACT, EXACT_WITH_FROM, LEFT_OUT, without_default
from shared.contracts.fields import OrganisationId, Slug, TypedLine
from shared.contracts.moments import IsoDate
from shared.domain.errors import InvalidField
from shared.runtime.ids import new_id

_NEVER_NULL = ("title", "from_", "until")
_EMPTY = ("theme", "target_group", "place")
_Places = Annotated[int, Field(ge=1, le=10_000, strict=True)]
_People = Annotated[int, Field(ge=0, le=MOST_THERE, strict=True)]


class AgreedBody(BaseModel):
    """What may be agreed on about an activity."""

    model_config = EXACT_WITH_FROM

    action_id: UUID | None = None
    """The action of the policy that it is of."""
    theme: Slug | None = None
    """What it is about: a theme of the policy, such as `homework`; when absent that of its action, or of its kind."""
    target_group: TypedLine | None = None
    """The people it is meant for."""
    place: TypedLine | None = None
    """Where it is, as long as a session says nothing else."""
    capacity: _Places | None = None
    """How many places there are; no limit when absent."""
    least: _Places | None = None
    """The least number of participants."""
    budget: Amount | None = None
    """What it may cost, in euros."""
    cost: Amount | None = None
    """What it did cost, in euros."""
    confirmed_by: OrganisationId | None = None
    """The organisation that confirms places, for kinds that ask it."""


class ActivityBody(AgreedBody):
    """An activity to plan."""

    model_config = EXACT_WITH_FROM

    kind: Slug
    """Its kind, one of `/activity-kinds`; that never changes."""
    title: TypedLine
    """What people call it."""
    provider: OrganisationId
    """The organisation that runs it, such as a service of the city; that never changes."""
    from_: IsoDate = Field(alias="from")
    """First day."""
    until: IsoDate
    """Last day, included."""

    def details(self) -> ActivityDetails:
        """What is agreed on. Raises InvalidField."""
        fields = {name: getattr(self, name) for name in type(self).model_fields if name != "from_"}
        return ActivityDetails(**_with_empty(fields), since=self.from_)


class ActivityChangeBody(AgreedBody):
    """What changes of an activity; what is left out stays, and null takes a value away."""

    model_config = EXACT_WITH_FROM

    title: TypedLine | SkipJsonSchema[None] = LEFT_OUT
    """What people call it."""
    from_: IsoDate | SkipJsonSchema[None] = Field(None, alias="from", json_schema_extra=without_default)
    """First day."""
    until: IsoDate | SkipJsonSchema[None] = LEFT_OUT
    """Last day, included."""

    def changes(self) -> ChangedActivity:
        """The fields that were sent. Raises InvalidField for a null where there has to be a value."""
        changes: dict[str, Any] = {name: getattr(self, name) for name in self.model_fields_set}
        for name in _NEVER_NULL:
            if name in changes and changes[name] is None:
                raise InvalidField(name.rstrip("_"), "can't be null")
        if "from_" in changes:
            changes["since"] = changes.pop("from_")
        return cast("ChangedActivity", _with_empty(changes))


class WhyBody(BaseModel):
    """Why an activity is not held."""

    model_config = EXACT

    why: TypedLine
    """Why, for the schools that registered; without names."""


class ActivitySessionBody(BaseModel):
    """A session to plan."""

    model_config = EXACT

    starts_at: AwareDatetime
    """When it begins, with its offset."""
    ends_at: AwareDatetime
    """When it ends, with its offset."""
    place: TypedLine | None = None
    """Where it is; that of the activity when absent."""
    instructor: TypedLine | None = None
    """Who leads it."""

    def session(self) -> ActivitySession:
        """Raises InvalidField."""
        return ActivitySession(
            session_id=new_id(),
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            place=self.place or "",
            instructor=self.instructor or "",
        )


class ActivitySessionChangeBody(BaseModel):
    """What changes of a session; what is left out stays."""

    model_config = EXACT

    starts_at: AwareDatetime | SkipJsonSchema[None] = LEFT_OUT
    """When it begins, with its offset."""
    ends_at: AwareDatetime | SkipJsonSchema[None] = LEFT_OUT
    """When it ends, with its offset."""
    place: TypedLine | None = None
    """Where it is; null for that of the activity."""
    instructor: TypedLine | None = None
    """Who leads it; null for nobody in particular."""

    def changes(self) -> ChangedActivitySession:
        """The fields that were sent. Raises InvalidField for a null where there has to be a value."""
        changes: dict[str, datetime | str] = {name: getattr(self, name) or "" for name in self.model_fields_set}
        for name in ("starts_at", "ends_at"):
            if changes.get(name) == "":
                raise InvalidField(name, "can't be null")
        return cast("ChangedActivitySession", changes)


class CameBody(BaseModel):
    """How many of a registration came."""

    model_config = EXACT

    registration_id: UUID
    """The registration."""
    number: _People
    """How many came; of a person 0 or 1."""


class PresenceBody(BaseModel):
    """Who came to a session."""

    model_config = EXACT

    came: list[CameBody] = Field(default_factory=list, max_length=2_000)
    """Of each registration how many came; who is left out did not come."""
    others: _People = 0
    """How many came without registration."""
    guides: _People = 0
    """How many paid guides there were."""
    hours: Annotated[float, Field(ge=0, le=MOST_HOURS, multiple_of=0.25)] = 0.0
    """How long paid guides were there in all, in hours, to the quarter."""

    def presence(self) -> Presence:
        """Raises InvalidField."""
        came = tuple(Came(row.registration_id, row.number) for row in self.came)
        return Presence(came=came, others=self.others, guides=self.guides, hours=self.hours)


class StockBody(BaseModel):
    """Things that a point received, handed out, or got vouchers back of."""

    model_config = EXACT

    point: TypedLine
    """The point, such as `Bibliotheek`."""
    moved: Moved
    """What happened."""
    number: Annotated[int, Field(ge=-MOST_AT_ONCE, le=MOST_AT_ONCE, strict=True)]
    """How many; below 0 to put an earlier number right."""
    on: IsoDate
    """The day, within the activity."""

    def move(self) -> StockMove:
        """Raises InvalidField."""
        return StockMove(move_id=new_id(), point=self.point, moved=self.moved, number=self.number, on=self.on)


class AttachmentBody(BaseModel):
    """A document that belongs to the subsidy file, at the address where it is kept."""

    model_config = EXACT

    title: TypedLine
    """What it is."""
    link: TypedLine
    """Where it is; begins with `https://`."""

    def attachment(self) -> Attachment:
        """Raises InvalidField."""
        return Attachment(self.title, self.link)


def _with_empty(fields: dict[str, Any]) -> dict[str, Any]:
    """The lines that may be left out are empty where nothing is said."""
    return {name: value or "" if name in _EMPTY else value for name, value in fields.items()}
