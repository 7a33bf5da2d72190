"""Whose records a caller may write, and what a caller may see of whose."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from shared.copies.contacts import Directory, visible_schools
from shared.domain.roles import Role
from shared.runtime.http import Principal, Problem, allow

Recorder = Annotated[Principal, allow(Role.SCHOOL, Role.COORDINATOR, Role.OPERATOR)]
"""Who writes marks, enrolments, files and calendars; a school its own only."""

Reader = Annotated[Principal, allow(Role.SCHOOL, Role.COUNSELLOR, Role.CLB, Role.CASEWORKER, Role.COORDINATOR)]
"""Who reads attendance and signals: each of its own schools, the CLB level and count only."""

MarkReader = Annotated[Principal, allow(Role.SCHOOL, Role.COUNSELLOR, Role.CASEWORKER, Role.COORDINATOR)]
"""Who reads single marks and exports, each of its own schools; a CLB contact gets level and count alone."""

EarlySignalReader = Annotated[Principal, allow(Role.SCHOOL, Role.COUNSELLOR, Role.CASEWORKER, Role.COORDINATOR)]
"""Who reads early signals, each of its own schools: they have no level or count that a CLB contact could get."""

FiguresReader = Annotated[Principal, allow(Role.SCHOOL, Role.CASEWORKER, Role.COORDINATOR)]
"""Who reads yearly figures; a school its own only."""

QuestionReader = Annotated[Principal, allow(Role.SCHOOL, Role.COUNSELLOR, Role.CASEWORKER, Role.COORDINATOR)]
"""Who reads questions about mass causes, each of its own schools."""

Answerer = Annotated[Principal, allow(Role.SCHOOL, Role.CASEWORKER, Role.COORDINATOR)]
"""Who answers them; a school those about itself."""

SilenceReader = Annotated[Principal, allow(Role.SCHOOL, Role.CASEWORKER, Role.COORDINATOR, Role.OPERATOR)]
"""Who reads about silent half days of schools; a school its own."""

SchoolReader = Annotated[Principal, allow(Role.SCHOOL, Role.CASEWORKER, Role.COORDINATOR)]
"""Who reads silences, marks and questions of a school together; a school its own."""

Registrar = Annotated[Principal, allow(Role.SCHOOL, Role.COORDINATOR)]
"""Who both reads and writes the records of single pupils; a school its own only."""

Anyone = Annotated[Principal, allow(*(role for role in Role if role is not Role.PARTNER))]
"""Who reads rules and calendars."""

Coordinator = Annotated[Principal, allow(Role.COORDINATOR)]
"""Who decides on the rules."""

ListBringer = Annotated[Principal, allow(Role.COORDINATOR, Role.OPERATOR)]
"""Who brings the municipality's list of resident children."""

Municipal = Annotated[Principal, allow(Role.CASEWORKER, Role.COORDINATOR)]
"""Who reads what is the municipality's alone: which children are not known to be enrolled, schools side by side."""

_LEVEL_AND_COUNT_ONLY = frozenset({Role.CLB})


def writes_for_all(principal: Principal) -> bool:
    """Whether the caller may write the records of every school."""
    return principal.is_any(Role.COORDINATOR, Role.OPERATOR)


def require_own(principal: Principal, schools: Collection[str]) -> None:
    """403 when a school's software brings a record of another school; the request then counts as a whole."""
    if not writes_for_all(principal) and not set(schools) <= {principal.school}:
        raise Problem("forbidden", "The request holds a record of another school; nothing of it was recorded.")


@dataclass(frozen=True, slots=True)
class Sight:
    """The schools a caller sees everything of, and those it sees level and count of; None is every school."""

    whole: frozenset[str] | None
    level_and_count: frozenset[str] | None

    @property
    def schools(self) -> frozenset[str] | None:
        """The schools about which the caller may see something."""
        if self.whole is None or self.level_and_count is None:
            return None
        return self.whole | self.level_and_count

    def of_class(self, class_name: str | None) -> frozenset[str] | None:
        """The schools whose pupils may be listed; by class only schools where the caller sees who is in a class."""
        return self.schools if class_name is None else self.whole

    def sees(self, school: str) -> bool:
        """Whether the caller may know of this school's pupils at all."""
        return self.schools is None or school in self.schools

    def sees_whole(self, school: str) -> bool:
        """Whether the caller sees more than level and count of this school's pupils."""
        return self.whole is None or school in self.whole


async def sight_of(principal: Principal, directory: Directory, today: date) -> Sight:
    """What this caller may see today, its roles taken together."""
    return Sight(
        whole=await visible_schools(principal.limited_to(principal.roles - _LEVEL_AND_COUNT_ONLY), directory, today),
        level_and_count=await visible_schools(principal.limited_to(_LEVEL_AND_COUNT_ONLY), directory, today),
    )
