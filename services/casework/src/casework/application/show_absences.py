"""Show who is away or will be, and who has the work meanwhile."""

from collections import Counter
from dataclasses import dataclass

from casework.domain.absence import Absence, Absences
from casework.unit_of_work import CaseworkUnitOfWork
from shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class ShownAbsence:
    """An absence; ``cases`` is how many open cases the person has.

    ``stands_in`` is who has the work today: None before the absence begins, and where nobody does. ``is_passed_on``:
    that is somebody else than the deputy, who is away too.
    """

    absence: Absence
    cases: int
    has_begun: bool
    stands_in: str | None
    is_passed_on: bool


async def show_absences(uow: CaseworkUnitOfWork, *, clock: Clock) -> list[ShownAbsence]:
    """The absences that go on or are still to come, the first that begins in front."""
    today = clock.today()
    absences = await uow.absences.ending_from(today)
    names = await uow.workers.same_persons()
    now = Absences((absence for absence in absences if absence.first_day <= today), names)
    cases = Counter[str]()
    for part in await uow.caseloads.parts() if absences else ():
        if part.assignee is not None:
            cases[names.person(part.assignee)] += part.cases
    shown: list[ShownAbsence] = []
    for absence in sorted(absences, key=lambda item: (item.first_day, item.worker)):
        has_begun = absence.first_day <= today
        stands_in = now.stand_in(absence.worker) if has_begun else None
        passed_on = stands_in is not None and stands_in != names.person(absence.deputy or "")
        load = cases[names.person(absence.worker)]
        shown.append(ShownAbsence(absence, load, has_begun=has_begun, stands_in=stands_in, is_passed_on=passed_on))
    return shown
