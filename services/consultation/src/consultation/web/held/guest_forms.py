"""What is typed about the guests of a meeting: the API's own body, a row for each guest."""

from collections.abc import Sequence
from typing import Any

from pydantic import ConfigDict, model_validator

from consultation.meetings.api.guest_bodies import MOST_GUESTS, GuestsBody
from consultation.meetings.domain.guests import Guest
from consultation.web.held.words import CALLED_OFF, GUESTS_ARE_WRONG
from consultation.web.words import CHANGED
from shared.domain.errors import Conflict, DomainError, InvalidField
from shared.runtime.http import Problem
from shared.web.forms import Form

_NAME, _ROLE, _CASE = "naam-", "rol-", "dossier-"
_EMPTY_ROWS = 3


class GuestsForm(GuestsBody):
    """All guests, with the version that was seen; a row without a name is no guest."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    version: int

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        numbers = [name.removeprefix(_NAME) for name in values if name.startswith(_NAME)]
        rows = [(values[f"{_NAME}{row}"], values.get(f"{_ROLE}{row}"), values.get(f"{_CASE}{row}")) for row in numbers]
        return {**values, "guests": [{"name": name, "role": role, "case_id": case_id} for name, role, case_id in rows]}


def values_of(guests: Sequence[Guest]) -> dict[str, str]:
    """What stands in the rows of the form."""
    return {
        name: value
        for row, guest in enumerate(guests)
        for name, value in (
            (f"{_NAME}{row}", guest.name),
            (f"{_ROLE}{row}", guest.role.value),
            (f"{_CASE}{row}", str(guest.case_id or "")),
        )
    }


def rows_of(form: Form) -> range:
    """The rows of the form: those that are filled, and some more."""
    filled = [int(name.removeprefix(_NAME)) for name, value in form.values.items() if _is_name(name) and value]
    return range(min(max(filled, default=-1) + 1 + _EMPTY_ROWS, MOST_GUESTS))


def refused(form: Form, error: DomainError | Problem | None) -> Form:
    """The form again, for what was refused or, without an error, could not be read."""
    match error:
        case None | InvalidField():
            return form.wrong(form=GUESTS_ARE_WRONG)
        case Conflict():
            return form.wrong(form=CALLED_OFF)
        case Problem(name="precondition-failed"):
            return form.wrong(form=CHANGED)
        case _:
            return form.refused(error)


def _is_name(name: str) -> bool:
    return name.startswith(_NAME) and name.removeprefix(_NAME).isascii() and name.removeprefix(_NAME).isdecimal()
