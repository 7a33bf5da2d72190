"""Care meetings of consultation."""

from casework.application.follow_meetings import follow_meeting
from casework.application.ports import CaseworkUnit
from casework.domain.meeting import Attention, Meeting
from casework.domain.timeline import Entry, EntryKind, moment_in_dutch
from casework.domain.vocabulary import ATTENTION_IN_DUTCH, AttentionReason, MeetingStatus
from casework.messaging.causes import told
from shared.contracts import consultation_meetings as contracts
from shared.messaging.parsing import Received
from shared.runtime.clock import BRUSSELS, Clock

_Planned = (
    contracts.MeetingScheduled
    | contracts.MeetingRescheduled
    | contracts.MeetingCancelled
    | contracts.MeetingHeld
    | contracts.MeetingUnderReview
    | contracts.MeetingRestored
    | contracts.MeetingAttentionChanged
)
_WithoutTime = contracts.MeetingUnschedulable | contracts.MeetingDropped


class MeetingEvents:
    """Hands meetings to the use case, each with its sentence for the timeline."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def scheduled(self, uow: CaseworkUnit, event: Received[contracts.MeetingScheduled]) -> None:
        text = f"Zorgoverleg gepland op {_start(event.data)}."
        await self._follow(uow, event, MeetingStatus.SCHEDULED, EntryKind.MEETING_SCHEDULED, text)

    async def rescheduled(self, uow: CaseworkUnit, event: Received[contracts.MeetingRescheduled]) -> None:
        text = f"Zorgoverleg verplaatst of gewijzigd: {_start(event.data)}."
        await self._follow(uow, event, MeetingStatus.SCHEDULED, EntryKind.MEETING_RESCHEDULED, text)

    async def cancelled(self, uow: CaseworkUnit, event: Received[contracts.MeetingCancelled]) -> None:
        text = f"Zorgoverleg van {_start(event.data)} geannuleerd."
        await self._follow(uow, event, MeetingStatus.CANCELLED, EntryKind.MEETING_CANCELLED, text)

    async def held(self, uow: CaseworkUnit, event: Received[contracts.MeetingHeld]) -> None:
        text = f"Zorgoverleg van {_start(event.data)} heeft plaatsgevonden."
        await self._follow(uow, event, MeetingStatus.HELD, EntryKind.MEETING_HELD, text)

    async def unschedulable(self, uow: CaseworkUnit, event: Received[contracts.MeetingUnschedulable]) -> None:
        text = "Geen moment gevonden voor het zorgoverleg."
        await self._follow(uow, event, MeetingStatus.PROPOSED, EntryKind.MEETING_UNSCHEDULABLE, text)

    async def under_review(self, uow: CaseworkUnit, event: Received[contracts.MeetingUnderReview]) -> None:
        text = f"Zorgoverleg van {_start(event.data)} staat ter discussie: het dossier wordt misschien ingetrokken."
        await self._follow(uow, event, MeetingStatus.UNDER_REVIEW, EntryKind.MEETING_UNDER_REVIEW, text)

    async def restored(self, uow: CaseworkUnit, event: Received[contracts.MeetingRestored]) -> None:
        text = f"Zorgoverleg van {_start(event.data)} gaat door."
        await self._follow(uow, event, MeetingStatus.SCHEDULED, EntryKind.MEETING_RESTORED, text)

    async def attention_changed(self, uow: CaseworkUnit, event: Received[contracts.MeetingAttentionChanged]) -> None:
        data = event.data
        attention = _attention(data)
        if attention:
            why = ", ".join(ATTENTION_IN_DUTCH[reason] for reason in attention.reasons)
            kind, text = EntryKind.MEETING_ATTENTION, f"Zorgoverleg van {_start(data)} vraagt aandacht: {why}."
        else:
            kind = EntryKind.MEETING_ATTENTION_ENDED
            text = f"Zorgoverleg van {_start(data)} vraagt geen aandacht meer."
        await self._follow(uow, event, MeetingStatus(data.status), kind, text)

    async def dropped(self, uow: CaseworkUnit, event: Received[contracts.MeetingDropped]) -> None:
        text = "Zorgoverleg waarvoor nog geen moment was, gaat niet door."
        await self._follow(uow, event, MeetingStatus.CANCELLED, EntryKind.MEETING_DROPPED, text)

    async def _follow(
        self,
        uow: CaseworkUnit,
        event: Received[_Planned] | Received[_WithoutTime],
        status: MeetingStatus,
        kind: EntryKind,
        text: str,
    ) -> None:
        cause = told(event.envelope, self._clock)
        data = event.data
        planned = None if isinstance(data, _WithoutTime) else data
        meeting = Meeting(
            meeting_id=data.meeting_id,
            status=status,
            sequence=event.envelope.version,
            starts_at=planned.starts_at if planned else None,
            ends_at=planned.ends_at if planned else None,
            place=planned.place if planned else None,
            attention=_attention(planned) if planned else None,
        )
        await follow_meeting(uow, meeting, data.case_ids, Entry.of(kind, text, cause))


def _start(data: _Planned) -> str:
    return moment_in_dutch(data.starts_at.astimezone(BRUSSELS))


def _attention(data: _Planned) -> Attention | None:
    if data.attention is None:
        return None
    return Attention(data.attention.since, tuple(AttentionReason(reason) for reason in data.attention.reasons))
