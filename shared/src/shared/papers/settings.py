"""The settings of a service that makes papers."""

from pathlib import Path

from pydantic import Field, field_validator

from shared.contracts.fields import Line
from shared.papers.letterhead import Letterhead
from shared.runtime.settings import ServiceSettings


class PaperSettings(ServiceSettings):
    """What every service has, and who papers come from."""

    municipality: Line | None = Field(
        None, alias="FLANKEREND_MUNICIPALITY", description="Its name, at the head of papers; a neutral head without it"
    )
    municipality_address: Line | None = Field(
        None, alias="FLANKEREND_MUNICIPALITY_ADDRESS", description="Its address, at the head of papers"
    )
    municipality_contact: Line | None = Field(
        None, alias="FLANKEREND_MUNICIPALITY_CONTACT", description="Phone or e-mail of its education service, on papers"
    )
    municipality_logo: Path | None = Field(
        None, alias="FLANKEREND_MUNICIPALITY_LOGO", description="Picture at the head of papers: .svg, .png or .jpg"
    )
    paper_timeout_s: float = Field(
        30.0, gt=0, alias="FLANKEREND_PAPER_TIMEOUT_S", description="Seconds that printing a paper may take"
    )

    @field_validator("municipality_logo")
    @classmethod
    def _a_logo_is_a_picture(cls, logo: Path | None) -> Path | None:
        if logo is not None and (logo.suffix.lower() not in {".svg", ".png", ".jpg", ".jpeg"} or not logo.is_file()):
            raise ValueError("expected the path of a .svg, .png or .jpg file that is there")
        return logo

    @property
    def letterhead(self) -> Letterhead:
        """The municipality at the head of papers."""
        return Letterhead(
            self.municipality, self.municipality_address, self.municipality_contact, self.municipality_logo
        )
