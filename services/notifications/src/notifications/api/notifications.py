"""The delivery log over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from notifications.api.answer_bodies import AnswerBody, AnsweredAnswer
from notifications.api.answers import NotificationAnswer, answer_of
from notifications.api.log_filter import log_filter
from notifications.api.resend_bodies import ResendBody
from notifications.api.rights import Own, Reader, Receiver, Sender, reads_names
from notifications.application.acknowledge_notice import AcknowledgeNotice
from notifications.application.cancel_notice import cancel_notice
from notifications.application.clocks import Clocks
from notifications.application.resend_notice import resend_notice
from notifications.application.retry_notice import retry_notice
from notifications.application.subject import Subjects
from notifications.storage.notice_log import LogEntry, LogFilter
from notifications.unit_of_work import NotificationsUnitOfWork, NotificationsUnits
from shared.domain.errors import NotFound
from shared.runtime.http.etags import IfMatch, if_match, set_etag
from shared.runtime.http.paging import Listing, Paged, listing
from shared.runtime.http.principal import Principal


def notifications_router(units: NotificationsUnits, subjects: Subjects, clocks: Clocks) -> APIRouter:
    """``/notifications``: caseworkers and coordinators read, operators without names; each may ask for a retry.

    Caseworkers and coordinators also call a notice off, or have another contact told the same.
    """
    router = APIRouter(prefix="/notifications", tags=["notifications"])
    acknowledge = AcknowledgeNotice(subjects, clocks)
    asked_for = log_filter(subjects)

    @router.get("", response_model_exclude_unset=True)
    async def notifications(
        principal: Reader, page: Paged, asked: Annotated[LogFilter, Depends(asked_for)]
    ) -> Listing[NotificationAnswer]:
        """Notices, newest first."""
        after = page.after(int)
        async with units() as uow:
            rows = await uow.notice_log.page(asked, after[0] if after else None, page.limit + 1)
        entries, following = page.cut(rows, lambda entry: (entry.position,))
        return listing([_answer(entry, principal) for entry in entries], following)

    @router.get("/mine", response_model_exclude_unset=True)
    async def mine(principal: Own, page: Paged) -> Listing[NotificationAnswer]:
        """Notices to the caller's own contact, newest first; none to who is no contact."""
        after = page.after(int)
        async with units() as uow:
            rows = await own_notices(uow, principal, after[0] if after else None, limit=page.limit + 1)
        entries, following = page.cut(rows, lambda entry: (entry.position,))
        return listing([answer_of(entry, with_names=False) for entry in entries], following)

    @router.get("/{notification_id}", response_model_exclude_unset=True)
    async def notification(principal: Reader, notification_id: UUID, response: Response) -> NotificationAnswer:
        """One notice."""
        async with units() as uow:
            entry = await _entry(uow, notification_id)
        set_etag(response, entry.notice.version)
        return _answer(entry, principal)

    @router.post("/{notification_id}/retry", response_model_exclude_unset=True)
    async def retry(
        principal: Reader,
        notification_id: UUID,
        expected: Annotated[IfMatch, if_match(required=False)],
        response: Response,
    ) -> NotificationAnswer:
        """Try a deferred, bounced or failed notice again, at once; 409 for any other, or for what no longer holds."""
        async with units() as uow:
            await retry_notice(uow, notification_id, expect=expected, subjects=subjects, real_now=clocks.real_now())
            entry = await _entry(uow, notification_id)
            uow.log("notification.retried", aggregate_id=notification_id, template=entry.notice.key.template)
        set_etag(response, entry.notice.version)
        return _answer(entry, principal)

    @router.post("/{notification_id}/cancel", response_model_exclude_unset=True)
    async def cancel(
        principal: Sender,
        notification_id: UUID,
        expected: Annotated[IfMatch, if_match(required=False)],
        response: Response,
    ) -> NotificationAnswer:
        """See to it that a queued or deferred notice is not sent; 409 for any other, and for a correction."""
        async with units() as uow:
            await cancel_notice(uow, notification_id, expect=expected)
            entry = await _entry(uow, notification_id)
            uow.log("notification.cancelled", aggregate_id=notification_id, template=entry.notice.key.template)
        set_etag(response, entry.notice.version)
        return _answer(entry, principal)

    @router.post("/{notification_id}/resend", response_model_exclude_unset=True)
    async def resend(
        principal: Sender,
        notification_id: UUID,
        body: ResendBody,
        expected: Annotated[IfMatch, if_match(required=False)],
        response: Response,
    ) -> NotificationAnswer:
        """Tell another contact of the same role the same, by a notice of its own, and answer that notice.

        The same once more sends nothing. 409 for what is still to go, and for a correction. 409 also for what is told
        to those who take part in a meeting: they are named at the meeting. 422 for a contact who can't be told.
        """
        async with units() as uow:
            resent = await resend_notice(
                uow, notification_id, to=body.to, expect=expected, subjects=subjects, clocks=clocks
            )
            entry = await _entry(uow, resent.id)
            uow.log("notification.resent", aggregate_id=notification_id, template=resent.key.template)
        set_etag(response, entry.notice.version)
        return _answer(entry, principal)

    @router.post("/{notification_id}/answer")
    async def answer(principal: Receiver, notification_id: UUID, body: AnswerBody) -> AnsweredAnswer:
        """Answer a notice that came to the caller; 404 for any other, 409 for a notice that was not sent."""
        if principal.contact is None:
            raise NotFound("notification", notification_id)
        async with units() as uow:
            notice = await acknowledge(uow, notification_id, answer=body.answer, by=principal.contact)
            uow.log("notification.acknowledged", aggregate_id=notification_id, template=notice.key.template)
        return AnsweredAnswer(notification_id=str(notice.id), answer=notice.answer or body.answer)

    return router


async def own_notices(
    uow: NotificationsUnitOfWork, principal: Principal, before: int | None, *, limit: int, is_awaited: bool = False
) -> list[LogEntry]:
    """Notices to the caller's own contact, newest first; with `is_awaited` those that wait for an answer alone."""
    if principal.contact is None:
        return []
    return await uow.notice_log.page(LogFilter(contact_id=principal.contact, is_awaited=is_awaited), before, limit)


async def _entry(uow: NotificationsUnitOfWork, notification_id: UUID) -> LogEntry:
    entry = await uow.notice_log.entry(notification_id)
    if entry is None:
        raise NotFound("notification", notification_id)
    return entry


def _answer(entry: LogEntry, principal: Principal) -> NotificationAnswer:
    return answer_of(entry, with_names=reads_names(principal))
