"""The settings of the education policy: themes, and questions to who coordinates it."""

from pathlib import Path

from pydantic import Field, field_validator

from consultation.domain.themes import Themes
from consultation.kinds.definition import DefinitionError
from consultation.kinds.themes import SHIPPED_THEMES, read_themes
from shared.runtime.settings import ServiceSettings


class PolicySettings(ServiceSettings):
    """What every service has, and the local agreements on the education policy."""

    themes_file: Path | None = Field(
        None,
        alias="FLANKEREND_THEMES_FILE",
        description="TOML file of the themes of the education policy; without it the one that comes along",
    )

    coordinator_question_days: int = Field(
        14,
        ge=1,
        le=366,
        alias="FLANKEREND_COORDINATOR_QUESTION_DAYS",
        description="Days in which the coordinator answers a question of a partner; a local agreement",
    )
    coordinator_questions_kept_days: int = Field(
        1100,
        ge=1,
        le=36500,
        alias="FLANKEREND_COORDINATOR_QUESTIONS_KEPT_DAYS",
        description="Days that a question to the coordinator is kept after it was closed, or answered where nobody "
        "closed it; a local agreement",
    )

    @field_validator("themes_file")
    @classmethod
    def _has_themes(cls, file: Path | None) -> Path | None:
        if file is not None:
            try:
                read_themes(file)
            except DefinitionError as error:
                raise ValueError(str(error)) from None
        return file

    @property
    def themes(self) -> Themes:
        """What people call each theme."""
        return read_themes(self.themes_file or SHIPPED_THEMES)
