"""A PDF as a reader with a screen reader, and whoever looks into the file, meet it."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject


class Pdf:
    """A printed paper."""

    def __init__(self, content: bytes) -> None:
        self.reader = PdfReader(BytesIO(content))
        self.root: Any = self.reader.trailer["/Root"]

    @cached_property
    def text(self) -> str:
        """What it says, in the order of its content, with single spaces and without breaks inside words."""
        pages = "\n".join(page.extract_text() for page in self.reader.pages)
        return " ".join(pages.replace("\u200b", "").split())

    @property
    def pages(self) -> int:
        return len(self.reader.pages)

    @cached_property
    def tags(self) -> Counter[str]:
        """How often each kind of tag stands in its structure."""
        return Counter(str(element["/S"]) for element in self._elements(self.root["/StructTreeRoot"]))

    @cached_property
    def header_scopes(self) -> set[str]:
        """What the headers of its tables are headers of."""
        headers = [item for item in self._elements(self.root["/StructTreeRoot"]) if item["/S"] == "/TH"]
        parts = [[part.get_object() for part in _listed(header.get("/A"))] for header in headers]
        return {next((str(part["/Scope"]) for part in of_one if "/Scope" in part), "none") for of_one in parts}

    @cached_property
    def raw(self) -> bytes:
        """Everything in the file: each object, and each stream decompressed."""
        parts = []
        for number in range(1, len(self.reader.xref_objStm) + sum(map(len, self.reader.xref.values())) + 1):
            thing = IndirectObject(number, 0, self.reader).get_object()
            if thing is not None:
                parts.append(repr(thing).encode())
            if isinstance(thing, StreamObject):
                parts.append(thing.get_data())
        return b"\n".join(parts)

    @cached_property
    def loose_fonts(self) -> list[str]:
        """The fonts that are not in the file."""
        fonts = {}
        for page in self.reader.pages:
            for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[union-attr]
                inner = font.get_object()
                for descendant in inner.get("/DescendantFonts", [inner]):
                    fonts[str(inner["/BaseFont"])] = descendant.get_object()["/FontDescriptor"].get_object()
        embedded = ("/FontFile", "/FontFile2", "/FontFile3")
        assert fonts, "a paper has text"
        return [name for name, descriptor in fonts.items() if not any(key in descriptor for key in embedded)]

    def _elements(self, parent: Any) -> Iterator[Any]:
        for child in _listed(parent.get("/K")):
            element = child.get_object()
            if isinstance(element, DictionaryObject) and "/S" in element:
                yield element
                yield from self._elements(element)


def _listed(value: Any) -> list[Any]:
    plain = value.get_object() if value is not None else ArrayObject()
    return list(plain) if isinstance(plain, ArrayObject) else [value]
