"""A form about an offer, a request or a survey that is carried out once, or refused with the words for why."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from fastapi import Request
from pydantic import BaseModel

from consultation.unit_of_work import ConsultationUnitOfWork, Units
from consultation.web.offers.words import ALREADY_ANSWERED, ALREADY_ASKED, ALREADY_THERE, CHANGED, NOT_NOW, WRONG
from shared.domain.errors import Conflict, DomainError, IllegalTransition, InvalidField, NotFound
from shared.runtime.http import Principal, Problem
from shared.runtime.http.problems import problem_of
from shared.web.forms import Form, Submitted

B = TypeVar("B", bound=BaseModel)


async def carried_out(
    units: Units,
    request: Request,
    sent: Submitted[B],
    *,
    step: Callable[[ConsultationUnitOfWork, B], Awaitable[object]],
    by: Principal,
) -> tuple[Form, int] | None:
    """Do the step of a form in a transaction: None once it is done, else the form to show again and its status.

    A form that was sent before does nothing. Raises NotFound, and Problem (403) for who may not do it.
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
        if isinstance(error, Problem) and error.name == "forbidden":
            raise
        return _refused(sent.form, error), problem_of(error).status_code
    return None


def _refused(form: Form, error: DomainError | Problem) -> Form:
    match error:
        case InvalidField(field=field) if said := WRONG.get(field.partition("-")[0]):
            return form.wrong(**{field if field in form.values else "form": said})
        case IllegalTransition():
            return form.wrong(form=NOT_NOW)
        case Conflict(ids=ids) if "request_id" in ids:
            return form.wrong(form=ALREADY_ASKED)
        case Conflict(ids=ids) if "survey_id" in ids:
            return form.wrong(form=ALREADY_ANSWERED)
        case Conflict() if "title" in form.values:
            return form.wrong(form=ALREADY_THERE)
        case Problem(name="precondition-failed"):
            return form.wrong(form=CHANGED)
        case _:
            return form.refused(error)
