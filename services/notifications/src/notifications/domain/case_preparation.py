"""A notice about a case, made ready for its receiver."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from notifications.domain.case_story import CaseNews, CaseStory
from notifications.domain.directory import Contact
from notifications.domain.naming import Naming, pupil_label, school_label
from notifications.domain.notice import Notice
from notifications.domain.persons import Person, person_of
from notifications.domain.preparation import (
    Knowledge,
    Prepared,
    Ready,
    Receiver,
    Refusal,
    Void,
    Waits,
    reach,
)
from notifications.domain.views import (
    CaseForClb,
    CaseForCoach,
    CaseForCoordinator,
    CounsellorLabel,
    PupilLabel,
    SchoolLabel,
    View,
    WithdrawalForClb,
    WithdrawalForOthers,
)
from notifications.domain.vocabulary import NEWS, Reason
from shared.domain.roles import Role


def prepare_case_notice(notice: Notice, story: CaseStory, known: Knowledge) -> Prepared:
    """Find the receiver and what they may read. Of a school year that has ended nobody is told anything new."""
    news = story.news_at(notice.key.occasion)
    if news is None:
        return Waits(f"case:{story.case_id}")
    if notice.key.template in NEWS and news.school_year.ended(known.today):
        return Void(Reason.SCHOOL_YEAR_ENDED)
    receiver = _receiver(notice, news, known)
    if not isinstance(receiver, Receiver):
        return receiver
    views = _NEWS_VIEWS if notice.key.template in NEWS else _WITHDRAWAL_VIEWS
    view = views.get(receiver.role, views[Role.COORDINATOR])(_Material.of(notice, story, news, known))
    return view if isinstance(view, Waits | Void) else Ready(receiver, view)


def _receiver(notice: Notice, news: CaseNews, known: Knowledge) -> Receiver | Refusal:
    """The contact of the role, or the coordinator; who was told (or may have been) stays the receiver."""
    if notice.contact_id and notice.recipient_role and (notice.told or notice.corrects):
        contact = known.directory.get(notice.contact_id)
        return reach(contact, notice.recipient_role) if contact else Waits(f"contact:{notice.contact_id}")
    for role in (notice.role, Role.COORDINATOR):
        contact = known.directory.contact_for(news.school, role, known.today)
        if contact:
            return reach(contact, role)
        if not known.patience.for_role_over:
            break
    return Waits(f"role:{notice.role}:{news.school}")


@dataclass(frozen=True, slots=True)
class _Material:
    """What the views are cut from. Never goes to a template itself."""

    news: CaseNews
    link: str
    school: SchoolLabel
    counsellor: Contact | None
    awaited: UUID | None
    pupil: PupilLabel | None
    class_name: str | None
    meant_for: Role

    @classmethod
    def of(cls, notice: Notice, story: CaseStory, news: CaseNews, known: Knowledge) -> "_Material":
        counsellor = known.directory.contact_for(news.school, Role.COUNSELLOR, known.today)
        found = person_of(known.persons, news.person_id)
        person = found if isinstance(found, Person) else None
        return cls(
            news=news,
            link=known.links.case(story.case_id),
            school=school_label(news.school, counsellor),
            counsellor=counsellor,
            awaited=None if isinstance(found, Person) or known.patience.for_facts_over else found,
            pupil=pupil_label(person, news.pupil, news.school, Naming.FULL),
            class_name=person.class_at(news.school, news.pupil, known.today) if person else None,
            meant_for=notice.role,
        )


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
    )


def _for_coach(material: _Material) -> CaseForCoach:
    return CaseForCoach(material.news.reference, material.school, material.link)


def _for_coordinator(material: _Material) -> CaseForCoordinator:
    return CaseForCoordinator(material.news.reference, material.school, material.link, material.meant_for)


def _withdrawal_for_clb(material: _Material) -> WithdrawalForClb:
    news = material.news
    return WithdrawalForClb(news.reference, material.school, material.link, str(news.school_year), material.pupil)


def _withdrawal_for_others(material: _Material) -> WithdrawalForOthers:
    news = material.news
    return WithdrawalForOthers(news.reference, material.school, material.link, str(news.school_year))


_Views = dict[Role, Callable[[_Material], View | Waits | Void]]

_NEWS_VIEWS: _Views = {
    Role.CLB: _for_clb,
    Role.YOUTH_COACH: _for_coach,
    Role.COORDINATOR: _for_coordinator,
}

_WITHDRAWAL_VIEWS: _Views = {
    Role.CLB: _withdrawal_for_clb,
    Role.COORDINATOR: _withdrawal_for_others,
}
