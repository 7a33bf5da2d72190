"""What a school says of an enrolment."""

from typing import NamedTuple

from attendance.register.domain.causes import Cause
from attendance.register.domain.enrolment import Enrolment, ImplicitEnrolment, Withdrawal


class EnrolmentReport(NamedTuple):
    """What a school, or an import on its behalf, says of one pupil's enrolment."""

    school: str
    pupil: str
    change: Enrolment | Withdrawal | ImplicitEnrolment
    cause: Cause = None
