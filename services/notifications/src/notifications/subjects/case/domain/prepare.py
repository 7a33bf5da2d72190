"""A notice about a case, made ready for its receiver."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from notifications.domain import receivers
from notifications.domain.directory import Contact
from notifications.domain.labels import CounsellorLabel, PupilLabel, SchoolLabel
from notifications.domain.naming import pupil_label, school_label
from notifications.domain.notice import Notice
from notifications.domain.persons import Person, person_of
from notifications.domain.preparation import (
    Knowledge,
    Needs,
    Prepared,
    Ready,
    Receiver,
    Undeliverable,
    Void,
    Waits,
)
from notifications.domain.silence import first_slot, is_rung, names_receiver
from notifications.domain.telling import Naming
from notifications.domain.vocabulary import Reason
from notifications.subjects.case.domain.facts import CaseEscalation, CaseNews, EscalationWithdrawal
from notifications.subjects.case.domain.status import status_at
from notifications.subjects.case.domain.story import CaseStory
from notifications.subjects.case.domain.tellings import TELLINGS
from notifications.subjects.case.domain.views import (
    CaseForCareCoordinator,
    CaseForClb,
    CaseForCoach,
    CaseForCoordinator,
    CaseForSchool,
    CaseOfReceiver,
    CaseToWorkOn,
    EndForClb,
    EndForOthers,
)
from notifications.subjects.case.domain.vocabulary import NEWS, OF_RECEIVERS, WORK, CaseTemplate, CaseWord
from notifications.subjects.case.domain.work import receiver_of
from shared.domain.roles import Role

View = (
    CaseForCareCoordinator
    | CaseForClb
    | CaseForCoach
    | CaseForCoordinator
    | CaseForSchool
    | CaseOfReceiver
    | CaseToWorkOn
    | EndForClb
    | EndForOthers
)

_OF_WHOLE_CASE = WORK | {CaseTemplate.CLOSED, CaseTemplate.STATUS}
_OF_THIS_YEAR = NEWS | _OF_WHOLE_CASE


def needs(notice: Notice, story: CaseStory) -> Needs | None:
    """The pupil, and the contacts of the school it was told of: a case may have gone on at another school since.

    None if the news itself has not arrived.
    """
    news = _news_of(notice, story)
    return Needs(school=news.school, persons=frozenset({news.person_id})) if news else None


def prepare(notice: Notice, story: CaseStory, knowledge: Knowledge) -> Prepared:
    """Find the receiver and what they may read. Of a school year that has ended nobody is told anything new."""
    news = _news_of(notice, story)
    if news is None:
        return Waits(f"case:{story.case_id}")
    if notice.key.template in _OF_THIS_YEAR and news.school_year.ended(knowledge.today):
        return Void(Reason.SCHOOL_YEAR_ENDED)
    receiver = _receiver_of(notice, news.school, knowledge)
    if not isinstance(receiver, Receiver):
        return receiver
    telling = TELLINGS.to(notice.key.template, receiver.role)
    view = _CUTS[telling.view](_Material.of(notice, story, news=news, knowledge=knowledge, naming=telling.naming))
    return view if isinstance(view, Waits | Void) else Ready(receiver, telling, view)


def _news_of(notice: Notice, story: CaseStory) -> CaseNews | None:
    """What the notice tells, takes back, or tells the end of."""
    if notice.key.template in _OF_WHOLE_CASE:
        return story.last_news_at(notice.key.occasion)
    return story.news_at(notice.key.occasion)


def _receiver_of(notice: Notice, school: str, knowledge: Knowledge) -> Receiver | Waits | Undeliverable | Void:
    if notice.key.template == CaseTemplate.CLOSED or names_receiver(notice.key.slot):
        return receivers.who_was_told(notice, knowledge)
    if notice.key.template in WORK and notice.role is Role.CASEWORKER:
        return receivers.who_has_it(notice, knowledge)
    if notice.corrects:
        return receivers.of_the_role(notice, school, knowledge)
    telling = TELLINGS.to(notice.key.template, notice.role)
    return receivers.of_the_role(notice, school, knowledge, stood_in=telling.stood_in)


@dataclass(frozen=True, slots=True)
class _Material:
    """What the views are cut from. Never goes to a text itself."""

    news: CaseNews
    link: str
    school: SchoolLabel
    counsellor: Contact | None
    awaited: UUID | None
    pupil: PupilLabel | None
    class_name: str | None
    meant_for: Role
    level: int | None
    due_on: date | None
    status: CaseWord | None

    @classmethod
    def of(
        cls, notice: Notice, story: CaseStory, *, news: CaseNews, knowledge: Knowledge, naming: Naming
    ) -> "_Material":
        counsellor = knowledge.directory.contact_for(news.school, Role.COUNSELLOR, knowledge.today)
        person = person_of(knowledge.persons, news.person_id)
        arrived = person if isinstance(person, Person) else None
        school = school_label(news.school, knowledge.directory, counsellor)
        return cls(
            news=news,
            link=knowledge.links.to_case(story.case_id, news.reference),
            school=school,
            counsellor=counsellor,
            awaited=None if isinstance(person, Person) or knowledge.patience.for_facts_over else person,
            pupil=pupil_label(arrived, number=news.pupil, school=school, naming=naming),
            class_name=arrived.class_at(news.school, news.pupil, knowledge.today) if arrived else None,
            meant_for=_meant_for(notice),
            level=_level_of(news, story),
            due_on=next((term.due_on for term in story.terms if term.sequence == notice.key.occasion), None),
            status=status_at(story, notice.key.occasion),
        )


def _meant_for(notice: Notice) -> Role:
    """The role that was to be told: another than the receiver's where the notice tells what became of one."""
    if notice.key.template in OF_RECEIVERS:
        return Role(receiver_of(notice.key.slot))
    return Role(first_slot(notice.key.slot)) if is_rung(notice.key.slot) else notice.role


