"""Apply enrolments: enrol and withdraw pupils, find the persons behind them, and count again what that changes."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from attendance.register.application.close_for import close_for
from attendance.register.application.consequences import Consequences, follow
from attendance.register.application.describe_persons import describe_persons
from attendance.register.application.results import Result
from attendance.register.domain.causes import Cause, Causes
from attendance.register.domain.change import Change, EnrolmentsApplied
from attendance.register.domain.enrolment import Enrolment, ImplicitEnrolment, Withdrawal
from attendance.register.domain.enrolment_report import EnrolmentReport
from attendance.register.domain.events import PersonMerged
from attendance.register.domain.person import PupilIdentity
from attendance.register.domain.registration import Outcome, Registration
from attendance.register.domain.school_days import SchoolDays
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.runtime.clock import Clock

ApplyEnrolments = Callable[[AttendanceUnitOfWork, Sequence[EnrolmentReport]], Awaitable[list[Result]]]
"""`apply_enrolments` with the municipality's choices bound."""


async def apply_enrolments(
    uow: AttendanceUnitOfWork,
    reports: Sequence[EnrolmentReport],
    *,
    clock: Clock,
    new_id: Callable[[], UUID],
    consequences: Consequences,
) -> list[Result]:
    """Apply these reports, whatever their order; the results are in theirs.

    Reports with the same cause (or without a cause) are one list. Of two enrolments from the same day with equal
    `recorded_at`, the later enrolment in the list holds. A withdrawal without an enrolment to end or annul is
    `pending`.
    """
    if not reports:
        return []
    await uow.lock.hold()
    ids = await uow.pupils.ids_of({(report.school, report.pupil) for report in reports})
    registrations = await uow.registrations.load(ids.values())
    overtaken = _overtaken(reports)
    results = [
        Result(Outcome.SUPERSEDED)
        if index in overtaken
        else _apply(registrations[ids[report.school, report.pupil]], report)
        for index, report in enumerate(reports)
    ]
    await uow.registrations.save(registrations, clock.now())
    await close_for(uow, registrations, SchoolDays(await uow.calendars.own({report.school for report in reports})))

    causes = {ids[report.school, report.pupil]: report.cause for report in reports}
    persons, moved = await _find_persons(uow, registrations, causes, at=clock.now(), new_id=new_id)
    await uow.marks.judge_enrolment(registrations.keys())
    schools = {report.school: report.cause for report in reports}
    change = Change(
        counted={person: Causes.of(cause) for person, cause in persons.items()},
        pupils=set(registrations),
        enrolments=EnrolmentsApplied(registrations.keys(), persons, schools, moved),
    )
    await follow(uow, change, consequences)
    return results


def _overtaken(reports: Sequence[EnrolmentReport]) -> set[int]:
    """The indexes of enrolments that a later one of their list, recorded at the same time, replaces."""
    last: dict[tuple[object, ...], list[tuple[int, Enrolment]]] = {}
    overtaken: set[int] = set()
    for index, (school, pupil, change, cause) in enumerate(reports):
        if isinstance(change, Enrolment):
            same = last.setdefault((id(cause), school, pupil, change.valid_from, change.recorded_at), [])
            if same and not same[-1][1].says_the_same_as(change):
                overtaken.update(earlier for earlier, _ in same)
                same.clear()
            same.append((index, change))
    return overtaken


def _apply(registration: Registration, report: EnrolmentReport) -> Result:
    match report.change:
        case Enrolment() as enrolment:
            return Result(registration.enrol(enrolment))
        case ImplicitEnrolment() as assumed:
            return Result(registration.assume(assumed))
        case Withdrawal() as withdrawal:
            outcome = registration.withdraw(withdrawal)
            return Result(outcome, "no-enrolment" if outcome is Outcome.PENDING else None)


async def _find_persons(
    uow: AttendanceUnitOfWork,
    registrations: Mapping[int, Registration],
    causes: Mapping[int, Cause],
    *,
    at: datetime,
    new_id: Callable[[], UUID],
) -> tuple[dict[UUID, Cause], Collection[int]]:
    """The persons concerned, each with a cause, and the pupils that moved to another person.

    Concerned are the persons of these pupils, and those that pupils have left.
    """
    pupils = [
        PupilIdentity(pupil_id, registration.insz_key)
        for pupil_id, registration in registrations.items()
        if registration.is_enrolled_ever
    ]
    keys = {pupil.insz_key for pupil in pupils if pupil.insz_key is not None}
    identities = await uow.persons.identities(registrations.keys(), keys, new_id)
    person_of = identities.person_of
    concerned = {person_of[pupil_id]: causes[pupil_id] for pupil_id in registrations if pupil_id in person_of}
    identities.settle(pupils)
    await uow.persons.save_identities(identities, at)

    concerned |= {identities.person_of[pupil.pupil_id]: causes[pupil.pupil_id] for pupil in pupils}
    for person, into in identities.merged.items():
        uow.add(PersonMerged(person, into), caused_by=concerned.pop(person))
    await describe_persons(
        uow, {person: identities.members[person] for person in concerned}, registrations, causes=concerned
    )
    return concerned, identities.moved
