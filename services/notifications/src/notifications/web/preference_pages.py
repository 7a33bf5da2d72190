"""`/berichten/voorkeuren`: how a contact wants to get notices, each the own and a coordinator everybody's."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request
from pydantic import model_validator
from starlette.responses import RedirectResponse, Response

from notifications.api.preferences import (
    Chooser,
    PreferencesAnswer,
    PreferencesBody,
    Whose,
    preferences_in,
    require_own,
)
from notifications.application.clocks import Clocks
from notifications.application.set_preferences import set_preferences
from notifications.bundling.domain.turns import Timing
from notifications.domain.preferences import NO_PREFERENCES
from notifications.storage.preferences import Kept
from notifications.unit_of_work import NotificationsUnits
from notifications.web.words import WRONG_CHANNELS, WRONG_HOURS, channel_in_words
from shared.domain.errors import InvalidField, NotFound
from shared.runtime.http.principal import Principal
from shared.runtime.http.problems import Problem
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages
from shared.web.words import CHANGED_MEANWHILE

_PLACE = "/berichten/voorkeuren"
_CONTACTS = "/directory/contacten"
_YES, _NO = "ja", "nee"
_CHANNEL = "channel-"


class PreferencesForm(PreferencesBody):
    """A select for each place of a channel, two hours, and a choice between yes, no and what the municipality does."""

    @model_validator(mode="before")
    @classmethod
    def _gathered(cls, values: Mapping[str, str]) -> Mapping[str, Any]:
        hours = {name: values[name] for name in ("from", "until") if name in values}
        gathered: dict[str, Any] = {
            "channels": [values[name] for name in sorted(values) if name.startswith(_CHANNEL)],
            "window": hours or None,
            "digest": {_YES: True, _NO: False}.get(values.get("digest", "")),
        }
        return gathered | {name: text for name, text in values.items() if name == "digest_at"}


def preference_pages_router(
    units: NotificationsUnits, pages: Pages, *, clocks: Clocks, channels: Sequence[str], timing: Timing
) -> APIRouter:
    """The page of a contact's preferences. ``channels`` are those there are, ``timing`` is what holds without any."""
    router = APIRouter(include_in_schema=False)

    @router.get(_PLACE)
    @as_page
    async def own_preferences(principal: Chooser) -> Response:
        """Leads on to the own preferences; who is no contact chooses one."""
        return RedirectResponse(f"{_PLACE}/{principal.contact}" if principal.contact else _CONTACTS, 303)

    @router.get(f"{_PLACE}/{{contact_id}}")
    @as_page
    async def preferences(request: Request, principal: Chooser, contact_id: Whose, gedaan: str = "") -> Response:
        """What the contact prefers now, in a form."""
        return await form_page(request, principal, contact_id, done=gedaan == "bewaard")

    @router.post(f"{_PLACE}/{{contact_id}}")
    @as_page
    async def post_preferences(request: Request, principal: Chooser, contact_id: Whose) -> Response:
        """Keep what the form says; or answer it again with what was typed."""
        require_own(principal, contact_id)
        sent = await submitted(request, PreferencesForm)
        form, status = sent.form, 422
        if sent.body is not None:
            try:
                async with units() as uow:
                    expected = _still(form.value("version"))
                    wanted = preferences_in(sent.body)
                    await set_preferences(uow, contact_id, wanted, channels=channels, expected=expected, clocks=clocks)
                return RedirectResponse(f"{_PLACE}/{contact_id}?gedaan=bewaard", 303)
            except Problem as problem:
                is_stale = problem.name == "precondition-failed"
                form, status = (
                    form.wrong(form=CHANGED_MEANWHILE) if is_stale else form.wrong(window=WRONG_HOURS),
                    problem.status_code,
                )
            except InvalidField:
                form = form.wrong(channels=WRONG_CHANNELS)
        return await form_page(request, principal, contact_id, form=form, status=status)

    async def form_page(
        request: Request,
        principal: Principal,
        contact_id: str,
        *,
        form: Form | None = None,
        status: int = 200,
        done: bool = False,
    ) -> Response:
        """Raises NotFound for somebody else's, and for no contact of the directory."""
        require_own(principal, contact_id)
        async with units() as uow:
            contacts = await uow.directory.named([contact_id], (), clocks.clock.today())
            kept = await uow.preferences.find(contact_id)
        if not contacts:
            raise NotFound("contact", contact_id)
        version = {"version": str(kept.version) if kept else ""}
        values = form.values if form else _values(contact_id, kept)
        return pages.page(
            request.scope,
            "preferences",
            status=status,
            contact=contacts[0],
            is_own=principal.contact == contact_id,
            form=Form({**values, **version}, form.errors if form else {}),
            channels=[(channel, channel_in_words(channel)) for channel in channels],
            timing=timing,
            place=f"{_PLACE}/{contact_id}",
            done=done,
        )

    return router


def _values(contact_id: str, kept: Kept | None) -> dict[str, str]:
    """What stands in the fields of the form."""
    answer = PreferencesAnswer.of(contact_id, kept.preferences if kept else NO_PREFERENCES)
    hours = {"from": answer.window.from_, "until": answer.window.until} if answer.window else {}
    digest = {} if answer.digest is None else {"digest": _YES if answer.digest else _NO}
    at = {"digest_at": answer.digest_at} if answer.digest_at else {}
    return hours | digest | at | {f"{_CHANNEL}{place}": channel for place, channel in enumerate(answer.channels)}


def _still(seen: str) -> Callable[[int | None], None]:
    """That the version is the one the person saw. Raises Problem (412) where it is not."""

    def expect(version: int | None) -> None:
        if str(version or "") != seen:
            raise Problem("precondition-failed")

    return expect
