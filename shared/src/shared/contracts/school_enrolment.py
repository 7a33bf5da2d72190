"""Stream `school.enrolment.v1`: which pupil is at which school from when until when."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError, PydanticKnownError

from shared.contracts.contract import Contract, WireData
from shared.contracts.fields import Count, Flag, Insz, Line, Postcode, PupilNumber, SchoolNumber, Site, Structure
from shared.contracts.moments import IsoDate, Time
from shared.contracts.vocabulary import EducationLevel
from shared.domain.errors import InvalidField
from shared.domain.school_year import SchoolYear

TOPIC = "school.enrolment.v1"

_MOST_HALF_DAYS = 2 * 366


def _of_one_school_year(number: int) -> int:
    if number > _MOST_HALF_DAYS:
        raise PydanticKnownError("less_than_equal", {"le": _MOST_HALF_DAYS})
    return number


def _in_a_school_year(day: date) -> date:
    try:
        SchoolYear.parse(str(SchoolYear.of(day)))
    except InvalidField:
        text = "Should lie in a school year from 1583-1584 to 9997-9998"
        raise PydanticCustomError("school_year", text) from None
    return day


class EnrolledPerson(WireData):
    """Who the pupil is, as the school's register has it."""

    given_name: Line
    """First name."""
    family_name: Line
    """Family name."""
    birth_date: IsoDate
    """Date of birth."""
    insz: Insz | None = None
    """National identification number; absent for a pupil without one."""
    postcode: Postcode | None = None
    """Postcode of the home address."""
    registered_on: IsoDate | None = None
    """Day a foreign national was entered in the register of foreigners or of the population, where it matters."""


class Transferred(WireData):
    """What a school outside the system says of this school year: a count, no dates."""

    problematic: Annotated[Count, AfterValidator(_of_one_school_year)]
    """Problematic half days so far, at most two a day."""
    until: Annotated[IsoDate, AfterValidator(_in_a_school_year)]
    """Last day the count covers; it belongs to the school year of this day."""


class PupilEnrolled(Contract):
    """A pupil is enrolled at a school from a day on.

    An upsert by (school, pupil, `valid_from`): the newest `recorded_at` wins, ties by the greater event id. A later
    `valid_from` at the same school ends the earlier period the day before, unless that later enrolment was annulled.
    """

    event_type: ClassVar[str] = "be.flankerend.school.pupil-enrolled.v1"
    topic: ClassVar[str] = TOPIC

    school: SchoolNumber
    """Institution number of the school."""
    pupil: PupilNumber
    """The school's register number of the pupil."""
    valid_from: IsoDate
    """First day of the period."""
    class_: Annotated[Line | None, Field(alias="class")] = None
    """Class, such as 3A."""
    level: EducationLevel
    """Level of education."""
    structure: Structure | None = None
    """Main structure of education (hoofdstructuur), such as 311."""
    site: Site | None = None
    """The school's site (vestigingsplaats) where the pupil has lessons, as its calendar names it."""
    person: EnrolledPerson
    """Who the pupil is."""
    transferred: Transferred | None = None
    """The count a school outside the system passed on."""
    ses: Flag | None = None
    """Whether the pupil has the SES characteristic (*SES-kenmerk*); null or absent when the school does not say."""
    recorded_at: Time
    """When the school recorded this."""


class PupilWithdrawn(Contract):
    """A pupil leaves a school, or never came.

    Ends the period that contains `valid_until`. Without such a period, it annuls the enrolment that begins the day
    after. Of the withdrawals of one period the newest `recorded_at` holds, ties by the greater event id; null takes
    back the withdrawal recorded before it. The order of arrival makes no difference.
    """

    event_type: ClassVar[str] = "be.flankerend.school.pupil-withdrawn.v1"
    topic: ClassVar[str] = TOPIC

    school: SchoolNumber
    """Institution number of the school."""
    pupil: PupilNumber
    """The school's register number of the pupil."""
    valid_until: IsoDate | None
    """Last day at the school, included; the day before the first when the pupil never came; null when it stays."""
    recorded_at: Time
    """When the school recorded this."""
