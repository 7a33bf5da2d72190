"""What can arrive about an invented early signal."""

from datetime import date

from notifications.domain.about import Origin
from notifications.subjects.early_signal.domain.story import EarlySignal
from notifications.testing.factories import PERSON, PUPIL, SCHOOL
from shared.domain.school_year import SchoolYear


def early_signal(sequence: int = 1, *, kind: str | None = "attendance-drop") -> EarlySignal:
    """The pupil's attendance of four weeks stands out."""
    return EarlySignal(
        sequence=sequence,
        person_id=PERSON,
        school=SCHOOL,
        pupil=PUPIL,
        level_of_education="secundair",
        school_year=SchoolYear(2026),
        kind=kind,
        period_from=date(2026, 9, 14),
        period_until=date(2026, 10, 9),
        origin=Origin(correlation_id=f"early-signal-{sequence}"),
    )
