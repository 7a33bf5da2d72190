"""What a paper can be made from: a case as far as whoever gets the paper may see it, and what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from casework.api.readers import Shown
from casework.domain.case import Case
from casework.domain.case_file import CaseContact
from casework.domain.paper import Content, NextStep
from casework.domain.timeline import Entry
from casework.words.nl import Dutch
from shared.domain.roles import Role
from shared.web.words import MEETING_STATUSES

_TOLD = frozenset(
    {
        *("level", "count", "rule", "school_year", "respond_by", "school", "reference", "reference_date"),
        *("until", "starts_at", "template", "recipient_role", "outcome", "reason_code"),
        *("to", "school_weeks", "criteria", "rate"),
    }
)
"""The facts of a step that a paper can tell: no free text and no people. A fact that is not listed is left out."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed for this paper alone; an address has a line for each line of the envelope."""

    address: tuple[str, ...] = ()
    next_step: NextStep | None = None
    on: date | None = None
    remark: str | None = None
    their_reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A case with what may be in the paper.

    ``shown`` and ``entries`` are cut to what the receiver may see. ``contacts`` are those of the case's file, empty for
    a paper that goes to a partner. ``assignee`` is the name of who follows the case; None without a name.
    """

    case: Case
    shown: Shown
    entries: Sequence[Entry]
    contacts: Sequence[CaseContact]
    assignee: str | None
    audience: Role | None
    dutch: Dutch
    typed: Typed = field(default_factory=Typed)

    @property
    def facts(self) -> Mapping[str, Any]:
        """What the case shows of its type alone."""
        return self.case.shown()

    @property
    def half_days(self) -> Sequence[Mapping[str, Any]]:
        """The problematic half days that counted last, the oldest in front; empty for who may not see them."""
        if not self.shown.half_days:
            return ()
        return sorted(self.facts.get("half_days", ()), key=lambda day: (day["date"], day["half_day"]))

    def days(self) -> list[Content]:
        """The days with a problematic half day, each with its half days."""
        days: dict[str, list[str]] = {}
        for half_day in self.half_days:
            days.setdefault(half_day["date"].isoformat(), []).append(str(half_day["half_day"]))
        return [{"date": day, "half_days": halves} for day, halves in days.items()]

    def pupil(self) -> Content:
        """The pupil as far as may be seen; ``class`` and ``school`` are None for a child at no school.

        ``school_name`` is None where the directory does not say what the school is called.
        """
        name = self.shown.name
        return {
            "name": " ".join(filter(None, (name.given_name, name.family_name))) or None,
            "given_name": name.given_name,
            "class": self.shown.class_name,
            "school": self.case.school,
            "school_name": self.shown.school_name,
        }

    def steps(self, kinds: Sequence[str]) -> list[Content]:
        """The steps of these kinds that were taken, in order, each in a sentence without free text."""
        return [
            {"on": entry.at.date().isoformat(), "text": self._sentence(entry)}
            for entry in self.entries
            if entry.kind in kinds
        ]

    def contact_steps(self) -> list[Content]:
        """The contacts and the attempts there were, in order: the party and the means, nothing of what was said."""
        return [
            {
                "on": contact.on.isoformat(),
                "party": str(contact.party),
                "means": str(contact.means),
                "reached": contact.reached,
                "text": self._contact(contact),
            }
            for contact in sorted(self.contacts, key=lambda contact: (contact.on, contact.case_contact_id))
        ]

    def meetings(self) -> list[Content]:
        """The meetings that have a time, in order."""
        meetings = [item for item in self.case.meetings if item.was_told and item.starts_at]
        return [
            {
                "starts_at": item.starts_at.isoformat() if item.starts_at else None,
                "place": item.place,
                "status": str(item.status),
                "status_text": MEETING_STATUSES[item.status],
            }
            for item in sorted(meetings, key=lambda item: (item.starts_at, item.meeting_id))
        ]

    def answers(self) -> list[Content]:
        """The answers that parents can give about the enrolment of their child: how a case of this type can end."""
        return [
            {
                "answer": outcome,
                "text": self.dutch.word("answer", outcome),
                "outcome_text": self.dutch.word("outcome", outcome),
                "proof_text": self.dutch.word("proof", outcome),
            }
            for outcome in self.case.case_type.outcomes
        ]

    def _contact(self, contact: CaseContact) -> str:
        form = self.dutch.word("contact_step" if contact.reached else "contact_attempt", contact.party)
        return form.format(means=self.dutch.word("means", contact.means))

    def _sentence(self, entry: Entry) -> str:
        facts = {name: fact for name, fact in entry.facts.items() if name in _TOLD}
        sentence = self.dutch.sentence(replace(entry, facts=facts))
        return self.dutch.word("step", entry.kind) if sentence == entry.kind else sentence
