"""What notifications tells of its notices."""

from consultation.unit_of_work import ConsultationUnitOfWork
from shared.contracts.notifications_deliveries import NotificationSent
from shared.domain.roles import Role
from shared.messaging.parsing import Received


def is_of_case_to_clb(data: NotificationSent) -> bool:
    """Whether a contact of a CLB was told of a case."""
    return data.recipient_role is Role.CLB and data.about.kind == "case"


async def on_notification_sent(uow: ConsultationUnitOfWork, event: Received[NotificationSent]) -> None:
    """Who was told of a case comes before others of the CLB to its meetings."""
    await uow.cases.note_told(event.data.about.id, event.data.contact_id, event.data.sent_at)
