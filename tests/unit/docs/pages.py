"""The pages as the tests read them: README, CONTRIBUTING, changes and all of `docs/`."""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[3]

_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True)
class Link:
    """A link of a page: its text, and its target as it is written."""

    text: str
    target: str
    page: "Page"

    @property
    def is_outside(self) -> bool:
        """Whether it leads to another site."""
        return self.target.startswith(("https://", "http://"))

    @property
    def path(self) -> str:
        """The path of the target from the root of the repository; the page's own for an anchor alone."""
        written = self.target.partition("#")[0]
        return posixpath.normpath(f"{PurePosixPath(self.page.name).parent}/{written}") if written else self.page.name

    @property
    def anchor(self) -> str:
        """What stands behind `#`; empty without one."""
        return self.target.partition("#")[2]


@dataclass(frozen=True)
class Page:
    """A page by its path from the root of the repository."""

    name: str

    @cached_property
    def text(self) -> str:
        """The page as it is written."""
        return (ROOT / self.name).read_text(encoding="utf-8")

    @cached_property
    def prose(self) -> str:
        """The page without its fenced blocks."""
        return _FENCE.sub("", self.text)

    @cached_property
    def fenced(self) -> str:
        """What is in fenced blocks."""
        return "\n".join(_FENCE.findall(self.text))

    @cached_property
    def links(self) -> list[Link]:
        """Every link, pictures included."""
        return [Link(text, target, self) for text, target in _LINK.findall(self.prose)]

    @cached_property
    def code(self) -> list[str]:
        """Every piece of code in the text."""
        return _CODE.findall(_COMMENT.sub("", self.prose))

    @cached_property
    def anchors(self) -> set[str]:
        """The anchors of the headings, as forges and the built pages make them."""
        headings = re.findall(r"^#+ (.+)$", self.prose, re.MULTILINE)
        return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}

    @cached_property
    def sections(self) -> list[str]:
        """The names of its generated sections."""
        return re.findall(r"^<!-- table: (.+) -->$", self.text, re.MULTILINE)


def pages() -> list[Page]:
    """Every page, in the order of their names."""
    written = [ROOT / name for name in ("CHANGELOG.md", "CONTRIBUTING.md", "README.md")]
    return [Page(path.relative_to(ROOT).as_posix()) for path in (*written, *sorted(ROOT.glob("docs/**/*.md")))]


PAGES = pages()


def all_code() -> list[str]:
    """Every piece of code in the text of any page."""
    return [piece for page in PAGES for piece in page.code]


def all_prose() -> str:
    """The text of all pages, without fenced blocks."""
    return "\n".join(page.prose for page in PAGES)


def commands() -> Iterable[str]:
    """Every line that may hold a command: pieces of code, and lines of fenced blocks."""
    for page in PAGES:
        yield from page.code
        yield from page.fenced.splitlines()


def section(name: str) -> str:
    """What stands between a generated section's markers."""
    page = next(page for page in PAGES if name in page.sections)
    return page.text.split(f"<!-- table: {name} -->\n")[1].split(f"\n<!-- end of {name} -->")[0]


def rows(name: str) -> list[list[str]]:
    """The cells of a generated table, without its header."""
    lines = section(name).splitlines()[2:]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
