"""The words of mails, rendered from the templates of the subjects and of this channel, all read at the start."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from notifications.channels.email.blocks import block_of, parts_of
from notifications.words import nl

_OWN = Path(__file__).parent / "templates"
_PAGE = ".html.j2"
_SUBJECT = "Onderwerp:"


class Text(NamedTuple):
    """The subject, made of references and days only, and what follows it."""

    subject: str
    body: str


class Texts:
    """Renders mails in Dutch. The first line of a template is the subject."""

    def __init__(self, templates: Iterable[Path]) -> None:
        folders = [_OWN, *templates]
        self._texts = _environment(folders, autoescape=False)
        self._pages = _environment(folders, autoescape=True)
        for name in self._texts.list_templates():
            (self._pages if name.endswith(_PAGE) else self._texts).get_template(name)
        self._page, block = (self._pages.get_template(f"{name}{_PAGE}") for name in ("mail", "block"))
        # Most blocks are the same in mails of the same kind, or in all mails about the same thing.
        self._block = lru_cache(maxsize=1024)(lambda part: block.render(block=block_of(part)))

    def text(self, name: str, **fields: object) -> Text:
        """Subject and text part. Raises where the template reaches a field that is not there."""
        rendered = self._texts.get_template(f"{name}.txt.j2").render(**fields).strip()
        first, _, body = rendered.partition("\n")
        return Text(" ".join(first.removeprefix(_SUBJECT).split()), body.strip() + "\n")

    def html(self, text: Text) -> str:
        """The HTML part: the same words."""
        blocks = "".join(self._block(part) for part in parts_of(text.body))
        return self._page.render(subject=text.subject, blocks=blocks)


def _environment(folders: Iterable[Path], *, autoescape: bool) -> Environment:
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        undefined=StrictUndefined,
        autoescape=autoescape,  # noqa: S701  (text parts are text; the HTML part is escaped)
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # else the file of each template is looked at for each mail
        cache_size=-1,
    )
    environment.filters.update(
        moment=nl.moment,
        clock_time=nl.clock_time,
        day_of=nl.day_of,
        days_missed=nl.days_missed,
        pupil=nl.pupil,
        school=nl.school,
        counsellor=nl.counsellor,
        contact_of=nl.contact_of,
        contact_with_article=nl.contact_with_article,
        listed=nl.listed,
        first_of=nl.first_of,
    )
    return environment
