"""The other receiver of what a notice tells."""

from pydantic import BaseModel, ConfigDict, Field


class ResendBody(BaseModel):
    """Another receiver."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, use_attribute_docstrings=True)

    to: str = Field(min_length=1, max_length=64)
    """`deputy` for the deputy of who got it, or the id of a contact of the same role and school."""
