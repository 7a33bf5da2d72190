"""The pages can be built: whole, without a link that leads nowhere, and loading nothing from elsewhere."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from . import site
from .pages import PAGES, ROOT

LOADED = re.compile(
    r'<(?:script|img|iframe|source|video|audio|embed)\b[^>]*\bsrc="([^"]+)"|<link\b[^>]*\bhref="([^"]+)"'
)
IN_STYLES = re.compile(r"url\(['\"]?(https?:)?//|@import\s+['\"]?https?:")
CONFIGURED = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def built() -> list[Path]:
    """The built pages."""
    assert site.build() == 0
    return sorted(site.SITE.rglob("*.html"))


@pytest.mark.soak
def test_every_page_is_built(built: list[Path]):
    names = {path.relative_to(site.SITE).with_suffix(".md").as_posix() for path in built}
    assert {site.place(page.name) for page in PAGES} <= names


@pytest.mark.soak
def test_the_built_pages_load_nothing_from_elsewhere(built: list[Path]):
    for page in built:
        text = page.read_text(encoding="utf-8")
        addresses = [script or sheet for script, sheet in LOADED.findall(text)]
        assert addresses
        assert [address for address in addresses if re.match(r"(?:https?:)?//", address)] == [], page
        # What the theme's script would load from elsewhere for these, and for nothing else that we use.
        assert not re.search(r'class="[^"]*\b(?:mermaid|glightbox|arithmatex)\b', text), page


@pytest.mark.soak
def test_no_style_loads_anything_from_elsewhere(built: list[Path]):
    sheets = sorted(site.SITE.rglob("*.css"))
    assert sheets
    assert [sheet.name for sheet in sheets if IN_STYLES.search(sheet.read_text(encoding="utf-8"))] == []


def test_every_page_is_in_the_navigation():
    listed = list(_pages_in(CONFIGURED["nav"]))
    assert len(listed) == len(set(listed))
    assert set(listed) == {site.place(page.name) for page in PAGES if page.name != "README.md"}


def _pages_in(part: Any) -> list[str]:
    if isinstance(part, str):
        return [part]
    parts = part.values() if isinstance(part, dict) else part
    return [name for inner in parts for name in _pages_in(inner)]
