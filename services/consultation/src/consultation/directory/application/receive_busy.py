"""A contact's own calendar says when it is busy."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from consultation.directory.application.followers import Followed
from consultation.directory.domain.received_busy import ReceivedBusy
from consultation.domain.busy import Busy
from consultation.domain.intervals import Interval, Intervals, subtraction
from consultation.domain.local_time import local_day
from consultation.domain.versions import Expectation
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger

_NO_MEETING = UUID(int=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBusy:
    """The busy times that were sent: of events, and of free-busy answers. They lie on the days `first` to `last`."""

    events: Intervals
    free_busy: Intervals
    first: date
    last: date


async def receive_busy(
    uow: ConsultationUnitOfWork,
    contact_id: str,
    sent: SentBusy,
    *,
    expected: Expectation,
    followed: Followed,
    clock: Clock,
) -> ReceivedBusy:
    """Keep when a contact is busy, in the place of what was kept before; planned meetings then stay and say so.

    The contact's meetings come back in its own calendar: they make nobody busy. An event says that it is one of them
    by its UID, else by its very time. In a free-busy answer there is no telling, so their times are left out.
    Raises NotFound, and whatever `expected` raises where something was sent before.
    """
    async with followed(uow, contact_id):
        await uow.contacts.get(contact_id)
        before = await uow.busy_times.of(contact_id)
        if before.version:
            expected(before.version)
        meetings = await _own_meetings(uow, contact_id, sent)
        events = [time for time in sent.events if time not in meetings]
        busy = Busy.of([*events, *subtraction(sent.free_busy, meetings)])
        if before.version and busy == before.busy:
            received = replace(before, received_at=clock.now())
        else:
            received = ReceivedBusy(contact_id, busy, clock.now(), before.version + 1)
            uow.contacts.look_anew()
            get_logger().info("contact.busy_changed", aggregate_id=contact_id)
        await uow.busy_times.save(received)
        return received


async def forget_busy(uow: ConsultationUnitOfWork, contact_id: str, *, followed: Followed) -> None:
    """Keep no busy times of a contact any more; nothing happens if there are none. Raises NotFound."""
    async with followed(uow, contact_id):
        await uow.contacts.get(contact_id)
        await uow.busy_times.remove(contact_id)
        uow.contacts.look_anew()


def kept_days(clock: Clock, days: int) -> tuple[date, date]:
    """The first and the last of so many days from today on, whose busy times are kept."""
    today = local_day(clock.now())
    return today, today + timedelta(days=days)


async def _own_meetings(uow: ConsultationUnitOfWork, contact_id: str, sent: SentBusy) -> frozenset[Interval]:
    booked = await uow.meetings.busy([contact_id], first=sent.first, last=sent.last, but=_NO_MEETING)
    return frozenset(visit.time for visit in booked)
