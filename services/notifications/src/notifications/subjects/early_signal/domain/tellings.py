"""What is told of an early signal, to which receiver, why, and with which fields: the table of this subject."""

from notifications.domain.agreements import Agreement
from notifications.domain.telling import Naming, Purpose, Telling, Tellings, Urgency, Why
from notifications.subjects.early_signal.domain.views import EarlySignalForSchool
from notifications.subjects.early_signal.domain.vocabulary import EarlySignalTemplate
from shared.domain.roles import Role

TELLINGS = Tellings(
    Telling(
        EarlySignalTemplate.RAISED,
        Role.COUNSELLOR,
        Why.SUPPORTS_PUPILS,
        Purpose.GUIDE,
        view=EarlySignalForSchool,
        shown=("pupil", "class_name", "school", "kind", "period_from", "period_until", "pupil_page"),
        text="counsellor",
        naming=Naming.FULL,
        urgency=Urgency.IN_DIGEST,
        stood_in=False,
        agreed=Agreement.EARLY_SIGNALS,
    ),
)
"""Nobody stands in for a school without a counsellor, and nothing takes a signal back: that it ends is not told."""