def _level_of(news: CaseNews, story: CaseStory) -> int | None:
    """The level that was reached, unless the whole school year of it is taken back."""
    taken_back = story.taken_back_by(news.sequence)
    if not isinstance(news, CaseEscalation) or isinstance(taken_back, EscalationWithdrawal):
        return None
    return news.level


def _for_clb(material: _Material) -> CaseForClb | Waits | Void:
    news, counsellor = material.news, material.counsellor
    if material.awaited:
        return Waits(f"person:{material.awaited}")
    if material.pupil is None:
        return Void(Reason.PERSON_ERASED)
    return CaseForClb(
        reference=news.reference,
        school=material.school,
        link=material.link,
        pupil=material.pupil,
        class_name=material.class_name,
        count=news.count,
        half_days=tuple(sorted(set(news.half_days))),
        counsellor=CounsellorLabel(counsellor.name, counsellor.email) if counsellor else None,
        school_year=str(news.school_year),
        level=material.level,
        is_new_year=isinstance(news, CaseEscalation) and news.is_new_year,
    )


def _for_care_coordinator(material: _Material) -> CaseForCareCoordinator | Waits | Void:
    if material.awaited:
        return Waits(f"person:{material.awaited}")
    if material.pupil is None:
        return Void(Reason.PERSON_ERASED)
    return CaseForCareCoordinator(
        reference=material.news.reference,
        school=material.school,
        link=material.link,
        pupil=material.pupil,
        class_name=material.class_name,
    )


def _for_coach(material: _Material) -> CaseForCoach:
    return CaseForCoach(material.news.reference, material.school, material.link)


def _for_coordinator(material: _Material) -> CaseForCoordinator:
    return CaseForCoordinator(
        reference=material.news.reference, school=material.school, link=material.link, missing=material.meant_for
    )


def _to_work_on(material: _Material) -> CaseToWorkOn:
    return CaseToWorkOn(material.news.reference, material.school, material.link, material.due_on)


def _of_receiver(material: _Material) -> CaseOfReceiver:
    return CaseOfReceiver(material.news.reference, material.school, material.link, material.meant_for)


def _for_school(material: _Material) -> CaseForSchool:
    return CaseForSchool(material.news.reference, material.school, material.status)


def _end_for_clb(material: _Material) -> EndForClb:
    return EndForClb(
        reference=material.news.reference,
        school=material.school,
        link=material.link,
        school_year=str(material.news.school_year),
        pupil=material.pupil,
        level=material.level,
    )


def _end_for_others(material: _Material) -> EndForOthers:
    return EndForOthers(
        reference=material.news.reference,
        school=material.school,
        link=material.link,
        school_year=str(material.news.school_year),
    )


_CUTS: dict[type, Callable[[_Material], View | Waits | Void]] = {
    CaseForCareCoordinator: _for_care_coordinator,
    CaseForClb: _for_clb,
    CaseForCoach: _for_coach,
    CaseForCoordinator: _for_coordinator,
    CaseForSchool: _for_school,
    CaseOfReceiver: _of_receiver,
    CaseToWorkOn: _to_work_on,
    EndForClb: _end_for_clb,
    EndForOthers: _end_for_others,
}
