"""What `GET /pupils` and `GET /attendance-records` answer."""

import datetime as dt

from pydantic import BaseModel, Field

from attendance.pupils.api.attendance_answers import LevelAndCountAnswer
from attendance.pupils.domain.listed_pupil import ListedPupil
from attendance.pupils.domain.unsettled_mark import Unsettled, UnsettledMark
from attendance.register.api.answers import DESCRIBED
from attendance.register.domain.mark import FinalRejection, Verdict
from shared.domain.half_days import HalfDay

_REASON_OF: dict[Verdict | FinalRejection, str | None] = {Verdict.COUNTED: None, Verdict.NOT_ENROLLED: "no-enrolment"}


class PupilAnswer(LevelAndCountAnswer):
    """A pupil of a school, with the enrolment of today; else with the last ended enrolment, or one that has still to
    begin.
    """

    class_: str | None = Field(alias="class", examples=["3A"])
    """Class; null where the school does not say."""
    level_of_education: str | None = Field(examples=["secundair"])
    """Level of education; null for a pupil without an enrolment."""
    valid_from: dt.date | None
    """First day of the enrolment; null for a pupil without any."""
    valid_until: dt.date | None
    """Last day of the enrolment, included; null while it is open."""

    @classmethod
    def of_listed(cls, listed: ListedPupil) -> "PupilAnswer":
        """The pupil with its enrolment, and its person's count and levels."""
        pupil = listed.found
        enrolled = {
            "class": pupil.class_name,
            "level_of_education": pupil.level_of_education,
            "valid_from": pupil.valid_from,
            "valid_until": pupil.valid_until,
        }
        return cls.model_validate(_level_and_count(listed) | enrolled)


def level_and_count(listed: ListedPupil) -> LevelAndCountAnswer:
    """What a CLB contact sees of a pupil in a list."""
    return LevelAndCountAnswer.model_validate(_level_and_count(listed))


def _level_and_count(listed: ListedPupil) -> dict[str, object]:
    return {
        "school": listed.found.school,
        "pupil": listed.found.pupil,
        "person_id": listed.found.person_id,
        "school_year": str(listed.school_year),
        "person_count": listed.person_count,
        "levels_reached": list(listed.levels),
    }


class UnsettledAnswer(BaseModel):
    """A mark that waits for an enrolment, does not count, or has an unknown meaning."""

    model_config = DESCRIBED

    school: str
    """Institution number of the school."""
    pupil: str
    """The school's register number of the pupil."""
    date: dt.date
    """The day."""
    half_day: HalfDay
    """Morning or afternoon."""
    status: Unsettled
    """`pending`: waits for an enrolment; `rejected`: does not count; `unknown`: neither absent nor present so far."""
    reason: str | None = Field(examples=["no-enrolment", "outside-calendar"])
    """Why it does not count; null of an unknown one."""
    recorded_at: dt.datetime
    """When the school recorded it."""
    event_id: str
    """The event it came with."""

    @classmethod
    def of(cls, mark: UnsettledMark) -> "UnsettledAnswer":
        return cls(
            school=mark.school,
            pupil=mark.pupil,
            date=mark.date,
            half_day=mark.half_day,
            status=mark.status,
            reason=_REASON_OF.get(mark.verdict, str(mark.verdict)),
            recorded_at=mark.recorded_at,
            event_id=mark.event_id,
        )
