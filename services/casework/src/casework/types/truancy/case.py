"""The truancy case (*spijbeldossier*): what its levels do beside what grounds do to every case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from casework.domain.case import Case
from casework.domain.events import CaseEscalated, EscalationWithdrawn, LevelFallen
from casework.domain.ground import Ground
from casework.domain.states import Status
from casework.domain.terms import Terms
from casework.domain.timeline import Cause, EntryKind
from casework.types.truancy.level import Ladders, Level
from shared.domain.school_year import SchoolYear


@dataclass(slots=True)
class TruancyCase(Case):
    """One person's truancy case, at the school of ``pupil``."""

    @property
    def levels(self) -> Ladders:
        """What the case rests on."""
        return Ladders.of(ground for ground in self.grounds.values() if isinstance(ground, Level))

    @property
    def fallen(self) -> bool:
        """Whether no school year's lowest level holds any more."""
        return self.levels.fallen

    def has_grounds_of(self, school_year: SchoolYear) -> bool:
        """Whether the case is of this school year, or a level of it joined the case."""
        levels = self.levels.levels
        return school_year == self.school_year or any(level.school_year == school_year for level in levels)

    def begins_anew_with(self, ground: Ground, today: date) -> bool:
        """Whether a level is of a newer school year that is still going on, and no told level of that year stands."""
        year = ground.school_year
        return year > self.school_year and year not in self.told_years and not year.ended(today)

    def take_anew(self, ground: Ground, terms: Terms, cause: Cause) -> None:
        """The first level that stands of a newer school year was reached while the case is open: it escalates.

        The terms run anew, and the case goes on at the school the pupil is at now.
        """
        self.grounds[ground.ground_id] = ground
        self.told_years |= {ground.school_year}
        moved = ground.school != self.school
        self._move_to_school_of(ground)
        self._count_response(terms, cause.at.date())
        self._escalate(ground, cause, anew=True, moved=moved)
        self._weigh(cause)

    def take(self, ground: Ground, cause: Cause, *, reason: str | None = None) -> None:
        """Another level was reached while the case is open: one above all of its ladder escalates, else it is noted."""
        assert isinstance(ground, Level)
        escalates = ground.level > self.levels.highest_beside(ground)
        if not escalates:
            Case.take(self, ground, cause, reason=reason)
            return
        self.grounds[ground.ground_id] = ground
        self._escalate(ground, cause)
        self._weigh(cause)

    def lose(self, ground: Ground, cause: Cause) -> None:
        """A level was taken back. Of a level above the lowest, whoever was told of it is told so; the case stays.

        That the lowest level of a newer school year fell is told of the whole year.
        """
        assert isinstance(ground, Level)
        Case.lose(self, ground, cause)
        year_stays = ground.school_year == self.school_year or self.levels.stands_in(ground.school_year)
        if year_stays and self.levels.is_raised(ground) and self._stays:
            self._event(
                LevelFallen,
                signal_id=ground.ground_id,
                level=ground.level,
                school_year=ground.school_year,
                rule=ground.rule,
            )

    @property
    def _stays(self) -> bool:
        return self.is_open and self.status is not Status.WITHDRAWAL_PROPOSED

    def shown(self) -> Mapping[str, object]:
        ladder = self.levels.shown
        if ladder is None:
            return Case.shown(self)
        newest = ladder.newest
        return {
            **Case.shown(self),
            "level": ladder.level,
            "count": newest.count,
            "rule": ladder.rule,
            "level_school_year": str(ladder.school_year),
            "half_days": [
                {"date": day.date, "half_day": day.half_day, "school": day.school} for day in newest.half_days
            ],
        }

    def _told(self) -> Mapping[str, object]:
        levels = self.levels
        return {"level": levels.level, "count": levels.count, "rule": levels.rule, "half_days": levels.half_days}

    def _told_now(self) -> Mapping[str, object]:
        """The level with its own school year, which may be newer than the case's."""
        year = self.levels.school_year
        return {**self._told(), "school_year": year} if year else self._told()

    def _facts(self, ground: Ground) -> dict[str, object]:
        """The level, with the school year where it is another than the case's."""
        return {**ground.facts, "school_year": None if ground.school_year == self.school_year else ground.school_year}

    def _take_back(self) -> None:
        if self.status is Status.WITHDRAWAL_PROPOSED:
            return  # what a caseworker decides says how whoever was told is corrected
        fallen = sorted(year for year in self.told_years if not self.levels.stands_in(year))
        self.told_years -= set(fallen)
        if self.status is not Status.WITHDRAWN:  # which takes everything back by itself
            for school_year in fallen:
                self._event(EscalationWithdrawn, school_year=school_year)

    def _absorb(self, other: Self, cause: Cause) -> None:
        """Nobody is mailed of it: the other case told of its own school year, and of newer school years.

        Whichever of these fell is taken back, as in the other case nobody can confirm its withdrawal any more.
        """
        before, brought = self.levels, other.levels
        told_years = {other.school_year} if brought.rests_on(other.school_year) else set[SchoolYear]()
        self.told_years |= {year for year in told_years | other.told_years if year > self.school_year}
        Case._absorb(self, other, cause)
        other.told_years = frozenset()
        for ladder in brought.ladders:
            if ladder.highest.level > before.highest_beside(ladder.highest):
                self._escalate(ladder.highest, cause, by_merger=True)

    def _escalate(
        self, ground: Ground, cause: Cause, *, anew: bool = False, moved: bool = False, by_merger: bool = False
    ) -> None:
        assert isinstance(ground, Level)
        respond_by = self.respond_by if anew else None
        school = self.school if moved else None
        self._entry(EntryKind.CASE_ESCALATED, cause, **self._facts(ground), respond_by=respond_by, school=school)
        self._event(
            CaseEscalated,
            signal_id=ground.ground_id,
            level=ground.level,
            count=ground.count,
            rule=ground.rule,
            school_year=ground.school_year,
            new_school_year=anew,
            grounds=self._told_grounds(),
            person_id=self.person_id,
            school=ground.school,
            pupil=ground.pupil,
            half_days=ground.half_days,
            respond_by=respond_by,
            level_of_education=ground.level_of_education,
            by_merger=by_merger,
        )
        self._wake_for(ground, cause)
