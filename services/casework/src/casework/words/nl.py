"""The timeline in Dutch: a sentence for each entry, from its kind and its facts, by the table in ``words.toml``."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from casework.domain.timeline import Entry, Facts
from shared.web.words import short_day, short_moment

WORDS = Path(__file__).with_name("words.toml")
REFERRAL_WORDS = Path(__file__).with_name("referrals.toml")
_OPTIONAL = re.compile(r"\[(.*?)\]")


@cache
def _table(path: Path) -> Mapping[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def half_days_in_dutch(count: int) -> str:
    """``1 problematische halve dag``, ``5 problematische halve dagen``."""
    return f"{count} problematische halve dag{'' if count == 1 else 'en'}"


def _school_weeks(count: int) -> str:
    return f"{count} schoolwe{'ek' if count == 1 else 'ken'}"


_WRITTEN: Mapping[str, Callable[[Any], str]] = {
    "": str,
    "day": lambda fact: short_day(date.fromisoformat(fact)),
    "moment": lambda fact: short_moment(datetime.fromisoformat(fact)),
    "half_days": half_days_in_dutch,
    "school_weeks": _school_weeks,
    "school": lambda fact: f"school {fact}" if fact.isdecimal() else fact,
}


class Dutch:
    """Says entries of the timeline in the words of one or more tables."""

    def __init__(self, *tables: Path) -> None:
        self._forms: defaultdict[str, list[str]] = defaultdict(list)
        words: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for path in tables:
            table = _table(path)
            for kind, forms in table.get("entries", {}).items():
                self._forms[kind].extend(forms)
            for name, labels in table.get("words", {}).items():
                words[name].update(labels)
        for forms in self._forms.values():
            forms.sort(key=_facts_needed, reverse=True)
        self._words = words
        self._writer = _Writer(words)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of entries that have words."""
        return frozenset(self._forms)

    def sentence(self, entry: Entry) -> str:
        """What the entry says.

        A sentence that was stored before there were facts is said as it was. A kind without a fitting form is named.
        """
        if "text" in entry.facts:
            return str(entry.facts["text"])
        for form in self._forms[entry.kind]:
            try:
                return self._said(form, entry.facts)
            except KeyError:
                continue
        return str(entry.kind)

    def word(self, name: str, key: str) -> str:
        """What a list of words has for a key; the key itself where the list does not have it."""
        return self._words.get(name, {}).get(key, key)

    def _said(self, form: str, facts: Facts) -> str:
        """Raises KeyError when the form lacks a fact or a word."""
        parts = _OPTIONAL.split(form)
        parts[::2] = [self._writer.vformat(part, (), facts) for part in parts[::2]]
        parts[1::2] = [self._said_if_it_fits(part, facts) for part in parts[1::2]]
        return "".join(parts)

    def _said_if_it_fits(self, part: str, facts: Facts) -> str:
        try:
            return self._writer.vformat(part, (), facts)
        except KeyError:
            return ""


class _Writer(Formatter):
    """Writes facts out, by the lists of words where a hole names such a list."""

    def __init__(self, words: Mapping[str, Mapping[str, str]]) -> None:
        self._words = words

    def format_field(self, value: Any, format_spec: str) -> str:
        if write := _WRITTEN.get(format_spec):
            return write(value)
        items = value if isinstance(value, list) else [value]
        return ", ".join(self._words[format_spec][item] for item in items)


@cache
def _facts_needed(form: str) -> int:
    return sum(name is not None for _, name, _, _ in Formatter().parse(_OPTIONAL.sub("", form)))
