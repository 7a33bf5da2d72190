"""What can arrive of an invented agenda of the education policy."""

from datetime import date

from notifications.domain.about import Origin
from notifications.subjects.policy_agenda.domain.story import CountedCode, PolicyAgenda


def policy_agenda(sequence: int = 1, *, coordinators: tuple[str, ...] = ("coordinator-1",)) -> PolicyAgenda:
    """Four items, one of them late, on a Monday of October 2026."""
    return PolicyAgenda(
        sequence=sequence,
        counted_on=date(2026, 10, 5),
        codes=(CountedCode("sessions-to-plan", 3, 0), CountedCode("minutes-not-approved", 1, 1)),
        coordinators=coordinators,
        origin=Origin(correlation_id=f"agenda-{sequence}"),
    )
