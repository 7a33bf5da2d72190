"""What the overview tells others."""

from consultation.overview.domain.agenda_counts import OverviewEvent, PolicyAgendaCounted
from shared.contracts import consultation_agenda
from shared.contracts.figures import ConsultationFiguresPublished
from shared.copies.figures import told
from shared.messaging.outbox import Outgoing, outgoing


def of_overview(event: OverviewEvent) -> Outgoing:
    """The event on the wire, keyed by its figure or agenda."""
    if not isinstance(event, PolicyAgendaCounted):
        return told(event, ConsultationFiguresPublished)
    counted = consultation_agenda.PolicyAgendaCounted(
        agenda_id=event.agenda_id,
        counted_on=event.counted_on,
        items=tuple(
            consultation_agenda.CountedItem(code=count.code, number=count.number, late=count.late)
            for count in event.counts
        ),
        coordinators=event.coordinators,
    )
    return outgoing(counted, str(event.agenda_id))
