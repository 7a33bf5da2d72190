"""Build the pages as a site that loads nothing from elsewhere: `python -m tests.unit.docs.site`.

Pages link to files of the code, as on a forge. Each linked file becomes a page too, so that the built pages are whole
by themselves. A link that leads nowhere ends the build with exit code 1.
"""

import os
import posixpath
import re
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath

from .pages import PAGES, ROOT, Link, Page

BUILT = ROOT / "var/docs"
LAID = BUILT / "pages"
SITE = BUILT / "site"

_TOP = {"README.md": "readme.md", "CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md"}
_LINK = re.compile(r"(\[(?:[^\[\]]|\[[^\]]*\])*\])\(([^)\s]+)\)")
_FENCED = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
_LANGUAGES = {
    ".py": "python",
    ".toml": "toml",
    ".json": "json",
    ".yml": "yaml",
    ".ts": "ts",
    ".java": "java",
    ".go": "go",
}


class Laying:
    """Lays pages, pictures and the code that they link to into one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: set[str] = set()

    def lay(self) -> None:
        """Lay everything anew."""
        shutil.rmtree(self._folder, ignore_errors=True)
        for page in PAGES:
            self._write(place(page.name), self._relinked(page))
        for beside in (*ROOT.glob("docs/**/*.svg"), *ROOT.glob("docs/*.css")):
            self._write(beside.relative_to(ROOT / "docs").as_posix(), beside.read_text(encoding="utf-8"))
        for picture in ROOT.glob("docs/images/*.png"):
            self._folder.joinpath("images").mkdir(parents=True, exist_ok=True)
            shutil.copy(picture, self._folder / "images")
        for name in sorted(self._files):
            self._write(place(name), _as_page(ROOT / name, name))

    def _relinked(self, page: Page) -> str:
        """The page with links as they are in the folder; fenced blocks stay as they are."""
        parts = _FENCED.split(page.text)
        return "".join(part if _FENCED.match(part) else self._with_links(part, page) for part in parts)

    def _with_links(self, text: str, page: Page) -> str:
        return _LINK.sub(lambda link: f"{link[1]}({self._target(Link(link[1], link[2], page))})", text)

    def _target(self, link: Link) -> str:
        if link.is_outside or link.target.startswith("#"):
            return link.target
        if not _is_page(link.path) and (ROOT / link.path).exists():
            self._files.add(link.path)
        way = posixpath.relpath(place(link.path), PurePosixPath(place(link.page.name)).parent)
        return f"{way}#{link.anchor}" if link.anchor else way

    def _write(self, name: str, text: str) -> None:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _is_page(name: str) -> bool:
    return name in _TOP or name.startswith("docs/")


def place(name: str) -> str:
    """Where a file of the repository lies in the folder."""
    if name in _TOP:
        return _TOP[name]
    if _is_page(name):
        return name.removeprefix("docs/")
    seen = "/".join(part.lstrip(".") for part in name.split("/"))  # the generator passes over hidden files
    return f"files/{seen}.md"


def _as_page(path: Path, name: str) -> str:
    """A file of the code, or the names in a folder, as a page that the search passes over."""
    head = f"---\nsearch:\n  exclude: true\n---\n\n# {path.name}\n\n`{name}`\n\n"
    if path.is_dir():
        names = sorted(entry.name for entry in path.iterdir() if not entry.name.startswith(("__", ".")))
        return head + "\n".join(f"- `{entry}`" for entry in names) + "\n"
    language = _LANGUAGES.get(path.suffix, "text")
    return f"{head}````{language}\n{path.read_text(encoding='utf-8').rstrip()}\n````\n"


def build() -> int:
    """Lay the pages and build them. The exit code of the generator: 0, or 1 for a link that leads nowhere."""
    Laying(LAID).lay()
    shutil.rmtree(SITE, ignore_errors=True)
    program = Path(sys.executable).with_name("zensical.exe" if os.name == "nt" else "zensical")
    command = [str(program), "build", "--strict", "--clean", "--config-file", str(ROOT / "zensical.toml")]
    ended = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    print(ended.stdout, ended.stderr.partition("Traceback")[0], sep="", end="")
    return ended.returncode


if __name__ == "__main__":
    if code := build():
        sys.exit(code)
    print(f"Open {SITE / 'index.html'}")
    print(f"The search needs a server: {sys.executable} -m http.server 8080 --bind 127.0.0.1 --directory {SITE}")
