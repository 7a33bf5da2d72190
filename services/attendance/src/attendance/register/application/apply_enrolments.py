"""Apply enrolments: enrol and withdraw pupils, find the persons behind them, and count again what that changes."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from attendance.circumstances import Circumstances
from attendance.mass_causes.application.hold_mass_causes import hold_after_enrolments
from attendance.register.application.close_for import close_for
from attendance.register.application.describe_persons import describe_persons
from attendance.register.application.results import Result
from attendance.register.domain.causes import Cause, Causes
from attendance.register.domain.enrolment import Enrolment, ImplicitEnrolment, Withdrawal
from attendance.register.domain.enrolment_report import EnrolmentReport
from attendance.register.domain.events import PersonMerged
from attendance.register.domain.person import PupilIdentity
from attendance.register.domain.registration import Outcome, Registration
from attendance.register.domain.school_days import SchoolDays
from attendance.residents.application.compare_enrolments import compare_enrolments
from attendance.rules.application.count_persons import count_persons
from attendance.unit_of_work import AttendanceUnitOfWork


async def apply_enrolments(
    uow: AttendanceUnitOfWork, reports: Sequence[EnrolmentReport], circumstances: Circumstances
) -> list[Result]:
    """Apply these reports, whatever their order; the results are in theirs.

    Reports with the same cause (or with none) are one list: of two enrolments from the same day with equal
    `recorded_at` the later one holds. A withdrawal without an enrolment to end or annul is `pending`.
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
    await uow.registrations.save(registrations, circumstances.clock.now())
    await close_for(uow, registrations, SchoolDays(await uow.calendars.own({report.school for report in reports})))
    touched = await uow.classes.refresh(registrations.keys())

    causes = {ids[report.school, report.pupil]: report.cause for report in reports}
    persons = await _find_persons(uow, registrations, causes, circumstances)
    await uow.marks.judge_enrolment(registrations.keys())
    counted = {person: Causes.of(cause) for person, cause in persons.items()}
    of_schools = {report.school: report.cause for report in reports}
    await hold_after_enrolments(uow, touched, of_schools, counted, circumstances)
    await count_persons(uow, counted, circumstances)
    await compare_enrolments(uow, persons, circumstances)
    await uow.early_signals.look_at(registrations.keys())
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
    circumstances: Circumstances,
) -> dict[UUID, Cause]:
    """The persons concerned, each with a cause: those of these pupils, and those that pupils have left."""
    pupils = [PupilIdentity(id_, one.insz_key) for id_, one in registrations.items() if one.is_enrolled_ever]
    keys = {pupil.insz_key for pupil in pupils if pupil.insz_key is not None}
    identities = await uow.persons.identities(registrations.keys(), keys, circumstances.new_id)
    concerned = {identities.person_of[id_]: causes[id_] for id_ in registrations if id_ in identities.person_of}
    identities.settle(pupils)
    await uow.persons.save_identities(identities, circumstances.clock.now())
    await uow.signals.follow_pupils(identities.moved)
    await uow.shadow_signals.follow_pupils(identities.moved)

    concerned |= {identities.person_of[pupil.pupil_id]: causes[pupil.pupil_id] for pupil in pupils}
    for person, into in identities.merged.items():
        uow.add(PersonMerged(person, into), caused_by=concerned.pop(person))
    await describe_persons(uow, {person: identities.members[person] for person in concerned}, registrations, concerned)
    return concerned
