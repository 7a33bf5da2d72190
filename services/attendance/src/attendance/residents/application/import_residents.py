"""Import the municipality's list of resident children, and compare it with the enrolments."""

from collections.abc import Awaitable, Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from attendance.files.chunks import chunks
from attendance.register.application.attempts import attempt
from attendance.register.application.describe_persons import describe_persons
from attendance.residents.application.compare_enrolments import compare_enrolments
from attendance.residents.domain.outcomes import LineStatus, ListOutcome, ResidentLine
from attendance.residents.domain.resident import Control, ListedResident
from attendance.unit_of_work import AttendanceUnitOfWork, Units
from shared.domain.errors import InvalidField
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock

MOST_CHILDREN = 200_000

_TWICE = "insz: Is that of an earlier line of this file"
_OLDER = "a list of a later reference date has this child"


@dataclass(frozen=True, slots=True)
class ResidentList:
    """A file with a list, for one control: `read` gives its lines, each time from the first line.

    A `dry_run` answers what would become of the list and leaves nothing behind.
    """

    read: Callable[[], Iterator[ResidentLine]]
    control: Control
    dry_run: bool = False


ImportResidents = Callable[[ResidentList], Awaitable[ListOutcome]]
"""`import_residents` with the municipality's choices bound."""


async def import_residents(
    units: Units,
    file: ResidentList,
    *,
    clock: Clock,
    new_id: Callable[[], UUID],
    keep_school_years: int,
) -> ListOutcome:
    """Take over a list in chunks, each in one transaction, after reading it to its end.

    For a child on several lists of a school year, the list with the latest reference date counts. Of two lists with the
    same date the list that was imported last counts. A child that is missing from a later list stays. The same list
    again changes nothing.

    Raises InvalidField for:

    1. a broken file;
    2. a file of more than 200,000 lines;
    3. a reference date after today;
    4. a reference date in a school year that is not kept.
    """
    _require_kept(file.control, clock.today(), keep_school_years)
    await _look_through(file.read)
    taking = _Taking(file.control, clock, new_id, clock.now())
    async for lines in chunks(file.read):
        async with attempt(units, dry_run=file.dry_run) as uow:
            await taking.take(uow, lines)
    return taking.outcome


def _require_kept(control: Control, today: date, keep_school_years: int) -> None:
    if control.reference_date > today:
        raise InvalidField("reference_date", "lies after today")
    if control.school_year.start < SchoolYear.of(today).start - keep_school_years:
        raise InvalidField("school_year", "is not kept any more")


async def _look_through(read: Callable[[], Iterator[ResidentLine]]) -> None:
    number = 0
    async for lines in chunks(read):
        number += len(lines)
        if number > MOST_CHILDREN:
            raise InvalidField("body", f"has more than {MOST_CHILDREN} lines")


@dataclass
class _Taking:
    """One list on its way into the register."""

    control: Control
    clock: Clock
    new_id: Callable[[], UUID]
    imported_at: datetime
    outcome: ListOutcome = field(default_factory=ListOutcome)
    seen: set[bytes] = field(default_factory=set)

    async def take(self, uow: AttendanceUnitOfWork, lines: Sequence[ResidentLine]) -> None:
        """Take over a chunk of lines."""
        await uow.lock.hold()
        listed = await self._newest(uow, self._readable(lines))
        of_age = {child.resident.insz_key for child in listed if child.of_age}
        persons = await self._persons(uow, {child.resident.insz_key for child in listed}, of_age)
        compared = await compare_enrolments(uow, dict.fromkeys(persons.values()), clock=self.clock, new_id=self.new_id)
        missing = {
            child.person_id for child in compared if child.missing and child.school_year == self.control.school_year
        }
        not_enrolled = sum(persons[key] in missing for key in of_age)
        self.outcome.not_of_age += len(listed) - len(of_age)
        self.outcome.not_enrolled += not_enrolled
        self.outcome.enrolled += len(of_age) - not_enrolled

    def _readable(self, lines: Sequence[ResidentLine]) -> list[tuple[int, ListedResident]]:
        readable = []
        for line, resident, refused, completed in lines:
            if resident is None or resident.insz_key in self.seen:
                self.outcome.add(line, LineStatus.REJECTED, refused or _TWICE)
            else:
                self.seen.add(resident.insz_key)
                if completed:
                    self.outcome.complete(line)
                readable.append((line, self.control.listed(resident, self.imported_at)))
        return readable

    async def _newest(
        self, uow: AttendanceUnitOfWork, readable: Sequence[tuple[int, ListedResident]]
    ) -> list[ListedResident]:
        """Those that no list of a later reference date has, kept."""
        keys = {child.resident.insz_key for _, child in readable}
        listed = await uow.residents.known(self.control.school_year, keys)
        newest, changed = [], []
        for line, child in readable:
            before = listed.get(child.resident.insz_key)
            if not child.replaces(before):
                self.outcome.add(line, LineStatus.SUPERSEDED, _OLDER)
                continue
            newest.append(child)
            if child.says_the_same_as(before):
                self.outcome.add(line, LineStatus.UNCHANGED)
            else:
                self.outcome.add(line, LineStatus.ACCEPTED)
                changed.append(child)
        await uow.residents.save(changed)
        return newest

    async def _persons(self, uow: AttendanceUnitOfWork, keys: Set[bytes], of_age: Set[bytes]) -> dict[bytes, UUID]:
        """The persons of these children. A child of compulsory age gets a person; without a pupil it is described."""
        identities = await uow.persons.identities((), keys, self.new_id)
        identities.house(of_age)
        await uow.persons.save_identities(identities, self.imported_at)
        persons = {key: person for key in keys if (person := identities.person_with(key))}
        unenrolled = {person: identities.members[person] for person in persons.values()}
        unenrolled = {person: pupils for person, pupils in unenrolled.items() if not pupils}
        await describe_persons(uow, unenrolled, {}, causes=dict.fromkeys(unenrolled))
        return persons
