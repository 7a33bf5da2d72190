"""The settings of a service that publishes figures."""

from pydantic import Field

from shared.runtime.settings import ServiceSettings


class FigureSettings(ServiceSettings):
    """What every service has, and how figures are published."""

    figures_s: float = Field(
        86_400.0,
        gt=0,
        alias="FLANKEREND_FIGURES_S",
        description="Seconds between two looks for figures that changed, which are then published",
    )
    smallest_cell: int = Field(
        5,
        ge=1,
        le=100,
        alias="FLANKEREND_SMALLEST_CELL",
        description="Figures leave out numbers of fewer pupils, cases or meetings than this",
    )
