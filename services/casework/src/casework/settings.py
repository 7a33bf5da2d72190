"""Casework's settings."""

from pydantic import Field, model_validator

from casework.domain.case_type import CaseType, CaseTypes
from casework.domain.states import Status
from casework.domain.terms import TermLengths
from shared.papers.settings import PaperSettings
from shared.runtime.figure_settings import FigureSettings


class CaseworkSettings(PaperSettings, FigureSettings):
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
    hand_over_school_days: int | None = Field(
        None,
        ge=1,
        le=60,
        alias="FLANKEREND_HAND_OVER_SCHOOL_DAYS",
        description="To hand over a case that was transferred to another school; without it there is no such term",
    )
    due_soon_school_days: int = Field(
        2,
        ge=1,
        le=60,
        alias="FLANKEREND_DUE_SOON_SCHOOL_DAYS",
        description="Before the last day of a case's term, to tell that it is near",
    )
    escalate_school_days: int = Field(
        5,
        ge=1,
        le=60,
        alias="FLANKEREND_ESCALATE_SCHOOL_DAYS",
        description="After the last day of a case's term, to tell the coordinator",
    )
    stuck_school_days: int = Field(
        10,
        ge=1,
        le=200,
        alias="FLANKEREND_STUCK_SCHOOL_DAYS",
        description="Without any movement, after which an open case counts as stuck",
    )
    keep_erased_days: int = Field(
        400,
        ge=1,
        alias="FLANKEREND_KEEP_ERASED_DAYS",
        description="Days that the id of an erased person is kept, so that no late event brings the person back",
    )
    caseload_warning: int = Field(
        30,
        ge=1,
        alias="FLANKEREND_CASELOAD_WARNING",
        description="Weight of open cases from which a caseload is called heavy",
    )
    absence_kept_days: int = Field(
        90, ge=1, alias="FLANKEREND_ABSENCE_KEPT_DAYS", description="Days that an absence is kept after its last day"
    )
    tell_school_status: bool = Field(
        False,
        alias="FLANKEREND_TELL_SCHOOL_STATUS",
        description="`true` to show a school what became of its pupils' cases, the status alone; a local agreement",
    )
    letter_kept_days: int = Field(
        90,
        ge=1,
        le=3650,
        alias="FLANKEREND_LETTER_KEPT_DAYS",
        description="Days that a letter to parents is kept, with the address in it",
    )
    letter_purge_s: float = Field(
        3600.0, gt=0, alias="FLANKEREND_LETTER_PURGE_S", description="Seconds between two looks for letters to remove"
    )
    guest_kept_days: int = Field(
        90,
        ge=1,
        le=3650,
        alias="FLANKEREND_GUEST_KEPT_DAYS",
        description="Days that the guests of a case are kept after it ended, with their names and phone numbers",
    )
    referrals_kept_days: int | None = Field(
        None,
        ge=1,
        alias="FLANKEREND_REFERRALS_KEPT_DAYS",
        description="Days that referrals and consents are kept once their case has ended; without it until you delete",
    )
    trajectories_kept_days: int | None = Field(
        None,
        ge=1,
        alias="FLANKEREND_TRAJECTORIES_KEPT_DAYS",
        description="Days that a coach's trajectories are kept once their case has ended; without it until you delete",
    )
    early_signal_kept_days: int = Field(
        365,
        ge=1,
        le=3650,
        alias="FLANKEREND_EARLY_SIGNAL_KEPT_DAYS",
        description="Days that an early signal which nobody accepted is kept",
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
            respond_by={item.name: self._length(item.respond_by, item, "respond_by") for item in case_types},
            in_state={item.name: self._in_state(item) for item in case_types},
            not_before=self.not_before_school_days,
            hold_by=self.hold_by_school_days,
            hand_over=self.hand_over_school_days,
            due_soon=self.due_soon_school_days,
            escalate=self.escalate_school_days,
        )

    def _in_state(self, case_type: CaseType) -> dict[Status, int]:
        """The terms that a type has in its states; a setting without a number is no term."""
        lengths = {status: self._length(term, case_type, f"terms.{status}") for status, term in case_type.terms.items()}
        return {status: length for status, length in lengths.items() if length is not None}

    def _length(self, term: int | str | None, case_type: CaseType, field: str) -> int | None:
        """The term that a type of case has: a number of days, or that of a setting. Raises ValueError."""
        if isinstance(term, str) and term not in type(self).model_fields:
            raise ValueError(f"case type {case_type}: {field}: there is no setting {term}")
        length = getattr(self, term) if isinstance(term, str) else term
        assert length is None or isinstance(length, int)
        return length
