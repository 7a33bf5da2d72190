"""What is typed to write down an agreed action: the API's own body."""

from consultation.meetings.api.action_bodies import AgreedActionBody
from consultation.web.words import DUE_IS_PAST, NOT_BEGUN, OWNER_IS_ABSENT
from shared.domain.errors import Conflict, DomainError, InvalidField
from shared.runtime.http import Problem
from shared.web.forms import Form


class ActionForm(AgreedActionBody):
    """An action, with the key that lets the same form add it once."""

    once: str | None = None


def refused(form: Form, error: DomainError | Problem) -> Form:
    """The form again, for what was refused."""
    match error:
        case InvalidField(field="due_on"):
            return form.wrong(due_on=DUE_IS_PAST)
        case InvalidField(field="owner"):
            return form.wrong(owner=OWNER_IS_ABSENT)
        case Conflict():
            return form.wrong(form=NOT_BEGUN)
        case _:
            return form.refused(error)
