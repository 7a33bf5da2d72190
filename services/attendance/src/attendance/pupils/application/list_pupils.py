"""List the pupils of schools, with what their persons' half days add up to."""

from attendance.pupils.domain.listed_pupil import ListedPupil, PupilFilter
from attendance.register.domain.mark import PupilKey
from attendance.unit_of_work import AttendanceUnitOfWork


async def list_pupils(
    uow: AttendanceUnitOfWork, wanted: PupilFilter, *, after: PupilKey | None = None, limit: int = 50
) -> list[ListedPupil]:
    """At most `limit` pupils by school and register number, from the pupil after `after`."""
    pupils = await uow.pupil_years.list(wanted, after, limit)
    persons = {pupil.person_id for pupil in pupils if pupil.person_id is not None}
    tallies = {
        tally.person_id: tally for tally in await uow.counts.tallies(persons) if tally.school_year == wanted.school_year
    }
    listed = []
    for pupil in pupils:
        tally = tallies.get(pupil.person_id) if pupil.person_id else None
        count, levels = (tally.count, tally.levels_of()) if tally else (0, ())
        listed.append(ListedPupil(pupil, wanted.school_year, count, levels))
    return listed
