"""How a municipality's mails look and sign off."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from notifications.words.languages import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture above a mail; ``alt`` stands in its place where pictures are not shown."""

    content: bytes
    kind: str
    alt: str

    @property
    def inline(self) -> str:
        """The picture as an address that holds it, for a page."""
        return f"data:image/{self.kind};base64,{base64.b64encode(self.content).decode()}"


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """What is the municipality's own.

    ``sender`` is the name before the address, and ``signature`` the name below a mail; None for those of the settings.
    ``templates`` is the folder of its own texts.
    """

    sender: str | None = None
    signature: str | None = None
    footer: tuple[str, ...] = ()
    logo: Logo | None = None
    templates: Path | None = None
    languages: Mapping[str, Language] = field(default_factory=lambda: LANGUAGES)


PLAIN = HouseStyle()
"""Of who has nothing of its own."""
