"""Why a level stands, as far as the caller may see it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from attendance.register.api.rights import Sight
from attendance.rules.api.signal_answers import SignalAnswer, signal_answer
from attendance.rules.application.show_signals import list_signals
from attendance.rules.domain.rule import LevelRule
from attendance.rules.domain.signal import Signal, SignalFilter
from attendance.unit_of_work import AttendanceUnitOfWork
from attendance.web.heat_map import Slot
from attendance.web.words import rule_in_words
from shared.domain.school_year import SchoolYear

_MOST = 1000


@dataclass(frozen=True, slots=True)
class Explained:
    """A standing level in words. `here` are the half days it rests on at this school, `elsewhere` how many others.

    `since` and `reached_on` are None for a caller who sees level and count alone.
    """

    level: int
    count: int
    rule: str
    reached_on: date | None = None
    here: tuple[Slot, ...] = ()
    elsewhere: int = 0

    @property
    def since(self) -> date | None:
        """The first of the half days at this school."""
        return min((day for day, _ in self.here), default=None)


async def explained_levels(
    uow: AttendanceUnitOfWork, sight: Sight, person_id: UUID | None, *, school_year: SchoolYear, at: tuple[str, str]
) -> list[Explained]:
    """The levels of a person that stand in a school year, highest first; `at` is the school and register number."""
    if person_id is None:
        return []
    wanted = SignalFilter(person_id, status="standing", schools=sight.schools)
    signals = await list_signals(uow, wanted, limit=_MOST)
    rules = {(rule.name, rule.version): rule for rule in (await uow.rules.all() if signals else ())}
    of_year = (signal for signal in signals if signal.school_year == school_year)
    explained = [_explained(sight, signal, rules.get((signal.rule, signal.rule_version)), at=at) for signal in of_year]
    return sorted(explained, key=lambda item: item.level, reverse=True)


def counted(explained: Iterable[Explained]) -> Collection[Slot]:
    """The half days at this school that any of these levels rests on."""
    return frozenset(slot for item in explained for slot in item.here)


def _explained(sight: Sight, signal: Signal, rule: LevelRule | None, *, at: tuple[str, str]) -> Explained:
    answer = signal_answer(sight, signal)
    words = rule_in_words(rule, signal.level)
    if not isinstance(answer, SignalAnswer):
        return Explained(answer.level, answer.count, words)
    here = tuple((item.date, item.half_day) for item in answer.explanation.half_days if (item.school, item.pupil) == at)
    return Explained(answer.level, answer.count, words, answer.reached_on, here, answer.count - len(here))
