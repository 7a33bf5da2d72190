"""What the pages explain in words that a municipality may change: `texts.toml`, and `pages.toml` in its own folder."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from shared.runtime.settings import UnusableSetting
from shared.web.places import NAVIGATION

OURS = Path(__file__).with_name("texts.toml")
OWN = "pages.toml"
_LABELS = frozenset(entry.label for entry in NAVIGATION)


class OwnPageTextError(UnusableSetting):
    """What is wrong in a municipality's file: its path, the field, and what was expected."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"FLANKEREND_TEXTS: {path}: {reason}")


class _Texts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class PageWords(_Texts):
    """What stands on every page. `contact` are the lines that name the helpdesk; none where there is none."""

    name: str = Field(min_length=1, max_length=40)
    contact: tuple[str, ...] = ()


class Help(_Texts):
    """What a word means. `source` is where that comes from; `address` is where it can be read, None for nowhere."""

    title: str = Field(min_length=1)
    text: tuple[str, ...] = Field(min_length=1)
    source: str = Field(min_length=1)
    address: str | None = None

    @field_validator("address")
    @classmethod
    def _leads_to_a_page(cls, address: str | None) -> str | None:
        if address and (urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname):
            raise ValueError("expected an address that begins with https://")
        return address or None


class Accessibility(_Texts):
    """The parts of an accessibility statement (directive (EU) 2016/2102, article 7), in paragraphs."""

    status: tuple[str, ...]
    not_accessible: tuple[str, ...]
    made: tuple[str, ...]
    feedback: tuple[str, ...]
    enforcement: tuple[str, ...]


class PageTexts(_Texts):
    """All of it. `navigation` has other words for labels of the navigation, by our label."""

    page: PageWords
    help: Mapping[str, Help]
    accessibility: Accessibility
    navigation: Mapping[str, str] = Field(default_factory=dict)

    @field_validator("navigation")
    @classmethod
    def _labels_are_there(cls, navigation: Mapping[str, str]) -> Mapping[str, str]:
        unknown = sorted(navigation.keys() - _LABELS)
        if unknown:
            raise ValueError(f"{unknown[0]!r} is none of the labels {', '.join(sorted(_LABELS))}")
        return navigation

    def label(self, ours: str) -> str:
        """What the navigation calls an entry."""
        return self.navigation.get(ours, ours)


def page_texts(folder: Path | None = None) -> PageTexts:
    """Our texts, with those of a municipality's folder in their place. Raises OwnPageTextError."""
    ours = tomllib.loads(OURS.read_text(encoding="utf-8"))
    if folder is not None and not folder.is_dir():
        raise OwnPageTextError(folder, "is no folder that can be read")
    path = folder / OWN if folder else None
    if path is None or not path.exists():
        return PageTexts.model_validate(ours)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OwnPageTextError(path, f"can't be read: {error}") from error
    _require_explained(path, content.get("help"), ours["help"])
    try:
        return PageTexts.model_validate(_merged(ours, content))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise OwnPageTextError(path, f"'{field}': {first['msg']}") from None


def _require_explained(path: Path, own: Any, ours: Mapping[str, Any]) -> None:
    """Raise OwnPageTextError for a word that no page asks for."""
    unknown = sorted(own.keys() - ours.keys()) if isinstance(own, Mapping) else []
    if unknown:
        raise OwnPageTextError(path, f"'help.{unknown[0]}': is not explained on any page; those are {', '.join(ours)}")


def _merged(ours: Any, own: Any) -> Any:
    """Tables are merged field by field; anything else of its own stands in the place of ours."""
    if isinstance(ours, Mapping) and isinstance(own, Mapping):
        return {**ours, **{name: _merged(ours.get(name), value) for name, value in own.items()}}
    return own
