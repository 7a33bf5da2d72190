"""Series as they are sent."""

from datetime import datetime, time, timedelta
from typing import Annotated, Any, cast

from pydantic import BaseModel, Field
from pydantic.json_schema import SkipJsonSchema

from consultation.api.described import CLOCK, EXACT, EXACT_WITH_FROM, LEFT_OUT
from consultation.domain.meeting_kind import CARE_MEETING, MeetingRules
from consultation.series.application.fix_sessions import Chosen
from consultation.series.domain.rhythm import Rhythm
from consultation.series.domain.series import ChangedSeries, SeriesDetails
from shared.contracts.fields import ContactId, SchoolNumber, Slug, TypedLine
from shared.contracts.moments import IsoDate, Time
from shared.domain.errors import InvalidField
from shared.domain.roles import Role

_Roles = Annotated[list[Role], Field(max_length=5)]
_Required = Annotated[list[Role], Field(min_length=1, max_length=5)]
_Contacts = Annotated[list[ContactId], Field(max_length=50)]
_Title = Annotated[TypedLine, Field(max_length=150)]
_NEVER_NULL = ("title", "place", "required_roles", "optional_roles", "contacts")


class SeriesBody(BaseModel):
    """A standing meeting to set up: of one school, or of a cluster of schools."""

    model_config = EXACT

    title: _Title
    """What people call it."""
    meeting_type: Slug = CARE_MEETING
    """Kind of meeting."""
    school: SchoolNumber
    """School where it is."""
    other_schools: list[SchoolNumber] = Field(default_factory=list, max_length=50)
    """The other schools of the cluster."""
    first_on: IsoDate
    """Day of the first session; the others follow on that weekday."""
    at: str = Field(pattern=CLOCK, examples=["10:00"])
    """When a session begins, as clocks in Brussels show it."""
    minutes: int = Field(ge=15, le=480, strict=True)
    """How long a session takes, in minutes."""
    every_weeks: int | None = Field(None, ge=1, le=26, strict=True)
    """Once in so many weeks; once a month when absent, in the same week of the month as the first."""
    until: IsoDate | None = None
    """Last day a session can be; no end when absent."""
    place: Annotated[TypedLine, Field(max_length=150)] | None = None
    """Where; the place of the kind of meeting at that school when absent."""
    required_roles: _Required | SkipJsonSchema[None] = LEFT_OUT
    """Who has to be there, of every school; those of the kind of meeting when absent."""
    optional_roles: _Roles | SkipJsonSchema[None] = LEFT_OUT
    """Who takes part when free, of every school; those of the kind of meeting when absent."""
    contacts: _Contacts = Field(default_factory=list)
    """Who comes before others of the same role."""

    def details(self, rules: MeetingRules) -> SeriesDetails:
        """What was agreed on, with what the kind of meeting says where the body does not. Raises InvalidField."""
        kind = rules.kind(self.meeting_type)
        return SeriesDetails(
            title=self.title,
            meeting_type=self.meeting_type,
            school=self.school,
            other_schools=tuple(self.other_schools),
            rhythm=Rhythm(first_on=self.first_on, at=time.fromisoformat(self.at), every_weeks=self.every_weeks),
            length=timedelta(minutes=self.minutes),
            place=self.place or kind.place_at(self.school),
            required_roles=kind.required_roles if self.required_roles is None else _once(self.required_roles),
            optional_roles=kind.optional_roles if self.optional_roles is None else _once(self.optional_roles),
            contacts=tuple(dict.fromkeys(self.contacts)),
            until=self.until,
        )


class SeriesChangeBody(BaseModel):
    """What changes of a series, from what is proposed next on; what is left out stays."""

    model_config = EXACT

    title: _Title | SkipJsonSchema[None] = LEFT_OUT
    """What people call it."""
    until: IsoDate | None = None
    """Last day a session can be; null for no end."""
    place: Annotated[TypedLine, Field(max_length=150)] | SkipJsonSchema[None] = LEFT_OUT
    """Where."""
    required_roles: _Required | SkipJsonSchema[None] = LEFT_OUT
    """Who has to be there, of every school."""
    optional_roles: _Roles | SkipJsonSchema[None] = LEFT_OUT
    """Who takes part when free, of every school."""
    contacts: _Contacts | SkipJsonSchema[None] = LEFT_OUT
    """Who comes before others of the same role."""

    def changes(self) -> ChangedSeries:
        """The fields that were sent. Raises InvalidField for a null where there has to be a value."""
        changes: dict[str, Any] = {name: getattr(self, name) for name in self.model_fields_set}
        for name in _NEVER_NULL:
            if name in changes and changes[name] is None:
                raise InvalidField(name, "can't be null")
        for name in changes.keys() & {"required_roles", "optional_roles", "contacts"}:
            changes[name] = _once(changes[name])
        return cast("ChangedSeries", changes)


class ProposeBody(BaseModel):
    """The term for which sessions are proposed."""

    model_config = EXACT_WITH_FROM

    from_: IsoDate = Field(alias="from")
    """First day."""
    until: IsoDate
    """Last day, included."""


class ChosenSessionBody(BaseModel):
    """A session to fix."""

    model_config = EXACT

    on: IsoDate
    """Its day by the rhythm, as it was proposed."""
    starts_at: Time | None = None
    """Another start than was proposed."""


class FixBody(BaseModel):
    """Which of the proposed sessions are fixed."""

    model_config = EXACT

    sessions: list[ChosenSessionBody] | SkipJsonSchema[None] = Field(None, max_length=200)
    """The sessions; all that have no reason against them when absent."""

    def chosen(self) -> Chosen | None:
        """The sessions that were sent. Raises InvalidField for a day that is named twice."""
        if self.sessions is None:
            return None
        chosen: dict[Any, datetime | None] = {session.on: session.starts_at for session in self.sessions}
        if len(chosen) < len(self.sessions):
            raise InvalidField("sessions", "holds a day twice")
        return chosen


def _once(values: list[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(values))
