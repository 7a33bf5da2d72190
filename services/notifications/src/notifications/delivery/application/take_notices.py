"""A notice's turn comes: gather what it is made of, and hand it to a worker, or let it wait."""

from dataclasses import dataclass
from datetime import timedelta

from notifications.application.clocks import Clocks
from notifications.application.subject import AnySubject
from notifications.domain.links import Links
from notifications.domain.notice import Notice
from notifications.domain.preparation import Knowledge, Needs, Patience, Prepared, Ready, Undeliverable, Void, Waits
from notifications.unit_of_work import NotificationsUnitOfWork

_LOOK_AGAIN_AT_FIRST = timedelta(seconds=1)
_LOOK_AGAIN_AT_LAST = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class TakingRules:
    """How long a worker may take (``lease``), and how long a notice waits.

    It waits for facts by the domain's clock. It waits for a contact of a role in real time, because the directory is
    only a moment behind.
    """

    links: Links
    lease: timedelta = timedelta(seconds=15)
    wait_for_facts: timedelta = timedelta(hours=24)
    wait_for_role: timedelta = timedelta(seconds=5)


async def take_notice(
    uow: NotificationsUnitOfWork, notice: Notice, *, subject: AnySubject, rules: TakingRules, clocks: Clocks
) -> Ready | None:
    """The receiver and the content, once the notice is with this worker; None when it does not go now."""
    story = await subject.stories(uow.connection).story(notice.key.about.id)
    needs = subject.needs(notice, story)
    knowledge = await _knowledge(uow, notice, needs=needs, rules=rules, clocks=clocks)
    prepared = subject.prepare(notice, story, knowledge)
    _move(notice, prepared, rules=rules, clocks=clocks)
    await uow.save(notice)
    return prepared if isinstance(prepared, Ready) else None


def _move(notice: Notice, prepared: Prepared, *, rules: TakingRules, clocks: Clocks) -> None:
    now, real_now = clocks.clock.now(), clocks.real_now()
    match prepared:
        case Ready(receiver=receiver):
            notice.hand_over(receiver.contact_id, receiver.role, real_now=real_now, lease=rules.lease)
        case Waits(fact=fact):
            waited = (real_now - notice.queued_at) / 4
            pause = min(max(waited, _LOOK_AGAIN_AT_FIRST), _LOOK_AGAIN_AT_LAST)
            notice.wait(fact, now, real_now + pause)
        case Void(reason=reason):
            notice.cancel(reason)
        case Undeliverable(contact_id=contact_id, role=role, reason=reason):
            notice.cannot_reach(contact_id, role, reason=reason, now=now)


async def _knowledge(
    uow: NotificationsUnitOfWork, notice: Notice, *, needs: Needs | None, rules: TakingRules, clocks: Clocks
) -> Knowledge:
    cases = await uow.cases.find(needs.cases) if needs else {}
    persons = {case.person_id for case in cases.values()} | (needs.persons if needs else frozenset())
    receivers = [contact_id for contact_id in (notice.contact_id, notice.key.slot) if contact_id]
    return Knowledge(
        earlier=tuple(await uow.notices.read(notice.corrects)),
        cases=cases,
        persons=await uow.persons.find(persons),
        directory=await uow.contacts.around(needs.school if needs else None, receivers),
        today=clocks.clock.today(),
        patience=_patience(notice, rules, clocks),
        links=rules.links,
    )


def _patience(notice: Notice, rules: TakingRules, clocks: Clocks) -> Patience:
    now = clocks.clock.now()
    waiting = now - (notice.waiting_since or now)
    return Patience(
        for_role_over=clocks.real_now() - notice.queued_at >= rules.wait_for_role,
        for_facts_over=waiting >= rules.wait_for_facts,
    )
