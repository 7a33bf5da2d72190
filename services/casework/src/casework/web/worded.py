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
from shared.web.words import FITS_NOT

WEB_WORDS = Path(__file__).with_name("words.toml")

_OF_SEVERAL_FIELDS = frozenset(
    {"goals", "checks", "causes", "criteria", "intake", "evaluations", "contact_every", "hand_over"}
)

PEOPLE_IN_FACTS = frozenset({"assignee", "contact"})
"""The facts of an entry that are people, whose names a page shows."""

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
        for who in PEOPLE_IN_FACTS & facts.keys():
            facts[who] = people.name(str(facts[who]))
        if rule := facts.get("rule"):
            facts["rule"] = self.dutch.word("rule", str(rule))
        return self.dutch.sentence(replace(entry, facts=facts))

    def unfit(self, form: Form, *names: str) -> Form:
        """The form with what these fields look like, where what stands in them does not fit."""
        unfit = [name for name in names if form.error(name) == FITS_NOT]
        return form.wrong(**{name: self.dutch.word("unfit", name) for name in unfit})

    def anew(self, form: Form, version: int) -> Form:
        """The form, filled in for an older version, to be sent again for this version."""
        return Form({**form.values, "version": str(version)}).wrong(form=self.dutch.word("wrong", "kept_version"))

    def refused(self, form: Form, error: DomainError, *, words: str = "wrong") -> tuple[Form, int]:
        """The form that a use case refused, with what a list of words has for that, and the status of the answer."""
        if isinstance(error, Conflict) and "tasks" in error.ids:
            return form.wrong(form=self.dutch.word("wrong", "tasks")), 409
        if isinstance(error, Conflict) and "merged_into" in error.ids:
            return form.wrong(form=self.dutch.word("wrong", "merged_into")), 409
        if isinstance(error, Conflict) and "missing" in error.ids:
            return form.wrong(form=self.dutch.word("missing", str(error.ids["missing"]))), 409
        if not isinstance(error, InvalidField):
            return form.refused(error), 409 if isinstance(error, Conflict) else 422
        whole, _, _ = error.field.partition(".")
        if whole in _OF_SEVERAL_FIELDS:
            return form.wrong(form=self.dutch.word(words, whole)), 422
        said = self.dutch.word(words, error.field)
        if said == error.field or error.field not in form.values:
            return form.refused(error), 422
        return form.wrong(**{error.field: said}), 422
