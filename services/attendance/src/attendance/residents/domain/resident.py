"""The municipality's list of resident children, and for which control of compulsory education it was made."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from attendance.register.domain.compulsory_age import compulsory_period
from shared.domain.errors import InvalidField
from shared.domain.school_year import SchoolYear


@dataclass(frozen=True, slots=True)
class Resident:
    """A child on the list. `insz_key` is the keyed hash of the INSZ, never the INSZ itself.

    `registered_on` is the day of entry in the register of foreigners or of the population, for who comes from abroad.
    `nis` is the NIS code of the municipality.
    """

    insz_key: bytes
    given_name: str | None
    family_name: str | None
    birth_date: date | None
    registered_on: date | None = None
    postcode: str | None = None
    nis: str | None = None

    @property
    def nobody(self) -> "Resident":
        """What is kept of a child that the control does not concern: that it was on the list."""
        return Resident(self.insz_key, None, None, None)


@dataclass(frozen=True, slots=True)
class Control:
    """A control of compulsory education (*leerplichtcontrole*): of a school year, on a reference date in it.

    Raises InvalidField when the date lies in another school year.
    """

    school_year: SchoolYear
    reference_date: date

    def __post_init__(self) -> None:
        if SchoolYear.of(self.reference_date) != self.school_year:
            raise InvalidField("reference_date", f"lies outside the school year {self.school_year}")

    def listed(self, resident: Resident, at: datetime) -> "ListedResident":
        """The child as it stands on the list that was imported at this time."""
        concerned = self.reference_date in compulsory_period(resident.birth_date, resident.registered_on)
        return ListedResident(self, resident if concerned else resident.nobody, concerned, at)


@dataclass(frozen=True, slots=True)
class ListedResident:
    """A child on the list of one control. `of_age`: of compulsory age on its reference date."""

    control: Control
    resident: Resident
    of_age: bool
    imported_at: datetime

    def replaces(self, before: "ListedResident | None") -> bool:
        """Whether this is the newer of two entries of one child in one school year: by reference date, then import."""
        return before is None or self._order >= before._order

    def says_the_same_as(self, before: "ListedResident | None") -> bool:
        """Whether both differ in nothing but when they were imported."""
        return before is not None and replace(self, imported_at=before.imported_at) == before

    @property
    def _order(self) -> tuple[date, datetime]:
        return (self.control.reference_date, self.imported_at)
