"""What is typed to report on a meeting: who is there, and what is said, decided and agreed about each case."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from hashlib import sha256
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from consultation.meetings.api.action_bodies import AgreedActionBody
from consultation.meetings.domain.held import CaseDecision, Held
from consultation.meetings.domain.minutes import LONGEST_TEXT
from consultation.meetings.domain.tabled_case import TabledCase
from consultation.web.held.words import (
    ACTION_IS_WRONG,
    NOT_OVER_OR_NOT_BEGUN,
    REPORTED_MEANWHILE,
    TEXT_IS_EMPTY,
    TEXT_IS_WRONG,
)
from shared.contracts.fields import ContactId
from shared.domain.decisions import Decision
from shared.domain.errors import Conflict, DomainError, InvalidField
from shared.runtime.http import Problem
from shared.web.forms import Form

TEXT, REVISION, DECISION, PRESENT = "tekst-", "herziening-", "besluit-", "aanwezig-"
SEEN, WHAT, OWNER, DUE = "seen", "wat-", "wie-", "tegen-"
_Text = Annotated[str, Field(max_length=LONGEST_TEXT)]


class Saving(StrEnum):
    """Which button was pressed."""

    SAVE = "bewaren"
    HELD = "gehouden"
    """Save, and say that the meeting was held."""


class ReportForm(BaseModel):
    """The report as it was typed. `seen` is what was noted of the meeting when the form was made."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    seen: str
    saving: Saving
    texts: dict[UUID, _Text]
    revisions: dict[UUID, int]
    decisions: dict[UUID, Decision]
    present: list[ContactId]
    actions: list[AgreedActionBody]

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        agreed = {*_after(WHAT, values), *_after(OWNER, values), *_after(DUE, values)}
        return {
            **values,
            "texts": _after(TEXT, values),
            "revisions": _after(REVISION, values),
            "decisions": _after(DECISION, values),
            "present": list(_after(PRESENT, values)),
            "actions": [
                {
                    "case_id": case_id,
                    "what": values.get(f"{WHAT}{case_id}"),
                    "owner": values.get(f"{OWNER}{case_id}"),
                    "due_on": values.get(f"{DUE}{case_id}"),
                }
                for case_id in sorted(agreed)
            ],
        }

    @property
    def has_emptied(self) -> bool:
        """Whether a text that was there when the form was made was taken away."""
        return any(revision and case_id not in self.texts for case_id, revision in self.revisions.items())

    def held(self) -> Held:
        """What is said of the meeting; where nobody is ticked, nobody noted who is there."""
        decisions = (CaseDecision(case_id, decision) for case_id, decision in self.decisions.items())
        return Held(tuple(self.present) or None, tuple(decisions))


def mark_of(held: Held) -> str:
    """What tells whether somebody else changed what was noted of the meeting."""
    decisions = sorted((str(own.case_id), own.decision.value) for own in held.decisions)
    return sha256(repr((held.present, decisions)).encode()).hexdigest()[:16]


def values_of(held: Held, cases: Sequence[TabledCase]) -> dict[str, str]:
    """What stands in the form."""
    values = {SEEN: mark_of(held)}
    values |= {f"{PRESENT}{contact_id}": "ja" for contact_id in held.present or ()}
    for case in cases:
        values[f"{DECISION}{case.case_id}"] = case.decision.value if case.decision else ""
        values[f"{TEXT}{case.case_id}"] = case.minutes.text if case.minutes else ""
        values[f"{REVISION}{case.case_id}"] = str(case.minutes.revision.revision if case.minutes else 0)
    return values


def made_anew(form: Form, stored: Mapping[str, str]) -> Form:
    """The form about what is stored now, so that it can be sent again; what was left empty gets what is stored."""
    marks = {name: value for name, value in stored.items() if name == SEEN or name.startswith(REVISION)}
    left_empty = {name: value for name, value in stored.items() if not form.value(name).strip()}
    if any(name.startswith(PRESENT) for name in form.values):
        left_empty = {name: value for name, value in left_empty.items() if not name.startswith(PRESENT)}
    return Form({**form.values, **left_empty, **marks}, form.errors)


def unreadable(form: Form) -> Form:
    """The form again, for what could not be read."""
    return form.wrong(form=ACTION_IS_WRONG if "actions" in form.errors else TEXT_IS_WRONG)


def refused(form: Form, error: DomainError | Problem) -> Form:
    """The form again, for what was refused."""
    match error:
        case InvalidField(field="texts"):
            return form.wrong(form=TEXT_IS_EMPTY)
        case InvalidField(field="due_on" | "owner" | "case_id"):
            return form.wrong(form=ACTION_IS_WRONG)
        case Conflict():
            return form.wrong(form=NOT_OVER_OR_NOT_BEGUN)
        case Problem(name="precondition-failed"):
            return form.wrong(form=REPORTED_MEANWHILE)
        case _:
            return form.refused(error)


def _after(prefix: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name.removeprefix(prefix): value for name, value in values.items() if name.startswith(prefix)}
