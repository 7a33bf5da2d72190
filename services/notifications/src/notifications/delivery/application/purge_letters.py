"""Letters leave the print queue some time after they were printed, and soon after a person in them is erased."""

import asyncio
from datetime import datetime, timedelta

from notifications.application.subject import Subjects
from notifications.delivery.application.gather import Gathered, gather
from notifications.domain.notice import Notice
from notifications.storage.print_queue import PrintQueue
from notifications.unit_of_work import NotificationsUnits
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def purge_letters(
    units: NotificationsUnits, *, queue: PrintQueue, subjects: Subjects, clock: Clock, kept_for: timedelta
) -> None:
    """Remove the letters that were printed longer ago than this, and those of erased persons, printed or not.

    What no notice is known of stays. A folder that is away is looked at the next time.
    """
    log = get_logger()
    try:
        notice_ids = await asyncio.to_thread(lambda: list(queue.notice_ids()))
        async with units() as uow:
            notices = await uow.notices.read(notice_ids)
            gathered = await gather(uow, notices, subjects)
        before = clock.now() - kept_for
        over = [
            notice.id for notice in notices if _is_over(notice, before) or _is_of_erased(notice, gathered, subjects)
        ]
        await asyncio.to_thread(queue.remove, over)
    except OSError as error:
        log.warning("letter.unavailable", exc_info=error)
        return
    if over:
        log.info("letter.purged", purged=len(over))


def _is_over(notice: Notice, before: datetime) -> bool:
    return notice.printed_at is not None and notice.printed_at < before


def _is_of_erased(notice: Notice, gathered: Gathered, subjects: Subjects) -> bool:
    about = notice.key.about
    needs = subjects[about.kind].needs(notice, gathered.stories[about])
    if needs is None:
        return False
    of_cases = {gathered.cases[case_id].person_id for case_id in needs.cases if case_id in gathered.cases}
    persons = [gathered.persons.get(person_id) for person_id in needs.persons | of_cases]
    return any(person is not None and person.erased for person in persons)
