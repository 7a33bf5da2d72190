"""The settings of activities."""

from datetime import timedelta

from pydantic import Field

from shared.runtime.settings import ServiceSettings


class ActivitySettings(ServiceSettings):
    """What every service has, and how long names and activities are kept."""

    activity_names_kept_days: int = Field(
        90,
        ge=1,
        le=3650,
        alias="FLANKEREND_ACTIVITY_NAMES_KEPT_DAYS",
        description="Days that the names of who registered for an activity, and of mentors, are kept after its last "
        "day; numbers stay; a local agreement",
    )
    activities_kept_days: int = Field(
        2200,
        ge=1,
        le=36500,
        alias="FLANKEREND_ACTIVITIES_KEPT_DAYS",
        description="Days that an activity is kept after its last day, with its numbers; a local agreement",
    )

    @property
    def activity_names_kept_for(self) -> timedelta:
        """How long names are kept after the last day of an activity."""
        return timedelta(days=self.activity_names_kept_days)

    @property
    def activities_kept_for(self) -> timedelta:
        """How long an activity is kept after its last day."""
        return timedelta(days=self.activities_kept_days)
