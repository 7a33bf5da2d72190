"""A notice made again, to see what its receiver reads."""

from datetime import datetime

from notifications.application.subject import Subjects
from notifications.delivery.application.gather import gather
from notifications.domain.links import Links
from notifications.domain.notice import Notice
from notifications.domain.preparation import Knowledge, Patience, Prepared
from notifications.unit_of_work import NotificationsUnitOfWork


async def notice_again(
    uow: NotificationsUnitOfWork, notice: Notice, *, subjects: Subjects, links: Links, now: datetime
) -> Prepared:
    """The notice as it would be made at the moment it was sent, of what is known now; of what waits, as it would go.

    What was sent is not kept: a copy of it would be one more place with names of children. So a name, counsellor or
    place that changed since is the new one.
    """
    gathered = await gather(uow, [notice], subjects)
    about, moment = notice.key.about, notice.sent_at or now
    knowledge = Knowledge(
        earlier=gathered.earlier_of(notice),
        cases=gathered.cases,
        persons=gathered.persons,
        directory=gathered.directory,
        today=moment.date(),
        now=moment,
        patience=Patience(for_role_over=True, for_facts_over=True),
        links=links,
    )
    return subjects[about.kind].prepare(notice, gathered.stories[about], knowledge)
