#!/usr/bin/env bash
# zensical 0.0.73 (PyPI): a site built with the plugin "offline" loads a script from another host on every page.
#
# Guess: "offline" makes pages that load nothing from elsewhere, so that they work without a network.
# What it does: every page has one script element more, with an absolute https address on a public CDN (a shim that lets
# the search run from files); the same site without the plugin has none. With fonts switched off that script is the only
# thing that either loads from elsewhere. Exits 0 while this is so.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv py >/dev/null
py/bin/pip install --quiet --disable-pip-version-check zensical==0.0.73

build() { # name, plugins
  mkdir -p "$1/docs"
  printf '# Start\n\nA page. See [more](more.md).\n' >"$1/docs/index.md"
  printf '# More\n\nAnother page.\n' >"$1/docs/more.md"
  printf 'site_name: Site\ntheme:\n  font: false\nplugins: [%s]\n' "$2" >"$1/mkdocs.yml"
  (cd "$1" && ../py/bin/zensical build --clean >/dev/null)
}
build plain "search"
build offline "search, offline"

py/bin/python - <<'PYTHON'
import re
import sys
from pathlib import Path

LOADS = re.compile(r"""<(?:script|img|iframe)\b[^>]*\bsrc=["']?(?:https?:)?//|<link\b[^>]*rel=["']?stylesheet[^>]*href=["']?(?:https?:)?//""")


def pages_that_load(site):
    pages = sorted(Path(site, "site").rglob("*.html"))
    return len(pages), sum(bool(LOADS.search(page.read_text())) for page in pages)


plain, offline = pages_that_load("plain"), pages_that_load("offline")
print(f"plain: {plain[1]} of {plain[0]} pages load from another host; offline: {offline[1]} of {offline[0]}")
sys.exit(not (plain[0] >= 2 and plain[1] == 0 and offline[0] >= 2 and offline[1] == offline[0]))
PYTHON
