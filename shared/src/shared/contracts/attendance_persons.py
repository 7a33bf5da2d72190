"""Stream `attendance.persons.v1`: who is enrolled where. Compacted; a null value says that a person is erased."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.contract import Contract, WireData
from shared.contracts.fields import Line, PupilNumber, SchoolNumber, Structure
from shared.contracts.moments import IsoDate
from shared.contracts.vocabulary import EducationLevel

TOPIC = "attendance.persons.v1"


class Enrolment(WireData):
    """A period of a person at a school."""

    school: SchoolNumber
    """Institution number of the school."""
    pupil: PupilNumber
    """The school's register number of the pupil."""
    class_: Annotated[Line | None, Field(alias="class")]
    """Class; null if the school gave no class."""
    level: EducationLevel
    """Level of education."""
    structure: Structure | None
    """Main structure of education (hoofdstructuur); null if the school gave no structure."""
    valid_from: IsoDate
    """First day of the period."""
    valid_until: IsoDate | None
    """Last day of the period, included; null while it goes on."""


class PersonChanged(Contract):
    """A person's whole present state; an older version may be dropped.

    The only event with names: whoever has to show or write a name keeps its own copy. Never the INSZ.
    """

    event_type: ClassVar[str] = "be.flankerend.attendance.person-changed.v1"
    topic: ClassVar[str] = TOPIC

    person_id: UUID
    """The person."""
    given_name: Line | None
    """First name; null when no school gave one."""
    family_name: Line | None
    """Family name; null when no school gave one."""
    birth_date: IsoDate | None
    """Date of birth; null when no school gave one."""
    enrolments: tuple[Enrolment, ...]
    """All periods at all schools."""


class PersonMerged(Contract):
    """Two persons turned out to be one: what was of `person_id` is now of `merged_into`."""

    event_type: ClassVar[str] = "be.flankerend.attendance.person-merged.v1"
    topic: ClassVar[str] = TOPIC

    person_id: UUID
    """The person that is no more."""
    merged_into: UUID
    """The person that goes on."""
