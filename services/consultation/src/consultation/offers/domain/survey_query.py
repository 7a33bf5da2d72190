"""Which surveys somebody may see."""

from dataclasses import dataclass

from consultation.offers.domain.survey import Survey


@dataclass(frozen=True, slots=True)
class SeenSurveys:
    """Those that `services` ask, with all answers; those sent to `schools`, with their answers alone.

    `schools` is None for any school.
    """

    schools: frozenset[str] | None
    services: frozenset[str]

    def sees(self, survey: Survey) -> bool:
        """Whether this survey is theirs to see."""
        if survey.details.service in self.services:
            return True
        return survey.sent_at is not None and any(self._concerns(school) for school in survey.details.schools)

    def reads(self, survey: Survey, school: str) -> bool:
        """Whether what this school answered is theirs to read."""
        return survey.details.service in self.services or self._concerns(school)

    def _concerns(self, school: str) -> bool:
        return self.schools is None or school in self.schools
