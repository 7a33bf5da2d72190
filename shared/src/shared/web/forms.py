"""Forms: what a browser sent, checked by the same bodies as the API's; wrong fields keep what was typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from fastapi import Request
from pydantic import BaseModel, ValidationError

from shared.domain.errors import Conflict, DomainError, IllegalTransition, InvalidField
from shared.runtime.http.problems import Problem
from shared.web.words import CONTRADICTS, FIELD_ERRORS, FITS_NOT, NOT_NOW, STATE_CHANGED

B = TypeVar("B", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it is shown: what stands in its fields, and what is wrong, by field. `""` is the form as a whole."""

    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    def value(self, name: str, otherwise: str = "") -> str:
        """What stands in a field."""
        return self.values.get(name, otherwise)

    def error(self, name: str) -> str | None:
        """What is wrong with a field; None if nothing is."""
        return self.errors.get(name)

    def wrong(self, **errors: str) -> "Form":
        """The same form with these errors; `form` stands for the form as a whole."""
        named = {"" if name == "form" else name: said for name, said in errors.items()}
        return Form(self.values, {**self.errors, **named})

    def refused(self, error: DomainError | Problem) -> "Form":
        """The same form, refused by a use case."""
        match error:
            case InvalidField(field=name):
                return self.wrong(**{name if name in self.values else "form": FITS_NOT})
            case IllegalTransition():
                return self.wrong(form=STATE_CHANGED)
            case Conflict():
                return self.wrong(form=CONTRADICTS)
            case _:
                return self.wrong(form=NOT_NOW)


@dataclass(frozen=True, slots=True)
class Submitted(Generic[B]):
    """A form that was sent: the body it makes, None if something is wrong, and the form to show again."""

    body: B | None
    form: Form


MOST_FIELDS = 1000


async def submitted(request: Request, body: type[B], *, most_fields: int = MOST_FIELDS, **fixed: Any) -> Submitted[B]:
    """Read the form of a request as a body. An empty field was not filled in. ``fixed`` are fields it can't change.

    A form with more than ``most_fields`` is refused.
    """
    async with request.form(max_fields=most_fields) as sent:
        return checked(sent.items(), body, **fixed)


def checked(sent: Iterable[tuple[str, object]], body: type[B], **fixed: Any) -> Submitted[B]:
    """Read the fields of a form as a body, as `submitted` does; what is no text is no field of it."""
    values = {name: _with_plain_line_ends(value) for name, value in sent if isinstance(value, str)}
    filled = {name: value for name, value in values.items() if value.strip()}
    try:
        return Submitted(body.model_validate({**filled, **fixed}), Form(values))
    except ValidationError as error:
        errors = {str(detail["loc"][0]) if detail["loc"] else "": _said(detail) for detail in error.errors()}
        return Submitted(None, Form(values, errors))


def _with_plain_line_ends(text: str) -> str:
    """Browsers end each line of a text with two characters; the API's bodies take the second alone."""
    return text.replace("\r\n", "\n")


def _said(detail: Mapping[str, Any]) -> str:
    return FIELD_ERRORS.get(detail["type"], FITS_NOT).format(**detail.get("ctx", {}))
