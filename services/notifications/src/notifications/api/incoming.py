"""What came back, over HTTP: for who has to look into the mailbox."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from notifications.incoming.domain.arrived import Kind
from notifications.incoming.storage.arrivals import Arrivals, Row
from notifications.unit_of_work import NotificationsUnits
from shared.domain.roles import Role
from shared.runtime.http.authentication import allow
from shared.runtime.http.paging import Listing, Paged, listing
from shared.runtime.http.principal import Principal

Coordinator = Annotated[Principal, allow(Role.COORDINATOR)]


class IncomingAnswer(BaseModel):
    """A mail that came back. Its subject and text are in the mailbox alone."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    incoming_id: UUID
    """Its id here."""
    kind: Kind
    """What it is."""
    sender: str | None
    """The address it says it comes from; null where it says none that can be read."""
    arrived_at: datetime
    """When it was taken in."""
    notification_id: UUID | None
    """The notice that it answers; null where none was found, so that somebody has to look into the mailbox."""
    code: str | None
    """Of a report of a mail server the enhanced status code (RFC 3463), such as 5.1.1; null for other mails."""


def incoming_router(units: NotificationsUnits) -> APIRouter:
    """``/incoming``, for coordinators: people write to an address that is meant for calendars, too."""
    router = APIRouter(prefix="/incoming", tags=["incoming"])

    @router.get("")
    async def incoming(
        _: Coordinator,
        page: Paged,
        kind: Annotated[Kind | None, Query(description="Only of this kind")] = None,
        matched: Annotated[bool | None, Query(description="Only with, or without, a notice that it answers")] = None,
    ) -> Listing[IncomingAnswer]:
        """Mails that came back, newest first."""
        after = page.after(int)
        async with units() as uow:
            rows = await uow.stories(Arrivals).page(
                after[0] if after else None, page.limit + 1, kind=kind, is_matched=matched
            )
        shown, following = page.cut(rows, lambda row: (row.position,))
        return listing([_answer(row) for row in shown], following)

    return router


def _answer(row: Row) -> IncomingAnswer:
    kept = row.kept
    return IncomingAnswer(
        incoming_id=kept.id,
        kind=kept.kind,
        sender=kept.sender,
        arrived_at=kept.arrived_at,
        notification_id=kept.notification_id,
        code=kept.code,
    )
