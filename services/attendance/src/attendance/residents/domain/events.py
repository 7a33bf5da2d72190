"""What is told of resident children."""

from dataclasses import dataclass

from attendance.residents.domain.enrolment_gap import EnrolmentGap


@dataclass(frozen=True, slots=True)
class EnrolmentMissing:
    """Of a resident child of compulsory age no enrolment is known."""

    gap: EnrolmentGap


@dataclass(frozen=True, slots=True)
class EnrolmentFound:
    """An enrolment of the child is known after all, or the child is not of compulsory age."""

    gap: EnrolmentGap
