"""A form about a consultation body that is carried out, or refused with the words for why."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from fastapi import Request
from pydantic import BaseModel

from consultation.unit_of_work import ConsultationUnitOfWork, Units
from consultation.web.bodies.words import CHANGED, IS_MEMBER, NOT_POSSIBLE, WRONG
from shared.domain.errors import Conflict, DomainError, InvalidField, NotFound
from shared.runtime.http import Principal, Problem
from shared.runtime.http.problems import problem_of
from shared.web.forms import Form, Submitted

B = TypeVar("B", bound=BaseModel)


async def carried_out(sent: Submitted[B], step: Callable[[B], Awaitable[object]]) -> tuple[Form, int] | None:
    """Do the step of a form that was sent: None once it is done, else the form to show again and the answer's status.

    Raises NotFound.
    """
    if sent.body is None:
        return sent.form, 422
    try:
        await step(sent.body)
    except NotFound:
        raise
    except (DomainError, Problem) as error:
        return _refused(sent.form, error), problem_of(error).status_code
    return None


async def carried_out_once(
    units: Units,
    request: Request,
    sent: Submitted[B],
    *,
    step: Callable[[ConsultationUnitOfWork, B], Awaitable[object]],
    by: Principal,
) -> tuple[Form, int] | None:
    """The same for a step in a transaction, which is left out for a form that was sent before. Raises NotFound."""

    async def once(body: B) -> None:
        async with units() as uow:
            if await uow.sent_forms.is_new(sent.form, subject=by.subject, path=request.url.path):
                await step(uow, body)

    return await carried_out(sent, once)


def _refused(form: Form, error: DomainError | Problem) -> Form:
    match error:
        case InvalidField(field=field) if field in WRONG:
            return form.wrong(**{field if field in form.values else "form": WRONG[field]})
        case Conflict() if "who" in form.values:
            return form.wrong(form=IS_MEMBER)
        case Conflict():
            return form.wrong(form=NOT_POSSIBLE)
        case Problem(name="precondition-failed"):
            return form.wrong(form=CHANGED)
        case _:
            return form.refused(error)
