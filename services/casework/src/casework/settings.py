"""Casework's settings."""

from pydantic import Field, model_validator

from casework.domain.case_type import CaseTypes
from casework.domain.terms import TermLengths
from shared.runtime.settings import ServiceSettings


class CaseworkSettings(ServiceSettings):
    """What every service has, and the terms of the local agreement, in school days."""

    http_port: int = Field(8002, ge=0, le=65535, description="Port to listen on; 0 takes a free one")

    respond_by_school_days: int = Field(
        5, ge=1, le=60, alias="FLANKEREND_RESPOND_BY_SCHOOL_DAYS", description="To begin with a case that came in"
    )
    not_before_school_days: int = Field(
        2, ge=0, le=60, alias="FLANKEREND_NOT_BEFORE_SCHOOL_DAYS", description="Before the first day of a meeting"
    )
    hold_by_school_days: int = Field(
        10, ge=1, le=60, alias="FLANKEREND_HOLD_BY_SCHOOL_DAYS", description="To hold a meeting that was asked for"
    )
    not_enrolled_respond_by_school_days: int | None = Field(
        None,
        ge=1,
        le=60,
        alias="FLANKEREND_NOT_ENROLLED_RESPOND_BY_SCHOOL_DAYS",
        description="To begin with the case of a child that is not enrolled; without it such a case has no term",
    )
    caseload_warning: int = Field(
        30, ge=1, alias="FLANKEREND_CASELOAD_WARNING", description="Open cases from which a caseload is called heavy"
    )
    deadline_scan_s: float = Field(
        5.0, gt=0, alias="FLANKEREND_DEADLINE_SCAN_S", description="Seconds between two looks at the deadlines"
    )

    @model_validator(mode="after")
    def _a_meeting_can_be_held(self) -> "CaseworkSettings":
        if self.hold_by_school_days < self.not_before_school_days:
            raise ValueError("FLANKEREND_HOLD_BY_SCHOOL_DAYS must not be under FLANKEREND_NOT_BEFORE_SCHOOL_DAYS")
        return self

    def term_lengths(self, case_types: CaseTypes) -> TermLengths:
        """The terms, in school days: of each type of case to begin with it, and of meetings."""
        return TermLengths(
            respond_by={case_type.name: self._respond_by(case_type.respond_by) for case_type in case_types},
            not_before=self.not_before_school_days,
            hold_by=self.hold_by_school_days,
        )

    def _respond_by(self, term: int | str | None) -> int | None:
        """The term that a type of case has: a number of days, or that of a setting."""
        length = getattr(self, term) if isinstance(term, str) else term
        assert length is None or isinstance(length, int)
        return length
