"""`/berichten/afdrukken`: the letters that wait for a printer."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from notifications.api.letters import Coordinator, LetterStatus, asked_for, letter_file, letter_of
from notifications.application.print_letter import print_letter
from notifications.storage.print_queue import PrintQueue
from notifications.unit_of_work import NotificationsUnits
from notifications.web.words import LETTER_PRINTED, template_in_words
from shared.runtime.clock import Clock
from shared.runtime.http.paging import Paged
from shared.runtime.http.routes import as_page
from shared.web.pages import Pages

_PLACE = "/berichten/afdrukken"


def letter_pages_router(
    units: NotificationsUnits, queue: PrintQueue | None, pages: Pages, *, clock: Clock
) -> APIRouter:
    """The page of the print queue, with its letters to open."""
    router = APIRouter(include_in_schema=False)

    @router.get(_PLACE)
    @as_page
    async def print_queue(request: Request, _: Coordinator, page: Paged, gedaan: str | None = None) -> Response:
        """What is to be printed, newest first."""
        after = page.after(int)
        asked = asked_for(LetterStatus.TO_PRINT)
        async with units() as uow:
            rows = await uow.notice_log.page(asked, after[0] if after else None, page.limit + 1)
        entries, following = page.cut(rows, lambda entry: (entry.position,))
        return pages.page(
            request.scope,
            "letters",
            letters=[letter_of(entry) for entry in entries],
            following=following,
            done=LETTER_PRINTED if gedaan else None,
            is_on=queue is not None,
            template_in_words=template_in_words,
        )

    @router.get(f"{_PLACE}/{{notification_id}}")
    @as_page
    async def letter(_: Coordinator, notification_id: UUID) -> Response:
        """The letter as PDF."""
        return await letter_file(queue, notification_id)

    @router.post(f"{_PLACE}/{{notification_id}}")
    @as_page
    async def post_printed(_: Coordinator, notification_id: UUID) -> Response:
        """The letter is printed."""
        async with units() as uow:
            await print_letter(uow, notification_id, clock=clock)
        return RedirectResponse(f"{_PLACE}?gedaan=afgedrukt", 303)

    return router
