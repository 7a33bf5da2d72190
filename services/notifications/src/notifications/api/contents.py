"""What a notice says, for who runs cases and for its receiver; each time somebody looks is in the log."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict

from notifications.api.rights import ContentReader, reads_names
from notifications.application.clocks import Clocks
from notifications.application.subject import Subjects
from notifications.channels.email.texts import Text
from notifications.channels.email.writer import Writer
from notifications.delivery.application.notice_again import notice_again
from notifications.domain.links import HIDDEN, Links
from notifications.domain.notice import Notice
from notifications.domain.preparation import Ready
from notifications.unit_of_work import NotificationsUnitOfWork, NotificationsUnits
from shared.domain.errors import NotFound
from shared.runtime.http.principal import Principal


class ContentAnswer(BaseModel):
    """What a notice says."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    notification_id: UUID
    """The notice."""
    rendered_again: bool
    """Always true: no copy is kept of what was sent; a name or place that changed since is the new one."""
    subject: str | None
    """The subject; null where the notice can't be made again, such as of an erased person."""
    text: str | None
    """The text part, without the receiver's own links; null likewise."""


def contents_router(
    units: NotificationsUnits, subjects: Subjects, clocks: Clocks, *, links: Links, writer: Callable[[], Writer]
) -> APIRouter:
    """``/notifications/{notification_id}/content``. ``writer`` makes the writer when it is first needed."""
    router = APIRouter(prefix="/notifications", tags=["notifications"])
    hidden = replace(links, hides_tokens=True)
    answering = f"{links.address}/acknowledgements/{HIDDEN}"

    @router.get("/{notification_id}/content")
    async def content(principal: ContentReader, notification_id: UUID, response: Response) -> ContentAnswer:
        """What the notice says, made again, without the links by which its receiver answers; a receiver reads the own.

        404 for a notice to somebody else.
        """
        async with units() as uow:
            notice = await _notice(uow, notification_id, principal)
            ready = await notice_again(uow, notice, subjects=subjects, links=hidden, now=clocks.clock.now())
            text = _text(writer(), notice, ready, answering=answering) if isinstance(ready, Ready) else None
            uow.log("notification.content_read", aggregate_id=notification_id, template=notice.key.template)
        response.headers["Cache-Control"] = "no-store"
        return ContentAnswer(
            notification_id=notification_id,
            rendered_again=True,
            subject=text.subject if text else None,
            text=text.whole if text else None,
        )

    return router


async def _notice(uow: NotificationsUnitOfWork, notice_id: UUID, principal: Principal) -> Notice:
    notices = await uow.notices.read([notice_id])
    is_own = bool(notices) and principal.contact is not None and notices[0].contact_id == principal.contact
    if not notices or not (reads_names(principal) or is_own):
        raise NotFound("notification", notice_id)
    return notices[0]


def _text(writer: Writer, notice: Notice, ready: Ready, *, answering: str) -> Text:
    link = answering if ready.telling.acknowledged else None
    return writer.said(ready, version=notice.template_version, link=link)
