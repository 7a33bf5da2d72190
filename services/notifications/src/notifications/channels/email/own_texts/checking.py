"""Checks a municipality's folder at the start, so that no mail fails later: files, syntax, what a text reaches."""

import difflib
import re
import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateAssertionError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from notifications.application.subject import AnySubject
from notifications.channels.email.house_style import HouseStyle
from notifications.channels.email.own_texts.reading import SETTINGS, TEMPLATES, OwnTextError, house_style, logo_path
from notifications.channels.email.texts import OWN
from notifications.channels.email.writer import Sender, Writer
from notifications.domain.examples import Examples, example, no_examples
from notifications.domain.labels import CounsellorLabel, PupilLabel
from notifications.domain.preparation import Ready
from notifications.domain.telling import Telling
from notifications.words.languages import FILTERS, OFFICIAL
from shared.web.texts import OWN as WORDS_OF_PAGES

_ENDING = ".txt.j2"
_MAIL = "mail"
_ANYBODY = Sender("onderwijs@voorbeeld.example", "Dienst Onderwijs")
_LINK = "https://voorbeeld.example"
_PARTS = re.compile(r"(?P<name>[^.]+)(?:\.(?P<language>[a-z]+))?\.txt\.j2")


def check_own_texts(folder: Path, subjects: Sequence[AnySubject]) -> None:
    """Read all that stands in the folder, and write each mail of invented data by it. Raises OwnTextError."""
    style = house_style(folder)
    ours = _ours(subjects)
    own = list(_own_texts(folder, style, ours))
    if not own:
        return
    changed = set[str]()
    for text in own:
        rows = _rows(text, subjects)
        _check_syntax(text, style)
        _check_fields(text, rows, style)
        changed |= {text.name} if rows else set(ours)  # what other texts include may change all of them
    writer = Writer(_ANYBODY, [subject.templates for subject in subjects], None, style=style)
    trial = _Trial(writer, style, own)
    for subject in subjects:
        for row in subject.tellings if subject.examples is not no_examples else ():
            for name in _versions(row, changed):
                trial.write(row, subject.examples, name=name, version=int(name.split("/")[1]))


@dataclass(frozen=True, slots=True)
class _OwnText:
    """A text of the municipality: ``name`` is what it stands for, without its language."""

    path: Path
    name: str
    language: str

    @property
    def source(self) -> str:
        return self.path.read_text(encoding="utf-8")


def _ours(subjects: Iterable[AnySubject]) -> list[str]:
    """The names of all texts there are."""
    paths = (
        path.relative_to(folder).as_posix()
        for folder in (OWN, *(subject.templates for subject in subjects))
        for path in folder.rglob(f"*{_ENDING}")
    )
    return sorted({path.partition(".")[0] for path in paths})


def _own_texts(folder: Path, style: HouseStyle, ours: list[str]) -> Iterator[_OwnText]:
    expected = {folder / SETTINGS, folder / WORDS_OF_PAGES, logo_path(folder)}
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder)
        if path.is_dir() or path in expected or any(part.startswith(".") for part in place.parts):
            continue
        if place.parts[0] != TEMPLATES:
            raise OwnTextError(
                path, f"is not known; allowed are {SETTINGS}, its logo, {WORDS_OF_PAGES} and {TEMPLATES}"
            )
        match = _PARTS.fullmatch(place.relative_to(TEMPLATES).as_posix())
        if match is None:
            raise OwnTextError(path, f"is no text; a text ends in {_ENDING}, or in a language such as .fr{_ENDING}")
        name, language = match["name"], match["language"] or OFFICIAL
        if name not in ours:
            near = difflib.get_close_matches(name, ours, n=3, cutoff=0) or ours[:3]
            raise OwnTextError(path, f"stands for no text; near it are {', '.join(near)}")
        if language not in style.languages:
            codes = ", ".join(style.languages)
            raise OwnTextError(path, f"'{language}' is no known language; allowed are {codes}, or add it to {SETTINGS}")
        yield _OwnText(path, name, language)


