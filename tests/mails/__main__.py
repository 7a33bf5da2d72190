"""Writes every mail with invented data into a folder: as text, as a page, and with ``--pictures`` as pictures.

    .venv/bin/python -m tests.mails FOLDER [--pictures] [--texts OWN_FOLDER] [--only NAME]

Pictures are taken with Chromium, as wide as a desk and as a phone, light and dark.
"""

import argparse
import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.e2e.visitor import open_browser

from notifications.channels.email.own_texts.checking import check_own_texts
from notifications.channels.email.own_texts.reading import house_style
from notifications.channels.email.previews import Previews, Sample
from notifications.channels.email.writer import Sender, Writer
from notifications.subjects.registry import SUBJECTS, by_kind

SENDER = Sender("onderwijs@stad.example", "Dienst Onderwijs")
WIDTHS = {"desk": 1000, "phone": 380}


def named(sample: Sample, language: str) -> str:
    return f"{sample.row.template}-{sample.version}-{sample.row.role or 'others'}-{language}"


def written(folder: Path, previews: Previews, only: str) -> Iterator[Path]:
    """The pages, each beside its text."""
    for sample in previews.samples():
        for language in sample.languages:
            name = named(sample, language)
            if only in name:
                text = previews.text(sample, language)
                (folder / f"{name}.txt").write_text(f"{text.subject}\n\n{text.whole}")
                page = folder / f"{name}.html"
                page.write_text(previews.page(text))
                yield page


async def take_pictures(pages: list[Path]) -> None:
    async with open_browser() as browser:
        for scheme in ("light", "dark"):
            for width, pixels in WIDTHS.items():
                tab = await browser.new_page(viewport={"width": pixels, "height": 600}, color_scheme=scheme)
                for page in pages:
                    await tab.goto(page.resolve().as_uri())
                    await tab.screenshot(path=page.with_suffix(f".{width}.{scheme}.png"), full_page=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="tests.mails", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pictures", action="store_true")
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    subjects = by_kind(SUBJECTS)
    if asked.texts:
        check_own_texts(asked.texts, list(subjects.values()))
    writer = Writer(SENDER, [subject.templates for subject in subjects.values()], None, style=house_style(asked.texts))
    pages = list(written(asked.folder, Previews(subjects, lambda: writer), asked.only))
    if asked.pictures:
        asyncio.run(take_pictures(pages))
    sys.stdout.write(f"{len(pages)} mails in {asked.folder}\n")
