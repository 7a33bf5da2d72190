"""`/berichten/binnengekomen`: what came back by mail, for coordinators."""

from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from notifications.api.incoming import Coordinator
from notifications.domain.bounces import is_of_address
from notifications.incoming.domain.arrived import Kept, Kind
from notifications.incoming.storage.arrivals import Arrivals
from notifications.storage.notice_log import LogEntry
from notifications.unit_of_work import NotificationsUnitOfWork, NotificationsUnits
from notifications.web.words import template_in_words
from notifications.words.arrivals import FOLLOWS, KINDS, code_in_words
from shared.runtime.http.paging import Paged
from shared.runtime.http.problems import invalid
from shared.runtime.http.routes import as_page
from shared.web.pages import Pages

PLACE = "/berichten/binnengekomen"
_PLACES = {"case": "/berichten/dossier", "meeting": "/berichten/overleg"}


@dataclass(frozen=True, slots=True)
class ReadFrom:
    """Whether a mailbox is read, and for how many days it is kept what came back."""

    is_on: bool
    kept_days: int


@dataclass(frozen=True, slots=True)
class _Shown:
    """A mail with the notice that it answers.

    ``answers`` is None where that notice is not known. ``link`` leads to all notices about the same; None where no page
    has them. ``reference`` is of the case; None for other notices. ``fix`` leads to the address to put right, if any.
    """

    mail: Kept
    answers: LogEntry | None
    link: str | None
    reference: str | None
    fix: str | None


def incoming_pages_router(units: NotificationsUnits, pages: Pages, read_from: ReadFrom) -> APIRouter:
    """The page of what came back. The text of a mail is in the mailbox alone."""
    router = APIRouter(include_in_schema=False)

    @router.get(PLACE)
    @as_page
    async def arrivals(request: Request, _: Coordinator, page: Paged, soort: str = "", los: str = "") -> Response:
        """Newest first; of one kind, or what answers no notice, where that is asked for."""
        kind, after = _kind(soort), page.after(int)
        async with units() as uow:
            rows = await uow.stories(Arrivals).page(
                after[0] if after else None, page.limit + 1, kind=kind, is_matched=False if los else None
            )
            on_page, following = page.cut(rows, lambda row: (row.position,))
            shown = await _shown(uow, [row.kept for row in on_page])
        chosen = {"soort": kind.value if kind else "", "los": "ja" if los else ""}
        return pages.page(
            request.scope,
            "incoming",
            shown=shown,
            following=_address(chosen | {"cursor": following}) if following else None,
            place=PLACE,
            chosen=chosen,
            is_narrowed=any(chosen.values()),
            is_first=after is None,
            read_from=read_from,
            KINDS=KINDS,
            FOLLOWS=FOLLOWS,
            REPORTS=(Kind.DELIVERY_FAILED, Kind.DELIVERY_DELAYED),
            code_in_words=code_in_words,
            template_in_words=template_in_words,
        )

    return router


def _kind(chosen: str) -> Kind | None:
    """The kind of a choice; None for all. Raises Problem (422)."""
    if chosen and chosen not in set(Kind):
        raise invalid("soort", "is none of the kinds of mail")
    return Kind(chosen) if chosen else None


def _address(asked: dict[str, str]) -> str:
    return f"{PLACE}?{urlencode({name: value for name, value in asked.items() if value})}"


async def _shown(uow: NotificationsUnitOfWork, mails: list[Kept]) -> list[_Shown]:
    entries = await uow.notice_log.entries({mail.notification_id for mail in mails if mail.notification_id})
    cases = await uow.cases.find({entry.about.id for entry in entries.values() if entry.about.kind == "case"})
    references = {case_id: case.reference for case_id, case in cases.items()}
    return [
        _Shown(mail, entry, _link(entry), references.get(entry.about.id) if entry else None, _fix(mail, entry))
        for mail in mails
        for entry in [entries.get(mail.notification_id) if mail.notification_id else None]
    ]


def _link(entry: LogEntry | None) -> str | None:
    place = _PLACES.get(entry.about.kind) if entry else None
    return f"{place}/{entry.about.id}" if entry and place else None


def _fix(mail: Kept, entry: LogEntry | None) -> str | None:
    """The page of the receiver, if the report says that no mail reaches the address."""
    if mail.kind is not Kind.DELIVERY_FAILED or not (mail.code and is_of_address(mail.code)):
        return None
    return f"/directory/contacten/{entry.notice.contact_id}" if entry and entry.contact_name else None
