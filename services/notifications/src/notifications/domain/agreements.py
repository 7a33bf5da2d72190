"""What a municipality may agree with its partners on who is told what; out of the box it agreed nothing."""

from enum import StrEnum


class Agreement(StrEnum):
    """An agreement that adds to the tables of who gets what, or holds something back: the setting that says so."""

    COACH_AFTER_MEETING = "FLANKEREND_COACH_AFTER=meeting-held"
    """The youth coach hears of a case once a meeting about it was held."""
    COACH_AFTER_CONSENT = "FLANKEREND_COACH_AFTER=consent"
    """The youth coach hears of a case once a consent to share it with the coach was recorded."""
    CASEWORKER_DIGEST = "FLANKEREND_CASEWORKER_DIGEST"
    """Whoever has a case is told once a day of what is new, due and overdue."""
    OVERDUE = "FLANKEREND_TELL_OVERDUE"
    """The coordinator is told of cases with a term that has passed for long."""
    SCHOOL_STATUS = "FLANKEREND_TELL_SCHOOL_STATUS"
    """A school's counsellor is told what became of its pupils' cases."""
    EARLY_SIGNALS = "FLANKEREND_TELL_EARLY_SIGNALS"
    """A school's counsellor, or care coordinator, is told of early signals of its pupils."""


Agreed = frozenset[Agreement]
"""All that a municipality agreed."""

NOTHING_AGREED: Agreed = frozenset()
