"""The slots a meeting could have, as they are answered."""

from datetime import datetime

from pydantic import BaseModel

from consultation.api.described import DESCRIBED
from consultation.domain.local_time import BRUSSELS
from consultation.domain.wanted import NoSlot
from consultation.meetings.api.meeting_answers import RelaxationAnswer
from consultation.meetings.application.rate_slots import RatedSlots
from consultation.planning.rating import RatedSlot
from shared.domain.roles import Role


class SlotParticipantAnswer(BaseModel):
    """Somebody who would take part."""

    contact_id: str
    role: Role
    required: bool


class WeighedAnswer(BaseModel):
    """Something that speaks against a slot."""

    model_config = DESCRIBED

    what: str
    """`wait` (working days since the first possible), `trip`, `absent`, `deputy`, `other`, `week`, `day`."""
    count: int
    """How often."""
    points: int
    """What that weighs; 0 for what is only told."""


class SlotAnswer(BaseModel):
    """A slot the meeting could have."""

    model_config = DESCRIBED

    starts_at: datetime
    ends_at: datetime
    participants: list[SlotParticipantAnswer]
    """Who would take part."""
    room: str | None
    """The room that is free; null where the place has no rooms."""
    points: int
    """The fewer the better; of slots with as many the earlier is the better."""
    why: list[WeighedAnswer]
    """What the points are for, and what else was counted."""

    @classmethod
    def of(cls, rated: RatedSlot) -> "SlotAnswer":
        return cls(
            starts_at=rated.slot.time.start.astimezone(BRUSSELS),
            ends_at=rated.slot.time.end.astimezone(BRUSSELS),
            participants=[
                SlotParticipantAnswer(contact_id=person.contact_id, role=person.role, required=person.required)
                for person in rated.slot.participants
            ],
            room=rated.slot.room.room_id if rated.slot.room else None,
            points=rated.rank[0],
            why=[
                WeighedAnswer(what=what, count=count, points=rated.points[what]) for what, count in rated.counts.items()
            ],
        )


class SlotsAnswer(BaseModel):
    """The best slots, the best first; without any, why."""

    model_config = DESCRIBED

    weights_version: int
    """Version of the file of weights that they were rated by."""
    slots: list[SlotAnswer]
    """At most three, none at the time of another."""
    reasons: list[str]
    """Why there is none."""
    relaxations: list[RelaxationAnswer]
    """What alone would give one."""

    @classmethod
    def of(cls, rated: RatedSlots, *, weights_version: int) -> "SlotsAnswer":
        why = rated.no_slot or NoSlot((), ())
        return cls(
            weights_version=weights_version,
            slots=[SlotAnswer.of(slot) for slot in rated.slots],
            reasons=list(why.reasons),
            relaxations=RelaxationAnswer.all_of(why),
        )
