"""Reads a municipality's `texts.toml`."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from notifications.channels.email.house_style import PLAIN, HouseStyle, Logo
from notifications.words.languages import LANGUAGES, Language, added
from shared.runtime.settings import UnusableSetting

SETTINGS = "texts.toml"
TEMPLATES = "templates"

_FIELDS = ("sender", "signature", "footer", "logo", "languages")
_OF_LOGO = ("file", "alt")
_OF_LANGUAGE = ("subject", "note")
_KINDS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}
_LARGEST = 100_000
_CODE = re.compile(r"[a-z]{2,3}")


class OwnTextError(UnusableSetting):
    """What is wrong in a municipality's folder: the file, the line where there is one, and what is allowed."""

    def __init__(self, path: Path, reason: str, line: int | None = None) -> None:
        super().__init__(f"FLANKEREND_TEXTS: {path}{f', line {line}' if line else ''}: {reason}")


def house_style(folder: Path | None) -> HouseStyle:
    """What stands in the folder; without a folder nothing is the municipality's own. Raises OwnTextError."""
    if folder is None:
        return PLAIN
    if not folder.is_dir():
        raise OwnTextError(folder, "is no folder that can be read")
    path, templates = folder / SETTINGS, folder / TEMPLATES
    table = _Table(path, _content(path) if path.exists() else {}, _FIELDS)
    return HouseStyle(
        sender=table.line("sender"),
        signature=table.line("signature"),
        footer=table.lines("footer"),
        logo=_logo(folder, table.table("logo", _OF_LOGO)),
        templates=templates if templates.is_dir() else None,
        languages=LANGUAGES | _languages(table),
    )


def logo_path(folder: Path) -> Path | None:
    """The file of the logo; None if there is none. Raises OwnTextError."""
    path = folder / SETTINGS
    if not path.exists():
        return None
    table = _Table(path, _content(path), _FIELDS).table("logo", _OF_LOGO)
    return folder / table.needed("file") if table else None


def _content(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OwnTextError(path, f"can't be read: {error}") from error


class _Table:
    """A table of the file, whose fields are checked as they are read."""

    def __init__(self, path: Path, content: Mapping[str, Any], allowed: Iterable[str]) -> None:
        self._path, self._content = path, content
        for name in content:
            if name not in allowed:
                self._refuse(name, f"'{name}' is not known here; allowed are {', '.join(allowed)}")

    def line(self, name: str) -> str | None:
        """A line of text; None if it is not there."""
        value = self._content.get(name)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip() or "\n" in value:
            self._refuse(name, f"'{name}' must be a line of text")
        return value.strip()

    def needed(self, name: str) -> str:
        """The same, of what has to be there."""
        value = self.line(name)
        return value if value is not None else self._refuse(name, f"'{name}' is missing")

    def lines(self, name: str) -> tuple[str, ...]:
        """A list of lines."""
        value = self._content.get(name, [])
        if not isinstance(value, list) or not all(isinstance(line, str) and "\n" not in line for line in value):
            self._refuse(name, f"'{name}' must be a list of lines of text")
        return tuple(line.strip() for line in value if line.strip())

    def table(self, name: str, allowed: Iterable[str]) -> "_Table | None":
        """A table within; None if it is not there."""
        value = self._content.get(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            self._refuse(name, f"'{name}' must be a table, [{name}]")
        return _Table(self._path, value, allowed)

    def names(self, name: str) -> tuple[str, ...]:
        """What a table within has."""
        value = self._content.get(name, {})
        return tuple(value) if isinstance(value, dict) else self._refuse(name, f"'{name}' must be a table")

    def inner(self, name: str, key: str, allowed: Iterable[str]) -> "_Table":
        """A table of such a table."""
        within = _Table(self._path, self._content[name], self._content[name]).table(key, allowed)
        return within or self._refuse(key, f"[{name}.{key}] is missing")

    def refuse(self, name: str, reason: str) -> NoReturn:
        """Raise OwnTextError for a field."""
        self._refuse(name, reason)

    def _refuse(self, name: str, reason: str) -> NoReturn:
        lines = self._path.read_text(encoding="utf-8").splitlines()
        pattern = re.compile(rf"^\s*(?:\[(?:.*\.)?\"?{re.escape(name)}\"?\]|\"?{re.escape(name)}\"?\s*=)")
        line = next((number for number, text in enumerate(lines, 1) if pattern.match(text)), None)
        raise OwnTextError(self._path, reason, line)


def _logo(folder: Path, table: _Table | None) -> Logo | None:
    if table is None:
        return None
    name, alt = table.needed("file"), table.needed("alt")
    path = folder / name
    if not path.is_file() or path.resolve().parent != folder.resolve():
        table.refuse("file", f"there is no file {name} in the folder itself")
    content = path.read_bytes()
    kind = next((kind for start, kind in _KINDS.items() if content.startswith(start)), None)
    if kind is None:
        table.refuse("file", f"{name} is no PNG or JPEG, which every mail program shows")
    if len(content) > _LARGEST:
        table.refuse("file", f"{name} has {len(content)} bytes; allowed are {_LARGEST}, as it goes with every mail")
    return Logo(content, kind, alt)


def _languages(table: _Table) -> dict[str, Language]:
    further = {}
    for code in table.names("languages"):
        if not _CODE.fullmatch(code):
            table.refuse(code, f"'{code}' is no code of a language such as tr")
        if code in LANGUAGES:
            table.refuse(code, f"'{code}' is known already; its texts need no more than their place in {TEMPLATES}")
        language = table.inner("languages", code, _OF_LANGUAGE)
        further[code] = added(code, subject=language.needed("subject"), courtesy=language.needed("note"))
    return further
