"""A form about a series that is carried out, or refused with the words for why."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from pydantic import BaseModel

from consultation.web.series.words import CHANGED, HAS_MEETING, NOTHING_PROPOSED, WRONG
from shared.domain.errors import Conflict, DomainError, InvalidField, NotFound
from shared.runtime.http import Problem
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
        return refused(sent.form, error)
    return None


def refused(form: Form, error: DomainError | Problem) -> tuple[Form, int]:
    """The form that a use case refused, and the status of the answer."""
    status = problem_of(error).status_code
    match error:
        case InvalidField(field=field) if field in WRONG:
            return form.wrong(**{field if field in form.values else "form": WRONG[field]}), status
        case Conflict() if "first" in form.values or "reference" in form.values:
            return form.wrong(form=HAS_MEETING), status
        case Conflict():
            return form.wrong(form=NOTHING_PROPOSED), status
        case Problem(name="precondition-failed"):
            return form.wrong(form=CHANGED), status
        case _:
            return form.refused(error), status
