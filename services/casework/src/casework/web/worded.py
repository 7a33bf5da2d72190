"""The pages of casework with the Dutch words for what they show."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from starlette.responses import HTMLResponse
from starlette.types import Scope

from casework.domain.states import Status
from casework.domain.timeline import Entry
from casework.web.people import People
from casework.words.nl import Dutch
from shared.domain.errors import Conflict, DomainError, InvalidField
from shared.web.forms import Form
from shared.web.pages import Pages

WEB_WORDS = Path(__file__).with_name("words.toml")

_KINDS = {
    Status.NEW: "info",
    Status.WITHDRAWAL_PROPOSED: "warn",
    Status.ON_HOLD: "warn",
    Status.ACTIVE: "good",
}


@dataclass(frozen=True, slots=True)
class WordedPages:
    """Makes pages whose templates have ``word(list, key)``, and ``status_kind`` for the look of a state."""

    pages: Pages
    dutch: Dutch

    def page(self, scope: Scope, template: str, *, status: int = 200, **fields: Any) -> HTMLResponse:
        """The page of this name."""
        return self.pages.page(scope, template, status=status, word=self.dutch.word, status_kind=_KINDS.get, **fields)

    def sentence(self, entry: Entry, people: People) -> str:
        """What an entry of the timeline says, with names and words in the place of ids."""
        facts = dict(entry.facts)
        if assignee := facts.get("assignee"):
            facts["assignee"] = people.name(str(assignee))
        if rule := facts.get("rule"):
            facts["rule"] = self.dutch.word("rule", str(rule))
        return self.dutch.sentence(replace(entry, facts=facts))

    def refused(self, form: Form, error: DomainError) -> tuple[Form, int]:
        """The form that a use case refused, with the words for that, and the status of the answer."""
        if not isinstance(error, InvalidField):
            return form.refused(error), 409 if isinstance(error, Conflict) else 422
        words = self.dutch.word("wrong", error.field)
        if words == error.field or error.field not in form.values:
            return form.refused(error), 422
        return form.wrong(**{error.field: words}), 422
