"""Contacts and availability as they are sent and answered."""

from datetime import date, time
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

from consultation.domain.availability import Availability, AvailabilityException
from consultation.domain.contact import EMAIL, LANGUAGE, ROLES, Contact, ContactDetails
from consultation.domain.weekly_hours import WeeklyHours
from shared.contracts.fields import ContactId, Email, Line, SchoolNumber, Slug
from shared.contracts.moments import IsoDate, Time
from shared.domain.errors import InvalidField
from shared.domain.patterns import worded
from shared.domain.roles import Role

DESCRIBED = ConfigDict(use_attribute_docstrings=True, hide_input_in_errors=True)


def _without_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)


# May be left out, and is never null: so the document has no null as its default either.
_LEFT_OUT: Any = Field(None, json_schema_extra=_without_default)
# What the document says of a contact, so that it admits what the domain takes.
_Email = Annotated[
    Email, Field(json_schema_extra={"pattern": worded(f"^{EMAIL.pattern}$", "an e-mail address, its host in ASCII")})
]
_Language = Annotated[
    Slug, Field(json_schema_extra={"pattern": worded(f"^{LANGUAGE.pattern}$", "a language code such as nl")})
]
_PersonsRole = Annotated[Role, WithJsonSchema({"type": "string", "enum": sorted(ROLES)})]
_CLOCK = worded(r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$", "a time of day such as 08:30")


class WeeklyBody(BaseModel):
    """Hours that come back every week."""

    model_config = ConfigDict(**DESCRIBED, validate_by_name=True, validate_by_alias=True, serialize_by_alias=True)

    weekday: int = Field(ge=1, le=7, strict=True)
    """1 is Monday, 7 is Sunday."""
    from_: str = Field(alias="from", pattern=_CLOCK, examples=["08:30"])
    """From then on."""
    until: str = Field(pattern=_CLOCK, examples=["12:00"])
    """Until then."""

    def hours(self) -> WeeklyHours:
        return WeeklyHours(self.weekday, time.fromisoformat(self.from_), time.fromisoformat(self.until))


class ExceptionBody(BaseModel):
    """Days (both included) or moments that are otherwise than the week says."""

    model_config = ConfigDict(**DESCRIBED, validate_by_name=True, validate_by_alias=True, serialize_by_alias=True)

    from_: IsoDate | Time = Field(alias="from")
    """First day, or the moment it begins."""
    until: IsoDate | Time
    """Last day, included, or the moment it ends."""
    available: bool = Field(False, strict=True)
    """Whether the contact is there then."""

    def exception(self) -> AvailabilityException:
        return AvailabilityException(self.from_, self.until, self.available)


class AvailabilityBody(BaseModel):
    """When a contact can meet. Without weekly hours that is in all school hours."""

    model_config = DESCRIBED

    weekly: list[WeeklyBody] = Field(default_factory=list, max_length=100)
    """Hours that come back every week; none: all school hours."""
    exceptions: list[ExceptionBody] = Field(default_factory=list, max_length=500)
    """What is otherwise, in order: the later one has the last word."""
    max_meetings_per_day: int | None = Field(None, ge=0, le=50, strict=True)
    """How many meetings a day are enough; null for no limit."""

    def availability(self) -> Availability:
        """Raises InvalidField naming the entry."""
        return Availability(
            tuple(_entry("weekly", index, body.hours) for index, body in enumerate(self.weekly)),
            tuple(_entry("exceptions", index, body.exception) for index, body in enumerate(self.exceptions)),
            self.max_meetings_per_day,
        )

    @classmethod
    def of(cls, availability: Availability) -> "AvailabilityBody":
        return cls(
            weekly=[
                WeeklyBody(weekday=hours.weekday, from_=_clock(hours.from_), until=_clock(hours.until))
                for hours in availability.weekly
            ],
            exceptions=[
                ExceptionBody(from_=exception.from_, until=exception.until, available=exception.available)
                for exception in availability.exceptions
            ],
            max_meetings_per_day=availability.max_meetings_per_day,
        )


def _entry(field: str, index: int, make: Any) -> Any:
    try:
        return make()
    except InvalidField as error:
        raise InvalidField(f"{field}.{index}.{error.field}", error.reason) from None


def _clock(at: time) -> str:
    return at.isoformat("minutes" if at.second == 0 else "seconds")


class ContactBody(BaseModel):
    """A contact to add."""

    model_config = DESCRIBED

    contact_id: ContactId
    """The contact's id."""
    name: Line
    """Name of the person or the desk."""
    role: _PersonsRole
    """What the contact is to the system."""
    organisation: Line | None = None
    """The organisation the contact works for."""
    schools: list[SchoolNumber] = Field(default_factory=list, max_length=500)
    """The schools the contact is there for; none: all."""
    email: _Email | None = None
    """E-mail address."""
    language: _Language = "nl"
    """Language of mails."""
    deputy_of: ContactId | None = None
    """The contact this one stands in for."""
    valid_from: IsoDate | None = None
    """First day; null: always was."""
    valid_until: IsoDate | None = None
    """Last day, included; null while it goes on."""
    availability: AvailabilityBody = Field(default_factory=AvailabilityBody)
    """When the contact can meet."""

    def contact(self) -> Contact:
        fields = self.model_dump(exclude={"contact_id", "availability", "schools"})
        details = ContactDetails(**fields, schools=tuple(self.schools))
        return Contact(self.contact_id, details, self.availability.availability())


class ContactPatch(BaseModel):
    """What changes of a contact; what is left out stays."""

    model_config = ConfigDict(**DESCRIBED, extra="forbid")

    name: Line | SkipJsonSchema[None] = _LEFT_OUT
    role: _PersonsRole | SkipJsonSchema[None] = _LEFT_OUT
    organisation: Line | None = None
    schools: Annotated[list[SchoolNumber], Field(max_length=500)] | SkipJsonSchema[None] = _LEFT_OUT
    email: _Email | None = None
    language: _Language | SkipJsonSchema[None] = _LEFT_OUT
    deputy_of: ContactId | None = None
    valid_from: IsoDate | None = None
    valid_until: IsoDate | None = None

    def changes(self) -> dict[str, Any]:
        """The fields that were sent. Raises InvalidField for a null where there has to be a value."""
        changes = {name: getattr(self, name) for name in self.model_fields_set}
        for name in ("name", "role", "schools", "language"):
            if name in changes and changes[name] is None:
                raise InvalidField(name, "can't be null")
        if "schools" in changes:
            changes["schools"] = tuple(changes["schools"])
        return changes


class ContactAnswer(BaseModel):
    """A contact, as `contact-changed`, with when it can meet."""

    model_config = DESCRIBED

    contact_id: str
    name: str
    role: Role
    organisation: str | None
    schools: list[str]
    email: str | None
    language: str
    deputy_of: str | None
    valid_from: date | None
    valid_until: date | None
    availability: AvailabilityBody
    """When the contact can meet."""
    version: int
    """Rises with every change."""

    @classmethod
    def of(cls, contact: Contact) -> "ContactAnswer":
        details = contact.details
        return cls(
            contact_id=contact.contact_id,
            name=details.name,
            role=details.role,
            organisation=details.organisation,
            schools=list(details.schools),
            email=details.email,
            language=details.language,
            deputy_of=details.deputy_of,
            valid_from=details.valid_from,
            valid_until=details.valid_until,
            availability=AvailabilityBody.of(contact.availability),
            version=contact.version,
        )
