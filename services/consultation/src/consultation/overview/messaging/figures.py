"""Figures of the other services come in."""

from consultation.overview.domain.figure import Figure
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.contracts.figures import FiguresPublished
from shared.domain.published_figures import FigureValue, Group
from shared.domain.school_year import SchoolYear
from shared.messaging.parsing import Received


async def on_figures_published(uow: ConsultationUnitOfWork, event: Received[FiguresPublished]) -> None:
    """A service published a figure; the newest of each holds."""
    data = event.data
    service, _, _ = data.topic.partition(".")
    await uow.figures.apply(
        Figure(
            service=service,
            figure=data.figure,
            school_year=SchoolYear.parse(data.school_year),
            unit=data.unit,
            smallest_cell=data.smallest_cell,
            values=tuple(
                FigureValue(tuple(Group(group.kind, group.name) for group in item.groups), item.value)
                for item in data.values
            ),
            known_at=data.known_at,
            sequence=event.envelope.version,
        )
    )
