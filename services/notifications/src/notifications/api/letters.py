"""The print queue over HTTP."""

import asyncio
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict

from notifications.api.answers import AboutAnswer
from notifications.application.print_letter import print_letter
from notifications.domain.vocabulary import Channel, Status
from notifications.storage.notice_log import LogEntry, LogFilter
from notifications.storage.print_queue import PrintQueue
from notifications.unit_of_work import NotificationsUnits
from shared.domain.errors import NotFound
from shared.domain.roles import Role
from shared.papers.typesetting import PDF
from shared.runtime.clock import Clock
from shared.runtime.http.authentication import allow
from shared.runtime.http.paging import Listing, Paged, listing
from shared.runtime.http.principal import Principal

Coordinator = Annotated[Principal, allow(Role.COORDINATOR)]


class LetterStatus(StrEnum):
    """What became of a letter."""

    TO_PRINT = "to-print"
    PRINTED = "printed"


class LetterAnswer(BaseModel):
    """A letter of the print queue."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    notification_id: UUID
    """The notice it tells; the PDF is named by it."""
    contact_id: str | None
    """The receiver in the directory."""
    contact_name: str | None
    """Null where the directory has no such contact any more."""
    template: str
    about: AboutAnswer
    status: LetterStatus
    created_at: datetime | None
    """Since when it is in the print queue."""
    printed_at: datetime | None
    """When somebody said that it is printed."""


def asked_for(status: LetterStatus | None) -> LogFilter:
    """The letters of this status in the log of notices."""
    is_printed = None if status is None else status is LetterStatus.PRINTED
    return LogFilter(status=Status.SENT, channel=Channel.LETTER, is_printed=is_printed)


def letter_of(entry: LogEntry) -> LetterAnswer:
    """An entry of that log as a letter."""
    notice = entry.notice
    return LetterAnswer(
        notification_id=notice.id,
        contact_id=notice.contact_id,
        contact_name=entry.contact_name,
        template=notice.key.template,
        about=AboutAnswer(kind=entry.about.kind, id=entry.about.id),
        status=LetterStatus.PRINTED if notice.printed_at else LetterStatus.TO_PRINT,
        created_at=notice.sent_at,
        printed_at=notice.printed_at,
    )


async def letter_file(queue: PrintQueue | None, notification_id: UUID) -> Response:
    """The letter as a file to open; its name is an id. Raises NotFound where it is not in the print queue."""
    pdf = await asyncio.to_thread(queue.pdf, notification_id) if queue else None
    if pdf is None:
        raise NotFound("letter", notification_id)
    name = {"Content-Disposition": f'inline; filename="{notification_id}.pdf"', "Cache-Control": "no-store"}
    return Response(pdf, media_type=PDF, headers=name)


def letters_router(units: NotificationsUnits, queue: PrintQueue | None, *, clock: Clock) -> APIRouter:
    """``/letters``, for coordinators; an empty list where there is no print queue."""
    router = APIRouter(prefix="/letters", tags=["letters"])

    @router.get("")
    async def letters(
        _: Coordinator,
        page: Paged,
        status: Annotated[LetterStatus | None, Query(description="Only of this status")] = None,
    ) -> Listing[LetterAnswer]:
        """Letters in the print queue, newest first, and letters that were printed."""
        after = page.after(int)
        async with units() as uow:
            rows = await uow.notice_log.page(asked_for(status), after[0] if after else None, page.limit + 1)
        entries, following = page.cut(rows, lambda entry: (entry.position,))
        return listing([letter_of(entry) for entry in entries], following)

    @router.get("/{notification_id}", response_class=Response, responses={200: {"content": {PDF: {}}}})
    async def letter(_: Coordinator, notification_id: UUID) -> Response:
        """The letter as PDF; 404 once it has left the print queue."""
        return await letter_file(queue, notification_id)

    @router.post("/{notification_id}/printed")
    async def printed(_: Coordinator, notification_id: UUID) -> LetterAnswer:
        """Say that it is printed; again changes nothing. After a term it leaves the print queue."""
        async with units() as uow:
            await print_letter(uow, notification_id, clock=clock)
            entry = await uow.notice_log.entry(notification_id)
        assert entry is not None, "it was just printed"
        return letter_of(entry)

    return router
