"""Reads the records of a large XML interchange file in constant memory, and never trusts the file.

A document type is refused before anything in it is read, so there are no entities to expand or fetch. A token, a text,
a record and the nesting each have a limit.
"""

import codecs
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, NoReturn
from xml.parsers import expat

from shared.domain.errors import InvalidField

_CHUNK = 64 * 1024
_LONGEST_TOKEN = 1024 * 1024
_LONGEST_TEXT = 1000
_LONGEST_NAME = 500
_MOST_FIELDS = 200
_DEEPEST = 32

# Those that exchange files are written in; Python knows many more, some of which are no encodings of text at all.
_ENCODINGS = {"utf-8", "utf-16", "ascii", "iso8859-1", "iso8859-15", "cp1252"}


@dataclass(frozen=True, slots=True)
class XmlRecord:
    """A child of the root: its local name, the line it starts on, and the text of its leaves by path.

    A path is written `SchoolReference/SchoolIdentity/SchoolId`; of leaves with the same path `fields` has the first.
    """

    name: str
    line: int
    fields: Mapping[str, str]
    further: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def all_of(self, path: str) -> list[str]:
        """The text of every leaf with this path, in order, among the record's first 200 repeated leaves."""
        first = self.fields.get(path)
        return [] if first is None else [first, *self.further.get(path, ())]


def xml_records(stream: BinaryIO, root: str, namespace: str) -> Iterator[XmlRecord]:
    """The records of a document with this root, whose namespace begins with `namespace`.

    The function has already given the records before the point where it raises. Raises InvalidField (of `body`) for a
    document that:

    1. is not well-formed;
    2. ends too early;
    3. has another root;
    4. has a document type;
    5. goes over a limit.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    records = _Records(parser, root, namespace)
    fed = 0
    try:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > _LONGEST_TOKEN + _CHUNK:
                _refuse(parser.CurrentLineNumber, "has a tag or value above 1 MiB")
            yield from records.drain()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        _refuse(error.lineno, f"is not an XML file: {expat.ErrorString(error.code)}")
    except (LookupError, ValueError):
        _refuse(1, "is in an encoding that is not known here")
    yield from records.drain()


def _refuse(line: int, reason: str) -> NoReturn:
    raise InvalidField("body", f"{reason} (line {line})") from None


@dataclass(slots=True)
class _Open:
    """The record that is being read."""

    name: str
    line: int
    path: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    length: int = 0
    fields: dict[str, str] = field(default_factory=dict)
    further: dict[str, list[str]] = field(default_factory=dict)
    repeated: int = 0

    def put(self, text: str) -> None:
        path = "/".join(self.path)
        if path not in self.fields:
            self.fields[path] = text
        elif self.repeated < _MOST_FIELDS:
            self.further.setdefault(path, []).append(text)
            self.repeated += 1


class _Records:
    """Collects records from the parser's callbacks."""

    def __init__(self, parser: expat.XMLParserType, root: str, namespace: str) -> None:
        self._parser = parser
        self._root = root
        self._namespace = namespace
        self._in_root = False
        self._record: _Open | None = None
        self._done: list[XmlRecord] = []
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text

    def drain(self) -> list[XmlRecord]:
        done, self._done = self._done, []
        return done

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and codecs.lookup(encoding).name not in _ENCODINGS:
            raise LookupError(encoding)

    def _doctype(self, *_: object) -> None:
        _refuse(self._parser.CurrentLineNumber, "has a document type (DTD), which is not accepted")

    def _start(self, qualified: str, _attributes: object) -> None:
        line = self._parser.CurrentLineNumber
        if len(qualified) > _LONGEST_NAME:  # it would be written out again for every element below
            _refuse(line, "has a name or namespace above 500 characters")
        namespace, _, name = qualified.rpartition(" ")
        if not self._in_root:
            if name != self._root or not namespace.startswith(self._namespace):
                _refuse(line, f"is not a file with root {self._root} of {self._namespace}")
            self._in_root = True
        elif self._record is None:
            self._record = _Open(name, line)
        else:
            self._open_field(self._record, name, line)

    def _open_field(self, record: _Open, name: str, line: int) -> None:
        record.path.append(name)
        record.text.clear()
        record.length = 0
        if len(record.path) > _DEEPEST or len(record.fields) > _MOST_FIELDS:
            _refuse(line, "has a record that is nested too deep or has too many fields")

    def _text(self, text: str) -> None:
        record = self._record
        if record is not None and record.length < _LONGEST_TEXT:
            record.text.append(text[:_LONGEST_TEXT])
            record.length += len(text)

    def _end(self, _name: str) -> None:
        record = self._record
        if record is None:
            return
        if record.path:
            text = "".join(record.text).strip()
            if text:
                record.put(text)
            record.text.clear()
            record.path.pop()
        else:
            self._done.append(XmlRecord(record.name, record.line, record.fields, record.further))
            self._record = None
