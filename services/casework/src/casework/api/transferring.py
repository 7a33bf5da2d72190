"""A case goes on at another school, by hand."""

from fastapi import APIRouter

from casework.api.answers import CaseAnswer
from casework.api.bodies import TransferBody
from casework.api.case_change import Change
from casework.application.transfer_case import transfer_case
from casework.domain.person import Pupil
from casework.domain.states import Action
from casework.domain.terms import TermLengths
from casework.unit_of_work import CaseworkUnits
from shared.runtime.clock import Clock


def transferring_router(units: CaseworkUnits, *, clock: Clock, lengths: TermLengths) -> APIRouter:
    """POST of transfers."""
    router = APIRouter(tags=["cases"])

    @router.post("/cases/{case_id}/transfer")
    async def transfer(change: Change, body: TransferBody) -> CaseAnswer:
        """Transfer an open case to another school that its pupil is, was or will be enrolled at.

        An open case follows its pupil by itself. A case that was transferred by hand stays until a newer enrolment.
        """
        to = Pupil(body.school, body.pupil)
        async with change.of(units, Action.TRANSFER) as (uow, case):
            await transfer_case(uow, case, to, reason=body.reason, by=change.by, clock=clock, lengths=lengths)
            return await change.answer(uow, case)

    return router
