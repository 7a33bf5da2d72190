"""Ask a watch: casework wants to know whether a pupil keeps coming to school."""

from dataclasses import replace

from attendance.unit_of_work import AttendanceUnitOfWork
from attendance.watches.domain.watch import Watch


async def ask_watch(uow: AttendanceUnitOfWork, watch: Watch) -> None:
    """Watch this from now on, instead of what was asked for the case before; what is older than that changes nothing.

    The watch is of the person that the person is by now. Of a person who is not known, or erased, nothing is kept.
    """
    person_id = await uow.watches.current_person(watch.person_id)
    if person_id is None:
        outcome = "unknown-person"
    else:
        outcome = "watched" if await uow.watches.ask(replace(watch, person_id=person_id)) else "outdated"
    uow.log("attendance.watch_asked", case_id=watch.case_id, sequence=watch.version, outcome=outcome)
