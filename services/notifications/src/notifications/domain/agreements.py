"""What a municipality may agree with its partners on who is told what; out of the box it agreed nothing."""

from enum import StrEnum


class Agreement(StrEnum):
    """An agreement that adds to the tables of who gets what, or holds something back: the setting that says so."""

    COACH_AFTER_MEETING = "FLANKEREND_COACH_AFTER=meeting-held"
    """The youth coach hears of a case once a meeting about it was held."""
    COACH_AFTER_CONSENT = "FLANKEREND_COACH_AFTER=consent"
    """The youth coach hears of a case once a consent to share it with the coach was recorded."""
    EARLY_SIGNALS = "FLANKEREND_TELL_EARLY_SIGNALS"
    """A school's counsellor, or care coordinator, is told of early signals of its pupils."""


Agreed = frozenset[Agreement]
"""All that a municipality agreed."""

NOTHING_AGREED: Agreed = frozenset()
