"""Webhooks on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from notifications.domain.telling import Purpose
from notifications.domain.webhook import EndReason, Webhook
from shared.contracts.fields import ContactId, TypedLine

_EXACT = ConfigDict(extra="forbid", hide_input_in_errors=True, use_attribute_docstrings=True)
_ANSWERED = ConfigDict(use_attribute_docstrings=True)

_Url = Annotated[str, Field(min_length=1, max_length=2000)]
_Purposes = Annotated[list[Purpose], Field(max_length=len(Purpose))]


class WebhookBody(BaseModel):
    """A webhook to register: of a contact, or of all contacts of an organisation."""

    model_config = _EXACT

    contact_id: ContactId | None = None
    """The contact who gets notices by it."""
    organisation: TypedLine | None = None
    """Or the organisation, by the name that its contacts have in the directory."""
    url: _Url
    """Where the events go: an https address that leads to public addresses alone."""
    purposes: _Purposes = Field(default_factory=list)
    """What it takes notices for, as the table of who gets what says; empty: all."""
    instead_of_mail: bool = False
    """Whether notices go to it and not by mail; without that it gets sample events alone."""


class WebhookChangeBody(BaseModel):
    """What changes of a webhook; what is left out stays."""

    model_config = _EXACT

    url: _Url | SkipJsonSchema[None] = None
    """Where the events go."""
    purposes: _Purposes | SkipJsonSchema[None] = None
    """What it takes notices for; empty: all."""
    instead_of_mail: bool | SkipJsonSchema[None] = None
    """Whether notices go to it and not by mail."""
    active: bool | SkipJsonSchema[None] = None
    """`false` switches it off, `true` on again."""


class WebhookAnswer(BaseModel):
    """A webhook; its secret is not shown again."""

    model_config = _ANSWERED

    webhook_id: UUID
    """Its id."""
    contact_id: str | None
    """The contact who gets notices by it; null of an organisation's."""
    organisation: str | None
    """The organisation whose contacts get notices by it; null of a contact's."""
    url: str
    """Where the events go."""
    purposes: list[Purpose]
    """What it takes notices for; empty: all."""
    instead_of_mail: bool
    """Whether notices go to it and not by mail."""
    active: bool
    """Whether it is used."""
    ended: EndReason | None
    """Why it is not used; null while it is."""
    former_secret_until: datetime | None
    """Until when the secret of before signs too."""
    created_at: datetime
    """When it was registered."""
    version: int
    """Its version."""


class SecretAnswer(BaseModel):
    """A webhook with its new secret, which is shown now and never again."""

    model_config = _ANSWERED

    secret: str
    """What its events are signed with, as the Standard Webhooks scheme writes it."""
    webhook: WebhookAnswer
    """The webhook."""


class TriedAnswer(BaseModel):
    """What the other side said to a sample event."""

    model_config = _ANSWERED

    event_id: UUID
    """Id of the event, also its `webhook-id`."""
    accepted: bool
    """Whether it took the event."""
    status: int | None
    """The HTTP status it answered; null where no answer came."""
    reason: str | None
    """Why no answer came; null where one did."""
    duration_ms: int
    """How long that took, in milliseconds."""


def answer_of(webhook: Webhook) -> WebhookAnswer:
    """A webhook without its secrets."""
    address = webhook.address
    return WebhookAnswer(
        webhook_id=webhook.id,
        contact_id=webhook.contact_id,
        organisation=webhook.organisation,
        url=address.url,
        purposes=sorted(address.purposes),
        instead_of_mail=webhook.instead_of_mail,
        active=webhook.active,
        ended=webhook.ended,
        former_secret_until=address.former_until,
        created_at=webhook.created_at,
        version=webhook.version,
    )
