"""A meeting as the rows it is stored in (values as JSON has them), and back."""

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from consultation.domain.intervals import Interval
from consultation.domain.places import place_key
from consultation.domain.wanted import BookedRoom, NoSlot, Participant, Slot, Wanted
from consultation.meetings.domain.attention import Attention, AttentionReason
from consultation.meetings.domain.held import CaseDecision, Held
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.states import Status
from consultation.meetings.storage.session_rows import session_columns, session_from
from shared.domain.roles import Role

_PARTICIPANTS: TypeAdapter[tuple[Participant, ...]] = TypeAdapter(tuple[Participant, ...])
_DECISIONS: TypeAdapter[tuple[CaseDecision, ...]] = TypeAdapter(tuple[CaseDecision, ...])


def meeting_row(meeting: Meeting) -> dict[str, Any]:
    """The meeting without its participants."""
    wanted, slot, no_slot = meeting.wanted, meeting.slot, meeting.no_slot
    return {
        "meeting_id": meeting.meeting_id,
        "meeting_type": meeting.meeting_type,
        "status": str(meeting.status),
        "school": wanted.school,
        "case_ids": list(meeting.case_ids),
        "required_roles": [str(role) for role in wanted.required_roles],
        "optional_roles": [str(role) for role in wanted.optional_roles],
        "not_before": wanted.not_before,
        "hold_by": wanted.hold_by,
        "preferred": wanted.preferred,
        "told": list(wanted.told),
        "named": _PARTICIPANTS.dump_python(wanted.named, mode="json"),
        "starts_at": slot.time.start if slot else None,
        "ends_at": slot.time.end if slot else None,
        "place": meeting.place,
        "place_key": place_key(meeting.place),
        "holds_place": meeting.holds_place,
        "room_id": slot.room.room_id if slot and slot.room else None,
        "room_place": slot.room.place if slot and slot.room else None,
        "attention_since": meeting.attention.since if meeting.attention else None,
        "attention_reasons": [str(reason) for reason in meeting.attention.reasons] if meeting.attention else None,
        "reasons": list(no_slot.reasons) if no_slot else None,
        "relax": list(no_slot.relax) if no_slot else None,
        "relax_starts": list(no_slot.gives) if no_slot else None,
        "cancel_reason": meeting.cancel_reason,
        "ical_sequence": meeting.ical_sequence,
        "time_sequence": meeting.time_sequence,
        "declined": list(meeting.declined),
        "silent": list(meeting.silent),
        "left_out": list(meeting.left_out),
        "version": meeting.version,
        "created_at": meeting.created_at,
        "changed_at": meeting.changed_at,
        "present": None if meeting.held.present is None else list(meeting.held.present),
        "decisions": _DECISIONS.dump_python(meeting.held.decisions, mode="json") if meeting.held.decisions else None,
        **session_columns(meeting.session),
    }


def participant_rows(meeting: Meeting) -> list[dict[str, Any]]:
    """Who takes part."""
    if meeting.slot is None:
        return []
    slot = f"[{meeting.slot.time.start.isoformat()},{meeting.slot.time.end.isoformat()})"
    return [
        {
            "meeting_id": meeting.meeting_id,
            "contact_id": participant.contact_id,
            "position": position,
            "role": str(participant.role),
            "required": participant.required,
            "slot": slot,
            "active": meeting.keeps_its_slot,
            "invited_at": meeting.invited[participant.contact_id],
        }
        for position, participant in enumerate(meeting.slot.participants)
    ]


def meeting_from(row: Any, participants: Sequence[Any]) -> Meeting:
    """The meeting that was stored so."""
    wanted = Wanted(
        school=row.school,
        required_roles=tuple(Role(role) for role in row.required_roles),
        optional_roles=tuple(Role(role) for role in row.optional_roles),
        not_before=row.not_before,
        hold_by=row.hold_by,
        preferred=row.preferred,
        told=tuple(row.told),
        named=_PARTICIPANTS.validate_python(row.named),
    )
    return Meeting(
        meeting_id=row.meeting_id,
        case_ids=tuple(row.case_ids),
        wanted=wanted,
        created_at=row.created_at,
        changed_at=row.changed_at,
        place=row.place,
        meeting_type=row.meeting_type,
        status=Status(row.status),
        slot=_slot(row, participants),
        holds_place=row.holds_place,
        attention=_attention(row),
        no_slot=None
        if row.reasons is None
        else NoSlot(tuple(row.reasons), tuple(row.relax), tuple(row.relax_starts or ())),
        cancel_reason=row.cancel_reason,
        ical_sequence=row.ical_sequence,
        time_sequence=row.time_sequence,
        declined=tuple(row.declined),
        silent=tuple(row.silent),
        invited={person.contact_id: person.invited_at for person in participants},
        left_out=tuple(row.left_out),
        version=row.version,
        session=session_from(row),
        held=_held(row),
    )


def _slot(row: Any, participants: Sequence[Any]) -> Slot | None:
    if row.starts_at is None:
        return None
    people = tuple(Participant(person.contact_id, Role(person.role), person.required) for person in participants)
    room = None if row.room_id is None else BookedRoom(row.room_id, row.room_place)
    return Slot(Interval(row.starts_at, row.ends_at), people, room)


def _held(row: Any) -> Held:
    present = None if row.present is None else tuple(row.present)
    return Held(present, _DECISIONS.validate_python(row.decisions) if row.decisions else ())


def _attention(row: Any) -> Attention | None:
    if row.attention_since is None:
        return None
    return Attention(row.attention_since, tuple(AttentionReason(reason) for reason in row.attention_reasons))
