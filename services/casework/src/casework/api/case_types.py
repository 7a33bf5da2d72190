"""The definitions of the types of case, for software that fills in forms by them."""

from typing import Annotated

from fastapi import APIRouter

from casework.api.case_type_answers import CaseTypeAnswer, MeetingOfTypeAnswer, WordAnswer
from casework.api.rights import READERS
from casework.domain.case_type import CaseType, CaseTypes
from casework.domain.states import Action, Status
from casework.domain.terms import TermLengths
from casework.words.nl import Dutch
from shared.runtime.http.authentication import allow
from shared.runtime.http.paging import Listing, listing
from shared.runtime.http.principal import Principal


def case_types_router(case_types: CaseTypes, *, lengths: TermLengths, dutch: Dutch) -> APIRouter:
    """GET of the definitions, as they hold now."""
    router = APIRouter(tags=["cases"])
    answers = [_answer(case_type, lengths, dutch) for case_type in case_types]

    @router.get("/case-types")
    async def list_case_types(principal: Annotated[Principal, allow(*READERS)]) -> Listing[CaseTypeAnswer]:
        """Every type of case: its states, actions, outcomes, causes, required fields and terms, and who sees it."""
        return listing(answers, None)

    return router


def _answer(case_type: CaseType, lengths: TermLengths, dutch: Dutch) -> CaseTypeAnswer:
    def words(name: str, codes: tuple[str, ...]) -> list[WordAnswer]:
        return [WordAnswer(code=code, text=dutch.word(name, code)) for code in codes]

    meeting = case_type.meeting
    return CaseTypeAnswer(
        case_type=case_type.name,
        text=dutch.word("case_type", case_type.name),
        version=case_type.version,
        prefix=case_type.prefix,
        at_school=case_type.at_school,
        opened_by=sorted(case_type.opened_by),
        states=list(case_type.states),
        actions=[action for action in Action if action not in case_type.without],
        outcomes=words("outcome", case_type.outcomes),
        causes=words("cause", case_type.causes),
        weight=case_type.weight,
        weights=dict(case_type.weights),
        checks=words("check", case_type.checks),
        report_codes=words("report", case_type.report_codes),
        assessment_requires=sorted(case_type.assessment_requires),
        closure_requires=sorted(case_type.closure_requires),
        closure_takes_reason=case_type.closes_with_text,
        closure_needs_approval=case_type.approval,
        respond_by_school_days=lengths.respond_by.get(case_type.name),
        terms=_terms(case_type, lengths),
        seen_by=sorted(case_type.seen_by),
        acted_on_by=sorted(case_type.acted_on_by),
        trajectory=case_type.trajectory,
        meeting=None
        if meeting is None
        else MeetingOfTypeAnswer(
            meeting_type=meeting.kind,
            required_roles=list(meeting.required_roles),
            optional_roles=list(meeting.optional_roles),
        ),
    )


def _terms(case_type: CaseType, lengths: TermLengths) -> dict[Status, int]:
    of_type = lengths.in_state.get(case_type.name, {})
    return {status: of_type[status] for status in Status if status in of_type}
