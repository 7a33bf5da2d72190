"""The receiver answers a notice."""

from dataclasses import dataclass
from uuid import UUID

from notifications.application.clocks import Clocks
from notifications.application.settle import settle
from notifications.application.subject import Subjects
from notifications.domain.notice import Notice
from notifications.domain.vocabulary import NoticeAnswer
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.domain.errors import NotFound


@dataclass(frozen=True, slots=True)
class AcknowledgeNotice:
    """Takes answers, and has told what follows from them."""

    subjects: Subjects
    clocks: Clocks

    async def __call__(
        self,
        uow: NotificationsUnitOfWork,
        notice_id: UUID,
        *,
        answer: NoticeAnswer | None = None,
        by: str | None = None,
    ) -> Notice:
        """Note it once; again changes nothing. Without ``answer`` the notice was read; ``by`` is who answers, if known.

        Raises NotFound, also for a notice to somebody else; IllegalTransition when it was not sent; InvalidField for an
        answer that is not the receiver's.
        """
        read = await uow.notices.read([notice_id])
        if not read or (by and read[0].contact_id != by):
            raise NotFound("notification", notice_id)
        about = read[0].key.about
        await uow.load_stories([about])
        notice = next((notice for notice in await uow.notices.of(about) if notice.id == notice_id), None)
        if notice is None:
            raise NotFound("notification", notice_id)
        notice.acknowledge(self.clocks.clock.now(), answer)
        if notice.events:
            uow.save(notice)
            await settle(uow, self.subjects[about.kind], about.id, clocks=self.clocks)
        return notice
