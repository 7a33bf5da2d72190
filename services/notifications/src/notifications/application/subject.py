"""What a subject of notices says for itself: cases, meetings and whatever is told of next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from notifications.domain.agreements import Agreed
from notifications.domain.decision import Decision
from notifications.domain.examples import Examples, no_examples
from notifications.domain.notice import Notice
from notifications.domain.preparation import Knowledge, Needs, Prepared
from notifications.domain.telling import Tellings
from notifications.storage.stories import OpenStories

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Subject(Generic[S]):
    """A kind of things that people are told of; ``S`` is the story of such a thing: all that arrived about it.

    1. ``tellings``: who is told what, why, with which fields. ``templates``: the folder of its words.
    2. ``stories``: where the stories are kept.
    3. ``decide``: which notices a story asks for by what was agreed, and which notices no longer hold.
    4. ``needs``: what a notice is made of; None if its own news has not arrived. ``prepare``: makes it ready.
    5. ``still_holds``: whether a notice may be tried again.
    6. ``newest``: the newest version of it that arrived; None where a notice's occasion is no such version.
    7. ``unanswered``: the template by which the coordinator hears that nobody answered; None where nobody hears it.
    8. ``unreached``: the same, for what did not reach its receiver.
    9. ``examples``: invented data to try its texts with.
    """

    kind: str
    tellings: Tellings
    templates: Path
    stories: OpenStories[S]
    decide: Callable[[S, Sequence[Notice], Agreed], Decision]
    needs: Callable[[Notice, S], Needs | None]
    prepare: Callable[[Notice, S, Knowledge], Prepared]
    still_holds: Callable[[Notice, S], bool]
    newest: Callable[[S], int] | None = None
    unanswered: str | None = None
    unreached: str | None = None
    examples: Examples = no_examples

    def is_behind(self, story: S, notices: Sequence[Notice]) -> bool:
        """Whether a notice tells of what has not arrived again, as after a ledger was imported: so nothing follows."""
        if self.newest is None or not notices:
            return False
        return max(notice.key.occasion for notice in notices) > self.newest(story)


AnySubject = Subject[Any]
Subjects = Mapping[str, AnySubject]
