"""The languages of notices: Dutch is the official text, the others are a courtesy below it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from notifications.words import en, fr, nl
from notifications.words.en import ENGLISH
from notifications.words.fr import FRENCH
from notifications.words.other import NUMBERED
from notifications.words.wording import Wording

OFFICIAL = "nl"

FILTERS = (
    "moment",
    "clock_time",
    "day_of",
    "date",
    "days_missed",
    "pupil",
    "school",
    "counsellor",
    "contact_of",
    "contact_with_article",
    "listed",
    "first_of",
)
"""What a template can do with the fields of a notice, in each language."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its code, what its texts begin with, what is said above a courtesy, and its filters."""

    code: str
    subject: str
    courtesy: str
    words: ModuleType | Wording

    @property
    def filters(self) -> Mapping[str, Callable[..., Any]]:
        """The filters by name."""
        return {name: getattr(self.words, name) for name in FILTERS}


DUTCH = Language(OFFICIAL, "Onderwerp:", "", nl)
LANGUAGES = {
    OFFICIAL: DUTCH,
    "fr": Language("fr", fr.SUBJECT, fr.COURTESY, FRENCH),
    "en": Language("en", en.SUBJECT, en.COURTESY, ENGLISH),
}


def added(code: str, *, subject: str, courtesy: str) -> Language:
    """A language that a municipality adds."""
    return Language(code, subject, courtesy, NUMBERED)
