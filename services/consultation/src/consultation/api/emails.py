"""E-mail addresses as bodies take them."""

from typing import Annotated

from pydantic import Field

from consultation.domain.well_formed import EMAIL
from shared.contracts.fields import Email
from shared.domain.patterns import worded

# What the document says of an address, so that it admits what the domain takes.
AsciiEmail = Annotated[
    Email, Field(json_schema_extra={"pattern": worded(f"^{EMAIL.pattern}$", "an e-mail address, its host in ASCII")})
]
"""An e-mail address as the directory takes it."""
