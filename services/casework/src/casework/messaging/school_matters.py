"""Questions about whole classes, and schools that fell silent."""

from collections.abc import Sequence

from casework.application.follow_school_matter import follow_school_matter
from casework.domain.school_matter import MatterKind, SchoolMatter
from casework.unit_of_work import CaseworkUnitOfWork
from shared.contracts.attendance_signals import FeedHeard, FeedSilent, QuestionAnswered, QuestionAsked
from shared.messaging.keys import Key
from shared.messaging.parsing import Received
from shared.messaging.subscriptions import On, on
from shared.runtime.clock import BRUSSELS


def school_matter_handlers() -> Sequence[On[CaseworkUnitOfWork]]:
    """What handles them."""
    return (
        on(QuestionAsked, on_question, keys=_question),
        on(QuestionAnswered, on_question, keys=_question),
        on(FeedSilent, on_feed_silent, keys=_silence, only=lambda data: data.silence_id is not None),
        on(FeedHeard, on_feed_heard, keys=_silence),
    )


async def on_question(uow: CaseworkUnitOfWork, event: Received[QuestionAsked] | Received[QuestionAnswered]) -> None:
    """A question waits for an answer, or no more."""
    data = event.data
    matter = SchoolMatter(data.question_id, MatterKind.CLASS_QUESTION, data.school, data.date, data.half_day)
    waits = isinstance(data, QuestionAsked)
    await follow_school_matter(uow, matter, waits=waits, sequence=event.envelope.version)


async def on_feed_silent(uow: CaseworkUnitOfWork, event: Received[FeedSilent]) -> None:
    """A school fell silent. A silence without an id would never be told to have ended."""
    data = event.data
    assert data.silence_id is not None
    since = data.silent_from or data.concluded_at.astimezone(BRUSSELS).date()
    matter = SchoolMatter(data.silence_id, MatterKind.SILENT_SCHOOL, data.school, since)
    await follow_school_matter(uow, matter, waits=True, sequence=event.envelope.version)


async def on_feed_heard(uow: CaseworkUnitOfWork, event: Received[FeedHeard]) -> None:
    """A silence has ended."""
    data = event.data
    since = data.concluded_at.astimezone(BRUSSELS).date()
    matter = SchoolMatter(data.silence_id, MatterKind.SILENT_SCHOOL, data.school, since)
    await follow_school_matter(uow, matter, waits=False, sequence=event.envelope.version)


def _question(data: QuestionAsked | QuestionAnswered) -> Sequence[Key]:
    return [Key("school-matter", str(data.question_id))]


def _silence(data: FeedSilent | FeedHeard) -> Sequence[Key]:
    return [Key("school-matter", str(data.silence_id))]
