"""The delivery log over HTTP."""

import re
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from notifications.api.schemas import NotificationBody, body_of
from notifications.application.retry_notice import retry_notice
from notifications.domain.vocabulary import AboutKind, Status, Template
from notifications.storage.notice_log import LogEntry, LogFilter
from notifications.storage.unit_of_work import NotificationsUnitOfWork, NotificationsUnits
from shared.domain.errors import NotFound
from shared.domain.patterns import worded
from shared.domain.roles import Role
from shared.runtime.http.authentication import allow
from shared.runtime.http.etags import IfMatch, if_match, set_etag
from shared.runtime.http.paging import Listing, Paged, listing
from shared.runtime.http.principal import Principal
from shared.runtime.http.problems import invalid
from shared.runtime.logging import get_logger

_READS_NAMES = (Role.CASEWORKER, Role.COORDINATOR)
_ABOUT_PATTERN = worded(
    "^((case|meeting):)?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
    "the id of a case or meeting, or case:<id>, meeting:<id>",
)
_ABOUT = re.compile(r"(?:(case|meeting):)?([0-9a-fA-F-]{36})")

Reader = Annotated[Principal, allow(Role.CASEWORKER, Role.COORDINATOR, Role.OPERATOR)]


async def asked_for(
    status: Annotated[Status | None, Query(description="Only in this state")] = None,
    about: Annotated[
        str | None,
        Query(
            description="Id of a case or meeting, or `case:<id>`, `meeting:<id>`",
            json_schema_extra={"pattern": _ABOUT_PATTERN},
        ),
    ] = None,
    contact: Annotated[str | None, Query(max_length=64, description="Only to this contact")] = None,
    template: Annotated[Template | None, Query(description="Only of this template")] = None,
) -> LogFilter:
    """What a list is asked for. Raises Problem (422) for an id that is none."""
    kind, about_id = _about(about) if about else (None, None)
    return LogFilter(status, kind, about_id, contact, template)


def notifications_router(units: NotificationsUnits) -> APIRouter:
    """``/notifications``: caseworkers and coordinators read, operators without names; each may ask for a retry."""
    router = APIRouter(prefix="/notifications", tags=["notifications"])

    @router.get("", response_model_exclude_unset=True)
    async def notifications(
        principal: Reader, page: Paged, asked: Annotated[LogFilter, Depends(asked_for)]
    ) -> Listing[NotificationBody]:
        """Notices, newest first."""
        after = page.after(int)
        async with units() as uow:
            rows = await uow.notice_log.page(asked, after[0] if after else None, page.limit + 1)
        entries, following = page.cut(rows, lambda entry: (entry.position,))
        return listing([_body(entry, principal) for entry in entries], following)

    @router.get("/{notification_id}", response_model_exclude_unset=True)
    async def notification(principal: Reader, notification_id: UUID, response: Response) -> NotificationBody:
        """One notice."""
        async with units() as uow:
            return _answer(await _entry(uow, notification_id), principal, response)

    @router.post("/{notification_id}/retry", response_model_exclude_unset=True)
    async def retry(
        principal: Reader,
        notification_id: UUID,
        expected: Annotated[IfMatch, if_match(required=False)],
        response: Response,
    ) -> NotificationBody:
        """Try a deferred, bounced or failed notice again, at once; 409 for another and for one that no longer holds."""
        async with units() as uow:
            await retry_notice(uow, notification_id, expected)
            entry = await _entry(uow, notification_id)
        get_logger().info("notification.retried", aggregate_id=notification_id, template=entry.notice.key.template)
        return _answer(entry, principal, response)

    return router


async def _entry(uow: NotificationsUnitOfWork, notification_id: UUID) -> LogEntry:
    entry = await uow.notice_log.entry(notification_id)
    if entry is None:
        raise NotFound("notification", notification_id)
    return entry


def _answer(entry: LogEntry, principal: Principal, response: Response) -> NotificationBody:
    set_etag(response, entry.notice.version)
    return _body(entry, principal)


def _body(entry: LogEntry, principal: Principal) -> NotificationBody:
    return body_of(entry, with_names=principal.is_any(*_READS_NAMES))


def _about(text: str) -> tuple[AboutKind | None, UUID]:
    match = _ABOUT.fullmatch(text)
    try:
        if match:
            return AboutKind(match[1]) if match[1] else None, UUID(match[2])
    except ValueError:
        pass
    raise invalid("about", "must be the id of a case or meeting, or case:<id>, meeting:<id>")
