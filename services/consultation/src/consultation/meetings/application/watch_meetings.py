"""Time passes, and changes cross each other: all planned meetings are looked at again and again."""

from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.application.review_meetings import Review, review_meetings
from consultation.unit_of_work import Units
from shared.runtime.clock import Clock


async def watch_meetings(units: Units, *, rules: MeetingRules, clock: Clock) -> None:
    """Look once; each changed meeting is handled in a transaction of its own."""
    changed = []
    async with units() as uow:
        meetings = await uow.watch.due(clock.now())
        if not meetings:
            return
        review = await Review.begun(uow, rules, clock.now())
        for meeting in meetings:
            if await review.of(meeting) == meeting:
                uow.watch.fits(meeting)
            else:
                changed.append(meeting.meeting_id)
    for meeting_id in changed:
        async with units() as uow:
            await review_meetings(uow, [await uow.meetings.get(meeting_id)], rules=rules, clock=clock)
