"""Mails to parents about a case, over HTTP."""

from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from notifications.api.rights import Sender
from notifications.application.tell_parents import ParentsDesk, tell_parents
from notifications.domain.parents import ParentMail, ParentMailStatus
from shared.contracts.fields import Email
from shared.runtime.http.paging import Listing, Paged, listing
from shared.runtime.http.principal import Principal


def _one_address(text: str) -> str:
    """The text. Raises ValueError for what a mail could not be addressed to, such as two addresses."""
    try:
        Address("", addr_spec=text)
    except (ValueError, MessageError):
        raise ValueError("must be one e-mail address such as name@example.org") from None
    return text


class ParentMailBody(BaseModel):
    """Where the mail goes. The address is handed to the mail server, and kept nowhere."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, use_attribute_docstrings=True)

    address: Annotated[Email, Field(examples=["ouder@voorbeeld.example"]), AfterValidator(_one_address)]
    """The parents' address of mail: one of them."""


class ParentMailAnswer(BaseModel):
    """A mail to parents, without the address."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    mail_id: UUID
    """Its id, with which its Message-ID begins."""
    case_id: UUID
    """The case it is about."""
    sent_by: str
    """The contact, or the `sub` of a token, who sent it."""
    at: datetime
    """When."""
    status: ParentMailStatus
    """What became of it. It is tried once: of what did not go a new one has to be sent."""

    @classmethod
    def of(cls, mail: ParentMail) -> Self:
        return cls(mail_id=mail.mail_id, case_id=mail.case_id, sent_by=mail.by, at=mail.at, status=mail.status)


def parents_router(desk: ParentsDesk) -> APIRouter:
    """``/cases/{id}/parent-mails``, for who runs cases."""
    router = APIRouter(prefix="/cases", tags=["parents"])

    @router.get("/{case_id}/parent-mails")
    async def list_parent_mails(_: Sender, case_id: UUID, page: Paged) -> Listing[ParentMailAnswer]:
        """What was sent to the parents of the pupil of a case, newest first."""
        after = page.after(UUID)
        async with desk.units() as uow:
            rows = await uow.parent_mails.of_case(case_id, after=after[0] if after else None, limit=page.limit + 1)
        shown, following = page.cut(rows, lambda mail: (mail.mail_id,))
        return listing([ParentMailAnswer.of(mail) for mail in shown], following)

    @router.post("/{case_id}/parent-mails", status_code=201)
    async def send_parent_mail(principal: Sender, case_id: UUID, body: ParentMailBody) -> ParentMailAnswer:
        """Mail the half days of an open case to the parents; 409 for a case without half days, or that is over."""
        mail = await tell_parents(desk, case_id, body.address, by=sender_of(principal))
        assert mail is not None, "only forms are sent twice"
        return ParentMailAnswer.of(mail)

    return router


def sender_of(principal: Principal) -> str:
    """Who sends, as it is kept."""
    return principal.contact or principal.subject
