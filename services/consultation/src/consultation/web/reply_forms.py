"""What is typed to answer an invitation: the API's own body."""

from consultation.meetings.api.reply_bodies import AnswerBody
from consultation.web.move_forms import BrusselsTime
from consultation.web.words import CHOOSE_DEPUTY, MOVED_MEANWHILE, NO_REASON, NO_SUCH_TIME, PROPOSE_LATER
from shared.domain.errors import Conflict, DomainError, InvalidField
from shared.runtime.http import Problem
from shared.web.forms import Form, Submitted


class AnswerForm(AnswerBody):
    """An answer, with the version of the invitation that was seen."""

    ical_sequence: int
    proposed_starts_at: BrusselsTime = None


def unreadable(sent: Submitted[AnswerForm]) -> Form:
    """The form again, for what could not be read."""
    wrong = "proposed_starts_at" in sent.form.errors
    return sent.form.wrong(proposed_starts_at=NO_SUCH_TIME) if wrong else sent.form


def refused(form: Form, error: DomainError | Problem) -> Form:
    """The form again, for what was refused."""
    match error:
        case InvalidField(field="proposed_starts_at"):
            return form.wrong(proposed_starts_at=PROPOSE_LATER)
        case InvalidField(field="delegate"):
            return form.wrong(delegate=CHOOSE_DEPUTY)
        case InvalidField(field="reason"):
            return form.wrong(form=NO_REASON)
        case Conflict():
            return form.wrong(form=MOVED_MEANWHILE)
        case _:
            return form.refused(error)
