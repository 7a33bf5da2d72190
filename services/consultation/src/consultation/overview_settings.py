"""The settings of the overview of the education policy: local agreements, for no Flemish source says them."""

from datetime import timedelta

from pydantic import Field

from consultation.domain.policy_terms import AgendaTerms
from shared.runtime.figure_settings import FigureSettings


class OverviewSettings(FigureSettings):
    """What every service that publishes figures has, and when the coordinator hears of what."""

    mandate_ends_soon_days: int = Field(
        60,
        ge=0,
        le=3660,
        alias="FLANKEREND_MANDATE_ENDS_SOON_DAYS",
        description="How many days ahead the policy agenda names a mandate that ends; a local agreement",
    )
    evaluate_after_days: int = Field(
        365,
        ge=1,
        le=3660,
        alias="FLANKEREND_EVALUATE_AFTER_DAYS",
        description="Days after which an action is evaluated again with the partners; a local agreement",
    )

    policy_digest_days: int = Field(
        7,
        ge=1,
        le=366,
        alias="FLANKEREND_POLICY_DIGEST_DAYS",
        description="Days between two mails to coordinators with what the policy agenda comes to; a local agreement",
    )

    @property
    def agenda_terms(self) -> AgendaTerms:
        """When something comes on the agenda of the policy."""
        return AgendaTerms(
            mandate_ahead=timedelta(days=self.mandate_ends_soon_days),
            evaluate_after=timedelta(days=self.evaluate_after_days),
        )
