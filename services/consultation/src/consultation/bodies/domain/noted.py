"""What is noted of a session of a body: its agenda, its documents, what was decided and what was agreed to do."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from consultation.bodies.domain.body import Deciding
from consultation.domain.well_formed import require, require_line
from shared.domain.answers import Answer

_MOST_VOTES = 500


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """Something to talk about. `added_by` put it there: a contact, an organisation, or the `sub` of a token."""

    item_id: UUID
    text: str
    added_by: str
    added_at: datetime

    def __post_init__(self) -> None:
        require_line("text", self.text)


@dataclass(frozen=True, slots=True)
class Document:
    """A document at the address where it is kept, which begins with https."""

    title: str
    link: str

    def __post_init__(self) -> None:
        require_line("title", self.title)
        require_line("link", self.link)
        require(self.link.startswith("https://"), "link", "does not begin with https://")


@dataclass(frozen=True, slots=True)
class SessionReply:
    """What a contact who is called answers, or somebody for an organisation (`who`), and when."""

    who: str
    answer: Answer
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyDecision:
    """What a body decided. A decision by consensus has no votes; by majority more are for it than against it.

    `dissent` is what those say who do not agree, without names. Raises InvalidField.
    """

    decision_id: UUID
    text: str
    way: Deciding
    in_favour: int | None = None
    against: int | None = None
    abstained: int | None = None
    dissent: str = ""

    def __post_init__(self) -> None:
        require(bool(self.text.strip()), "text", "is empty")
        for name, votes in (("for", self.in_favour), ("against", self.against), ("abstained", self.abstained)):
            require(votes is None or 0 <= votes <= _MOST_VOTES, name, f"is 0 to {_MOST_VOTES}")
            absent = self.way is not Deciding.CONSENSUS or votes is None
            require(absent, name, "is a number of votes, which a decision by consensus has not")
        if self.way is Deciding.MAJORITY:
            require(self.in_favour is not None, "for", "is how many voted for it, which a majority has")
            require(self.against is not None, "against", "is how many voted against it, which a majority has")
            require((self.in_favour or 0) > (self.against or 0), "for", "is not more than against")


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyAction:
    """What a contact does, up to and with `due_on`; `done_on` is None until it is done."""

    action_id: UUID
    what: str
    owner: str
    due_on: date
    done_on: date | None = None

    def __post_init__(self) -> None:
        require_line("what", self.what)

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been done before today."""
        return self.done_on is None and self.due_on < today
