"""What is left of answers when a meeting gets another slot."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from consultation.domain.wanted import Slot
from consultation.meetings.domain.held import NOTHING_SAID

if TYPE_CHECKING:
    from consultation.meetings.domain.meeting import Meeting


def answers_for(meeting: Meeting, slot: Slot, *, sequence: int, at: datetime) -> dict[str, object]:
    """The fields of the meeting in this slot that say who answered.

    What was answered, or not, holds for the time it was asked about. Who can't then is known also without a seat: they
    may get it back.
    """
    people = [participant.contact_id for participant in slot.participants]
    if meeting.slot is None or slot.time != meeting.slot.time:
        anew = {"declined": (), "silent": (), "left_out": (), "held": NOTHING_SAID}
        return {"time_sequence": sequence, "invited": dict.fromkeys(people, at), **anew}
    return {
        "declined": meeting.declined,
        "silent": tuple(contact_id for contact_id in meeting.silent if contact_id in people),
        "left_out": tuple(contact_id for contact_id in meeting.left_out if contact_id not in people),
        "invited": {contact_id: meeting.invited.get(contact_id, at) for contact_id in people},
    }
