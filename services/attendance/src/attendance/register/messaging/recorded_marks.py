"""From a mark as a school sends it to a mark of the register: its code becomes a status and goes no further.

Where the municipality retains official codes, the official one goes along; the package's own never does.
"""

from datetime import datetime

from attendance.register.domain.codes import CodeTable
from attendance.register.domain.confirmation import Confirmation
from attendance.register.domain.mark import Mark
from shared.contracts.school_attendance import Mark as RecordedMark
from shared.contracts.school_attendance import NothingToReport
from shared.messaging.envelope import Envelope


def as_mark(recorded: RecordedMark, codes: CodeTable, envelope: Envelope | None = None) -> Mark:
    """The mark; `envelope` is the envelope of its event; None if it came without an event."""
    status, recognised = codes.read(recorded.package, recorded.code, recorded.date)
    return Mark(
        recorded.school,
        recorded.pupil,
        recorded.date,
        recorded.half_day,
        status,
        recorded.recorded_at,
        envelope.id if envelope else None,
        envelope,
        recognised,
        codes.official_code(recorded.package, recorded.code) if codes.retains_official_codes else None,
    )


def as_confirmation(nothing: NothingToReport, at: datetime) -> Confirmation:
    """The half day that has nothing to report; `at` is when this message came in."""
    return Confirmation(nothing.school, nothing.date, nothing.half_day, at)
