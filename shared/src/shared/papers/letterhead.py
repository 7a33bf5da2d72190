"""Who a paper comes from: the municipality as the settings name it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

Content = Mapping[str, object]
"""What a paper holds: plain data. Its template makes pages of it."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The municipality's name, address, and how it is reached, each None where it is not set; ``logo`` is a picture."""

    name: str | None = None
    address: str | None = None
    contact: str | None = None
    logo: Path | None = None

    @property
    def content(self) -> Content:
        """What stands at the head of a paper."""
        return {"name": self.name, "address": self.address, "contact": self.contact}
