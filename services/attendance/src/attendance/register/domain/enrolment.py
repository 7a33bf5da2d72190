"""Enrolments and withdrawals of one pupil at one school, as the school reports them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from attendance.register.domain.school_days import turning_in_september


class EducationLevel(StrEnum):
    """Level of education (*onderwijsniveau*): nursery, primary or secondary school."""

    KLEUTER = "kleuter"
    LAGER = "lager"
    SECUNDAIR = "secundair"


@dataclass(frozen=True, slots=True)
class PersonData:
    """What an enrolment says about the person. `insz_key` is the keyed hash of the INSZ, never the INSZ itself.

    `registered_on` is the day a foreign national was entered in the register of foreigners or of the population.
    """

    given_name: str | None = None
    family_name: str | None = None
    birth_date: date | None = None
    insz_key: bytes | None = None
    registered_on: date | None = None

    @property
    def says_who(self) -> bool:
        """Whether there is more than an identification number."""
        return (self.given_name, self.family_name, self.birth_date) != (None, None, None)


@dataclass(frozen=True, slots=True)
class Transferred:
    """Problematic half days at a school outside the system, a count without dates, up to and with `until`."""

    problematic: int
    until: date

    @property
    def school_year(self) -> int:
        """The year in which the school year starts that the count belongs to."""
        return turning_in_september(self.until)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """An enrolment (*inschrijving*) from `valid_from` on. The newest by `recorded` holds.

    `ses` is whether the pupil has the SES characteristic (*SES-kenmerk*), None when the school does not say.
    `site` is the school's site (*vestigingsplaats*) where the pupil has lessons, as the school's calendar names it.
    """

    valid_from: date
    level: EducationLevel
    recorded_at: datetime
    event_id: str
    class_name: str | None = None
    structure: str | None = None
    person: PersonData = PersonData()
    transferred: Transferred | None = None
    ses: bool | None = None
    site: str | None = None

    @property
    def recorded(self) -> tuple[datetime, str, str]:
        """What decides which of two reports of the same enrolment is newer; ids compare by code point.

        Two senders can give their events the same id: what they say decides then, whatever comes first.
        """
        return (self.recorded_at, self.event_id, repr(self._content))

    def says_the_same_as(self, other: "Enrolment") -> bool:
        """Whether both reports differ in nothing but when they were made."""
        return self._content == other._content

    @property
    def _content(self) -> tuple[object, ...]:
        enrolled = (self.valid_from, self.level, self.class_name, self.structure, self.person, self.transferred)
        return (*enrolled, self.ses, self.site)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The end of an enrolment: `valid_until` is the last day, or the day before the first day of an annulled enrolment.

    None takes back the withdrawal recorded before.
    """

    valid_until: date | None
    recorded_at: datetime
    event_id: str

    @property
    def recorded(self) -> tuple[datetime, str]:
        """The order in which withdrawals were made."""
        return (self.recorded_at, self.event_id)

    @property
    def last(self) -> date:
        """Of two withdrawals that two senders gave the same event id, the withdrawal with the later day holds."""
        return self.valid_until or date.min


@dataclass(frozen=True, slots=True)
class ImplicitEnrolment:
    """The assumption, at the request of an import, that a pupil is enrolled from the first to the last day."""

    first: date
    last: date
    level: EducationLevel
    recorded_at: datetime
