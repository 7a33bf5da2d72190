"""The report of a meeting as a paper."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fastapi import Response

from consultation.meetings.api.report_answers import ReportAnswer, ReportedCaseAnswer
from consultation.meetings.domain.states import Status
from consultation.web.held.words import GUEST_ROLES, REPORT, REPORT_BASIS, REPORT_REFERENCE
from consultation.web.words import DECISIONS
from shared.papers.letterhead import Content, Letterhead
from shared.papers.typesetting import PDF, Typesetter
from shared.runtime.clock import Clock
from shared.web.words import MEETING_STATUSES, ROLES, day

_TEMPLATE = Path(__file__).with_name("report.v1.typ")
_VERSION = 1
_MARK = "□"
"""What stands for a character that no font has, as the template says."""


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """Prints reports, with this letterhead."""

    letterhead: Letterhead
    typesetter: Typesetter
    clock: Clock

    async def __call__(self, report: ReportAnswer) -> Response:
        """The report as a file to keep; its name has the day of the meeting."""
        printed = await self.typesetter.pdf(_TEMPLATE, self._content(report), mark=_MARK)
        name = f"verslag-{report.starts_at.date().isoformat()}.pdf"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return Response(printed, media_type=PDF, headers=headers)

    def _content(self, report: ReportAnswer) -> Content:
        names = {person.contact_id: person.name for person in report.people}
        return {
            "title": REPORT.format(title=report.title),
            "version": _VERSION,
            "basis_text": REPORT_BASIS,
            "made_on": self.clock.today().isoformat(),
            "made_by": None,
            "reference": REPORT_REFERENCE.format(day=day(report.starts_at.date())),
            "municipality": self.letterhead.content,
            "starts_at": report.starts_at.isoformat(),
            "ends_at": report.ends_at.isoformat(),
            "place": report.place,
            "status_text": MEETING_STATUSES[report.status.value],
            "people": [
                {"name": person.name, "role": ROLES[person.role], "present": _present(person.present, report.status)}
                for person in report.people
            ],
            "guests": [{"name": guest.name, "role": GUEST_ROLES[guest.role]} for guest in report.guests],
            "minutes": report.minutes.text if report.minutes else None,
            "minuted_actions": [
                _action(action.what, action.who and names.get(action.who), action.by)
                for action in (report.minutes.actions if report.minutes else ())
            ],
            "cases": [_case(case) for case in report.cases],
        }


def _present(noted: bool | None, status: Status) -> bool | None:
    """Whether somebody was there; None while it may still be noted that they are."""
    return noted if noted or status is Status.HELD else None


def _case(case: ReportedCaseAnswer) -> Content:
    return {
        "reference": case.reference,
        "decision_text": DECISIONS[case.decision] if case.decision else None,
        "minutes": case.minutes,
        "actions": [_action(action.what, action.owner_name, action.due_on) for action in case.actions],
    }


def _action(what: str, who: str | None, by: date | None) -> Content:
    return {"what": what, "who": who, "by": by and by.isoformat()}