def _rows(text: _OwnText, subjects: Iterable[AnySubject]) -> list[Telling]:
    """The rows that a text is of, whatever its version; none of what other texts include."""
    template, _, rest = text.name.partition("/")
    rows = (row for subject in subjects for row in subject.tellings)
    return [row for row in rows if row.template == template and row.text == rest.partition("/")[2]]


def _versions(row: Telling, names: Iterable[str]) -> list[str]:
    """The names that are a row's text in some version: notices keep the version they were made with."""
    return [name for name in names if re.fullmatch(rf"{row.template}/\d+/{row.text}", name)]


def _check_syntax(text: _OwnText, style: HouseStyle) -> None:
    environment = ImmutableSandboxedEnvironment()
    environment.filters.update(style.languages[text.language].filters)
    try:
        environment.compile(text.source)
    except TemplateAssertionError as error:
        reason = f"{error.message} Of ours there are {', '.join(FILTERS)}."
        raise OwnTextError(text.path, reason, error.lineno) from error
    except TemplateSyntaxError as error:
        raise OwnTextError(text.path, f"{error.message}", error.lineno) from error


def _check_fields(text: _OwnText, rows: list[Telling], style: HouseStyle) -> None:
    """A text of a row reaches the row's fields, also where invented data would not come by; its subject is in front."""
    if not rows:
        return
    allowed = {name for row in rows for name in row.shown}
    for field in ImmutableSandboxedEnvironment().parse(text.source).find_all(nodes.Getattr):
        if isinstance(field.node, nodes.Name) and field.node.name == _MAIL and field.attr not in allowed:
            names = ", ".join(sorted(allowed))
            raise OwnTextError(text.path, f"mail.{field.attr} is not allowed here; allowed are {names}", field.lineno)
    marker = style.languages[text.language].subject
    lines = text.source.splitlines()
    first = next((number for number, line in enumerate(lines, 1) if line and not line.startswith("{%")), None)
    if first is None or not lines[first - 1].startswith(marker):
        raise OwnTextError(text.path, f"must begin with '{marker}' and the subject", first)


@dataclass(frozen=True, slots=True)
class _Trial:
    """Writes mails of invented data in each language, with all that can be there and with the least."""

    writer: Writer
    style: HouseStyle
    own: Sequence[_OwnText]

    def write(self, row: Telling, examples: Examples, *, name: str, version: int) -> None:
        """Write a text for the reader of a row. Raises OwnTextError."""
        for bare in (False, True):
            for language in self.style.languages:
                ready = example(row, examples, language=language, bare=bare)
                subject = self._subject(ready, version)
                if leaked := next((word for word in _personal(ready) if word in subject), None):
                    reason = f"the subject says '{leaked}'; a subject says nothing of a person"
                    raise OwnTextError(self._path_of(name), reason)

    def _subject(self, ready: Ready, version: int) -> str:
        try:
            return self.writer.said(ready, version=version, link=_LINK).subject
        except Exception as error:
            raise self._refusal(error, ready.telling) from error

    def _refusal(self, error: Exception, row: Telling) -> OwnTextError:
        """The error with the file and line of the municipality's text in which it happened."""
        paths = {str(text.path): text.path for text in self.own}
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in paths]
        reason = f"{error} (for {row.role or 'any other reader'}, who may read {', '.join(row.shown)})"
        if frames:
            return OwnTextError(paths[frames[-1].filename], reason, frames[-1].lineno)
        return OwnTextError(self._path_of(row.template), reason)

    def _path_of(self, name: str) -> Path:
        return next((text.path for text in self.own if text.name.startswith(name)), self.own[0].path)


def _personal(ready: Ready) -> Iterator[str]:
    """What tells of a person in invented data: names, numbers and addresses."""
    for value in _within(ready.view):
        if isinstance(value, PupilLabel):
            yield from (word for word in (value.name, value.number) if word)
        elif isinstance(value, CounsellorLabel):
            yield value.name


def _within(value: object) -> Iterator[object]:
    yield value
    if isinstance(value, tuple):
        for item in value:
            yield from _within(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _within(getattr(value, name))
