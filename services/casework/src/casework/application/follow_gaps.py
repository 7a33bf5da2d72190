"""No enrolment is known of a child, or one is known after all: the case follows."""

from casework.application.living_person import hold_living
from casework.application.open_by_gap import OpenByGap
from casework.application.ports import CaseworkUnit
from casework.domain.enrolment_gap import EnrolmentGap
from casework.domain.timeline import Cause


class FollowGaps:
    """Keeps what attendance said, in whatever order it comes, and lets a case follow from all of it."""

    def __init__(self, cases: OpenByGap) -> None:
        self._cases = cases

    async def missing(self, uow: CaseworkUnit, said: EnrolmentGap, cause: Cause) -> None:
        """No enrolment is known; that one was found may have come before it."""
        person_id = await hold_living(uow, said.person_id)
        known = await uow.enrolment_gaps.get(said.signal_id)
        if known and known.gap.missing:
            return
        await self._cases.place(uow, person_id, known.gap.joined(said) if known else said, cause)

    async def found(self, uow: CaseworkUnit, said: EnrolmentGap, cause: Cause) -> None:
        """An enrolment is known after all; that none was known may come after this."""
        await hold_living(uow, said.person_id)
        known = await uow.enrolment_gaps.get(said.signal_id)
        if known is None:
            await uow.enrolment_gaps.save(None, said)
        elif known.case_id is None:
            await uow.enrolment_gaps.save(None, known.gap.joined(said))
        elif not known.gap.found:
            case = await uow.cases.locked_not_enrolled(known.case_id)
            case.lose(known.gap.joined(said), cause)
            await uow.save(case)
