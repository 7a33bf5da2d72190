"""A form of the directory that was refused, with the words for why."""

from consultation.web.directory.words import CHANGED, TAKEN, WRONG
from shared.domain.errors import Conflict, DomainError, InvalidField
from shared.runtime.http import Problem
from shared.runtime.http.problems import problem_of
from shared.web.forms import Form


def refused(form: Form, error: DomainError | Problem) -> tuple[Form, int]:
    """The form that a use case refused, and the status of the answer."""
    status = problem_of(error).status_code
    match error:
        case InvalidField(field=field) if field in WRONG and field in form.values:
            return form.wrong(**{field: WRONG[field]}), status
        case InvalidField(field=field) if field in WRONG:
            return form.wrong(form=WRONG[field]), status
        case Conflict():
            return form.wrong(form=TAKEN), status
        case Problem(name="precondition-failed"):
            return form.wrong(form=CHANGED), status
        case _:
            return form.refused(error), status
