"""A form about the education policy that is carried out, or refused with the words for why."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from fastapi import Request
from pydantic import BaseModel

from consultation.unit_of_work import ConsultationUnitOfWork, Units
from consultation.web.policy.words import CHANGED, WRONG
from shared.domain.errors import DomainError, InvalidField, NotFound
from shared.runtime.http import Principal, Problem
from shared.runtime.http.problems import problem_of
from shared.web.forms import Form, Submitted

B = TypeVar("B", bound=BaseModel)
Step = Callable[[ConsultationUnitOfWork, B], Awaitable[object]]


async def carried_out(
    units: Units, request: Request, sent: Submitted[B], *, step: Step[B], by: Principal
) -> tuple[Form, int] | None:
    """Do the step of a form in a transaction; nothing is done for a form that was sent before.

    None once it is done, else the form to show again and the status of the answer. Raises NotFound.
    """
    if sent.body is None:
        return sent.form, 422
    try:
        async with units() as uow:
            if await uow.sent_forms.is_new(sent.form, subject=by.subject, path=request.url.path):
                await step(uow, sent.body)
    except NotFound:
        raise
    except (DomainError, Problem) as error:
        return _refused(sent.form, error), problem_of(error).status_code
    return None


def _refused(form: Form, error: DomainError | Problem) -> Form:
    match error:
        case InvalidField(field=field) if field in WRONG:
            return form.wrong(**{field if field in form.values else "form": WRONG[field]})
        case Problem(name="precondition-failed"):
            return form.wrong(form=CHANGED)
        case _:
            return form.refused(error)
