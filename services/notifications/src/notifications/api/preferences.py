"""How a contact wants to get notices, over HTTP."""

from collections.abc import Collection
from datetime import time
from typing import Annotated, Self

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, ConfigDict, Field

from notifications.application.clocks import Clocks
from notifications.application.set_preferences import set_preferences
from notifications.domain.hours import Hours
from notifications.domain.preferences import NO_PREFERENCES, Preferences
from notifications.unit_of_work import NotificationsUnits
from shared.contracts.fields import ContactId, Slug
from shared.domain.errors import NotFound
from shared.domain.patterns import worded
from shared.domain.roles import Role
from shared.runtime.http.authentication import allow
from shared.runtime.http.etags import IfMatch, if_match, set_etag
from shared.runtime.http.principal import Principal
from shared.runtime.http.problems import invalid

_HOUR = worded(r"^([01]\d|2[0-3]):[0-5]\d$", "an hour such as 08:30")

HourText = Annotated[str, Field(pattern=_HOUR, examples=["08:30"])]
Chooser = Annotated[Principal, allow(Role.CLB, Role.YOUTH_COACH, Role.COUNSELLOR, Role.CASEWORKER, Role.COORDINATOR)]
Whose = Annotated[ContactId, Path(description="The contact in the directory")]


class WindowBody(BaseModel):
    """Hours of a day, by the clock in Brussels."""

    model_config = ConfigDict(
        extra="forbid", hide_input_in_errors=True, use_attribute_docstrings=True, populate_by_name=True
    )

    from_: HourText = Field(alias="from")
    """When they begin."""
    until: HourText
    """When they end."""


class PreferencesBody(BaseModel):
    """How a contact wants to get notices that can wait; what is null or absent is left to the municipality."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, use_attribute_docstrings=True)

    channels: list[Slug] = Field(default=[], max_length=10)
    """The ways to be told, the best in front."""
    window: WindowBody | None = None
    """When notices come, on days on which a school of the contact has lessons."""
    digest: bool | None = None
    """Whether they come together, in one mail a day."""
    digest_at: HourText | None = None
    """At which hour that mail comes."""


class WindowAnswer(BaseModel):
    """Hours of a day, by the clock in Brussels."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    from_: str = Field(alias="from")
    """When they begin."""
    until: str
    """When they end."""


class PreferencesAnswer(BaseModel):
    """How a contact wants to get notices that can wait. What must be told, by law or as a correction, goes anyway."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    contact_id: str
    channels: list[str]
    """The ways to be told, the best in front; empty where it is left to the municipality."""
    window: WindowAnswer | None
    """When notices come; null where it is left to the municipality, as everything here."""
    digest: bool | None
    """Whether they come together, in one mail a day."""
    digest_at: str | None
    """At which hour that mail comes."""

    @classmethod
    def of(cls, contact_id: str, preferences: Preferences) -> Self:
        window = preferences.window
        hours = {"from": written(window.opens), "until": written(window.closes)} if window else None
        return cls(
            contact_id=contact_id,
            channels=list(preferences.channels),
            window=WindowAnswer.model_validate(hours) if hours else None,
            digest=preferences.digest,
            digest_at=written(preferences.digest_at) if preferences.digest_at else None,
        )


def preferences_router(units: NotificationsUnits, *, clocks: Clocks, channels: Collection[str]) -> APIRouter:
    """``/contacts/{id}/preferences``: each contact the own, a coordinator everybody's."""
    router = APIRouter(prefix="/contacts", tags=["receivers"])

    @router.get("/{contact_id}/preferences")
    async def get_preferences(principal: Chooser, contact_id: Whose, response: Response) -> PreferencesAnswer:
        """How a contact wants to get notices. Who has said nothing has no version."""
        require_own(principal, contact_id)
        async with units() as uow:
            if await uow.directory.find(contact_id, clocks.clock.today()) is None:
                raise NotFound("contact", contact_id)
            kept = await uow.preferences.find(contact_id)
        if kept:
            set_etag(response, kept.version)
        return PreferencesAnswer.of(contact_id, kept.preferences if kept else NO_PREFERENCES)

    @router.put("/{contact_id}/preferences")
    async def put_preferences(
        principal: Chooser,
        contact_id: Whose,
        expected: Annotated[IfMatch, if_match(required=True)],
        body: PreferencesBody,
        response: Response,
    ) -> PreferencesAnswer:
        """Say how a contact wants to get notices, in the place of what was said before."""
        require_own(principal, contact_id)
        async with units() as uow:
            kept = await set_preferences(
                uow, contact_id, preferences_in(body), channels=channels, expected=expected, clocks=clocks
            )
        set_etag(response, kept.version)
        return PreferencesAnswer.of(contact_id, kept.preferences)

    return router


def require_own(principal: Principal, contact_id: str) -> None:
    """Raises NotFound for somebody else's, unless the caller coordinates."""
    if principal.contact != contact_id and not principal.is_any(Role.COORDINATOR):
        raise NotFound("contact", contact_id)


def preferences_in(body: PreferencesBody) -> Preferences:
    """Raises Problem (422) for hours that end before they begin."""
    window = None
    if body.window:
        opens, closes = time.fromisoformat(body.window.from_), time.fromisoformat(body.window.until)
        try:
            window = Hours.between(opens, closes)
        except ValueError as error:
            raise invalid("window.until", "must be after from") from error
    digest_at = time.fromisoformat(body.digest_at) if body.digest_at else None
    return Preferences(tuple(body.channels), window, body.digest, digest_at)


def written(hour: time) -> str:
    return hour.strftime("%H:%M")
