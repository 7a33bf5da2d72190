"""The forms that enrol and withdraw a pupil."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from attendance.files.written_insz import read_insz
from attendance.register.domain.enrolment_report import EnrolmentReport
from attendance.register.domain.insz import HashInsz
from attendance.register.messaging.recorded_enrolments import as_enrolment, as_withdrawal
from attendance.web.school.words.enrolments import WRONG
from shared.contracts.fields import Insz, PupilNumber, Site, Structure, TypedLine
from shared.contracts.moments import IsoDate
from shared.contracts.school_enrolment import PupilEnrolled, PupilWithdrawn
from shared.contracts.vocabulary import EducationLevel
from shared.web.forms import Form
from shared.web.words import FITS_NOT

_FIRST_WHOLE_YEAR = 1000


def _digits(text: object) -> object:
    return read_insz(text, restore_zeros=False) if isinstance(text, str) else text


def _with_a_whole_year(day: dt.date) -> dt.date:
    """The day. Raises PydanticCustomError for a year that was typed in two digits."""
    if day.year < _FIRST_WHOLE_YEAR:
        raise PydanticCustomError("iso_date", "Should have a year of four digits")
    return day


_TypedDay = Annotated[IsoDate, AfterValidator(_with_a_whole_year)]


class EnrolBody(BaseModel):
    """A pupil, and from when on it is at the school."""

    pupil: PupilNumber
    valid_from: _TypedDay
    given_name: TypedLine
    family_name: TypedLine
    birth_date: _TypedDay
    level: EducationLevel
    klas: TypedLine | None = None
    insz: Annotated[Insz | None, BeforeValidator(_digits)] = None
    structure: Structure | None = None
    site: Site | None = None
    is_same: bool = False

    @field_validator("birth_date")
    @classmethod
    def _born_before(cls, birth_date: dt.date, info: ValidationInfo) -> dt.date:
        if birth_date >= info.data.get("valid_from", dt.date.max):
            raise PydanticCustomError("born_later", "Should be before the first day at the school")
        return birth_date

    def report(self, school: str, hash_insz: HashInsz, at: dt.datetime) -> EnrolmentReport:
        """The enrolment at the school, as if its software had sent it at this moment."""
        person = {"given_name": self.given_name, "family_name": self.family_name, "birth_date": self.birth_date}
        fields: Mapping[str, Any] = {
            "school": school,
            "pupil": self.pupil,
            "valid_from": self.valid_from,
            "class": self.klas,
            "level": self.level,
            "structure": self.structure,
            "site": self.site,
            "person": {**person, "insz": self.insz},
            "recorded_at": at,
        }
        return as_enrolment(PupilEnrolled.model_validate(fields), hash_insz)


class WithdrawBody(BaseModel):
    """The last day of a pupil at the school."""

    valid_until: _TypedDay

    def report(self, school: str, pupil: str, at: dt.datetime) -> EnrolmentReport:
        """The withdrawal, as if the school's software had sent it at this moment."""
        return withdrawal_of(school, pupil, self.valid_until, at=at)


def withdrawal_of(school: str, pupil: str, valid_until: dt.date | None, *, at: dt.datetime) -> EnrolmentReport:
    """The report that the pupil leaves after this day; None takes back that it leaves."""
    fields = {"school": school, "pupil": pupil, "valid_until": valid_until, "recorded_at": at}
    return as_withdrawal(PupilWithdrawn.model_validate(fields))


def said(form: Form) -> Form:
    """The form with words of its own at a field that holds something else than it can."""
    errors = {name: WRONG[name] for name, why in form.errors.items() if why == FITS_NOT and name in WRONG}
    return form.wrong(**errors)
