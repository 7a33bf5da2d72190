"""The contacts to whose address nothing goes, over HTTP."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, ConfigDict

from notifications.application.lift_suppression import lift_suppression
from notifications.application.suppress import suppress
from notifications.domain.suppression import SuppressionReason
from notifications.storage.suppressions import Suppressed
from notifications.unit_of_work import NotificationsUnits
from shared.contracts.fields import ContactId
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http.authentication import allow
from shared.runtime.http.paging import Listing, Paged, listing
from shared.runtime.http.principal import Principal

Coordinator = Annotated[Principal, allow(Role.COORDINATOR)]


class SuppressionBody(BaseModel):
    """The contact who is to get nothing."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, use_attribute_docstrings=True)

    contact_id: ContactId
    """The contact in the directory."""
    reason: SuppressionReason = SuppressionReason.ASKED
    """`asked` where the contact does not want them, `bounced` where mails come back."""


class SuppressionAnswer(BaseModel):
    """A contact to whose address nothing goes."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    contact_id: str
    contact_name: str | None
    """Null where the directory has no such contact."""
    reason: SuppressionReason
    """With `asked`, what has to be told by law and corrections go all the same."""
    since: datetime


def suppressions_router(units: NotificationsUnits, *, clock: Clock) -> APIRouter:
    """``/suppressions``, for coordinators."""
    router = APIRouter(prefix="/suppressions", tags=["receivers"])

    @router.get("")
    async def list_suppressions(_: Coordinator, page: Paged) -> Listing[SuppressionAnswer]:
        """The contacts to whose address nothing goes, newest first. One leaves the list with another address."""
        after = page.after(int)
        async with units() as uow:
            rows = await uow.suppressions.page(after[0] if after else None, page.limit + 1)
        shown, following = page.cut(rows, lambda row: (row.position,))
        return listing([_answer(row) for row in shown], following)

    @router.post("", status_code=201)
    async def add_suppression(_: Coordinator, body: SuppressionBody) -> SuppressionAnswer:
        """Let nothing go to a contact's address; again changes nothing. 404 for no contact of the directory."""
        async with units() as uow:
            await suppress(uow, body.contact_id, body.reason, clock=clock)
            row = await uow.suppressions.find(body.contact_id)
        assert row is not None, "it was just added"
        return _answer(row)

    @router.delete("/{contact_id}", status_code=204)
    async def remove_suppression(_: Coordinator, contact_id: Annotated[ContactId, Path()]) -> Response:
        """Let notices go there again; what failed meanwhile waits for a retry."""
        async with units() as uow:
            await lift_suppression(uow, contact_id)
        return Response(status_code=204)

    return router


def _answer(row: Suppressed) -> SuppressionAnswer:
    return SuppressionAnswer(
        contact_id=row.suppression.contact_id,
        contact_name=row.contact_name,
        reason=row.suppression.reason,
        since=row.suppression.since,
    )
