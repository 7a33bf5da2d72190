"""A browser as far as the pages need it: it follows links and sends forms."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any, Protocol

import httpx
from tests.component.casework.harness import SCHOOL, Harness, level_reached, person

from shared.domain.roles import Role

TAG_IN_TEXT = "<b onclick=alert(1)>vet</b>"
"""What a person may have typed: it is shown as it is."""


@dataclass
class Page:
    """A page as it was answered."""

    answer: httpx.Response

    def __post_init__(self) -> None:
        if self.answer.headers.get("content-type", "").startswith("text/html"):
            assert _parsed(self.html).misnested == [], "every element ends where it should"

    @property
    def status(self) -> int:
        return self.answer.status_code

    @property
    def html(self) -> str:
        return self.answer.text

    @property
    def text(self) -> str:
        """What the page says, without its markup and with single spaces."""
        return " ".join(_parsed(self.html).text.split()).replace(" ,", ",")

    @property
    def links(self) -> list[str]:
        """Where its links lead."""
        return _parsed(self.html).links

    def fields(self, action: str) -> Mapping[str, str]:
        """What stands in the fields of the form that is sent to this address."""
        return _parsed(self.html).forms[action]


class Browsers(Protocol):
    """Opens a browser in which a person with these roles is signed in."""

    async def __call__(self, *roles: Role, **claims: str) -> "Browser": ...


@dataclass
class Browser:
    """Somebody's browser."""

    http: httpx.AsyncClient

    async def open(self, path: str) -> Page:
        """Follow a link, and where it leads on."""
        return Page(await self.http.get(path, follow_redirects=True))

    async def send(self, path: str, **fields: str) -> Page:
        """Send a form, without following where it leads."""
        return Page(await self.http.post(path, data=fields))

    async def fill_in(self, path: str, **fields: str) -> Page:
        """Open the form of an address, fill in these fields of it and send it."""
        form = (await self.open(path)).fields(path)
        return await self.send(path, **{**form, **fields})


async def opened(
    harness: Harness, pupil: str = "P-1", school: str = SCHOOL, *, class_name: str = "3A", **names: str
) -> dict[str, Any]:
    """A new case of a pupil with a name and a class."""
    signal = level_reached(school=school, pupil=pupil)
    known = person(signal.person_id, (school, pupil), **names)
    enrolments = tuple(enrolment.model_copy(update={"class_": class_name}) for enrolment in known.enrolments)
    await harness.receive(known.model_copy(update={"enrolments": enrolments}), str(signal.person_id))
    await harness.receive(signal, str(signal.person_id))
    [case] = [case for case in await harness.cases() if case["pupil"] == pupil]
    return case


def ticked(page: Page) -> list[str]:
    """The boxes with a name that are ticked, in their order."""
    return re.findall(r'type="checkbox" name="([^"]+)" value="ja" checked', page.html)


_ENDLESS = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})
"""The elements that have no end tag."""


class _Parsed(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.misnested: list[str] = []
        self._open: list[str] = []
        self.text = ""
        self.links: list[str] = []
        self.forms: dict[str, dict[str, str]] = {}
        self._form: dict[str, str] = {}
        self._select: str | None = None
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag not in _ENDLESS:
            self._open.append(tag)
        match tag:
            case "a":
                self.links.append(attributes.get("href", ""))
            case "form":
                self._form = self.forms.setdefault(attributes.get("action", ""), {})
            case "input" if attributes.get("type") == "checkbox" and "checked" not in attributes:
                pass  # a box without a tick is not sent
            case "input" if "name" in attributes:
                self._form[attributes["name"]] = attributes.get("value", "")
            case "select":
                self._select = attributes["name"]
                self._form[self._select] = ""
            case "option" if self._select and "selected" in attributes:
                self._form[self._select] = attributes["value"]
            case "textarea":
                self._area = attributes["name"]
                self._form[self._area] = ""
            case _:
                pass

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of a picture, which is empty."""

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.misnested.append(tag)
        if tag == "select":
            self._select = None
        if tag == "textarea":
            self._area = None

    def close(self) -> None:
        """What is open at the end of the page never ended."""
        super().close()
        self.misnested += self._open

    def handle_data(self, data: str) -> None:
        self.text += data + " "
        if self._area:
            self._form[self._area] += data


def _parsed(html: str) -> _Parsed:
    parsed = _Parsed()
    parsed.feed(html)
    parsed.close()
    return parsed
