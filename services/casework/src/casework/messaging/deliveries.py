"""What became of the notices that notifications sends: kept as facts, and in the timeline by role."""

from casework.application.ports import CaseworkUnit
from casework.domain.notice import Notice, NoticeAnswer, NoticeStatus
from casework.domain.timeline import Entry, EntryKind
from casework.messaging.causes import told
from shared.contracts import notifications_deliveries as contracts
from shared.contracts.vocabulary import AboutKind
from shared.domain.roles import Role
from shared.messaging.parsing import Received
from shared.runtime.clock import Clock

_ROLES = {
    Role.CASEWORKER: "de dossierbeheerder",
    Role.COUNSELLOR: "de leerlingenbegeleider",
    Role.CLB: "het CLB",
    Role.YOUTH_COACH: "de jongerencoach",
    Role.COORDINATOR: "de coördinator",
    Role.SCHOOL: "de school",
    Role.OPERATOR: "de beheerder",
}
_NOTICES = {
    "case-opened": "Melding van een nieuw dossier",
    "case-reopened": "Melding van een heropend dossier",
    "case-escalated": "Melding van een niveau in een nieuw schooljaar",
    "case-withdrawn": "Rechtzetting",
    "level-withdrawn": "Rechtzetting over een schooljaar",
    "meeting-invitation": "Uitnodiging voor het zorgoverleg",
    "meeting-moved": "Wijziging van het zorgoverleg",
    "meeting-cancelled": "Annulering van het zorgoverleg",
}
_FOR_CONTACTS_OF_THE_SCHOOL = frozenset({"case-opened", "case-reopened", "case-escalated"})


class DeliveryEvents:
    """Notes each delivery in the timeline of its case, or of the cases of its meeting."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def sent(self, uow: CaseworkUnit, event: Received[contracts.NotificationSent]) -> None:
        if event.data.recipient_role is Role.COORDINATOR and event.data.template in _FOR_CONTACTS_OF_THE_SCHOOL:
            text = f"{_notice(event.data)} verstuurd naar de coördinator: de contactpersoon van de school ontbreekt."
            await self._note(uow, event, EntryKind.COORDINATOR_TOLD, text)
        else:
            await self._note(uow, event, EntryKind.NOTICE_SENT, f"{_notice(event.data)} verstuurd naar {_to(event)}.")

    async def failed(self, uow: CaseworkUnit, event: Received[contracts.NotificationFailed]) -> None:
        text = f"{_notice(event.data)} kon niet bezorgd worden bij {_to(event)}."
        await self._note(uow, event, EntryKind.NOTICE_FAILED, text)

    async def acknowledged(self, uow: CaseworkUnit, event: Received[contracts.NotificationAcknowledged]) -> None:
        text = f"{_notice(event.data)} gelezen door {_to(event)}."
        await self._note(uow, event, EntryKind.NOTICE_ACKNOWLEDGED, text)

    async def unacknowledged(self, uow: CaseworkUnit, event: Received[contracts.NotificationUnacknowledged]) -> None:
        text = f"{_notice(event.data)} niet tijdig bevestigd door {_to(event)}."
        await self._note(uow, event, EntryKind.NOTICE_UNACKNOWLEDGED, text)

    async def _note(
        self, uow: CaseworkUnit, event: Received[contracts.DeliveryEvent], kind: EntryKind, text: str
    ) -> None:
        about = event.data.about
        entry = Entry.of(kind, text, told(event.envelope, self._clock))
        match about.kind:
            case AboutKind.CASE:
                await uow.timeline.note_notice_of_case(about.id, _known(event), entry)
            case AboutKind.MEETING:
                await uow.timeline.note_notice_of_meeting(about.id, _known(event), entry)


def _known(event: Received[contracts.DeliveryEvent]) -> Notice:
    data = event.data
    return Notice(
        notification_id=data.notification_id,
        sequence=event.envelope.version,
        template=data.template,
        recipient_role=data.recipient_role,
        contact_id=data.contact_id,
        status=NoticeStatus.FAILED if isinstance(data, contracts.NotificationFailed) else NoticeStatus.SENT,
        answer=NoticeAnswer.RECEIVED if isinstance(data, contracts.NotificationAcknowledged) else None,
    )


def _notice(data: contracts.DeliveryEvent) -> str:
    return _NOTICES.get(data.template, "Bericht")


def _to(event: Received[contracts.DeliveryEvent]) -> str:
    return _ROLES[event.data.recipient_role]
