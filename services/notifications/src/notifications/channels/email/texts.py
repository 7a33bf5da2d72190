"""The words of mails, rendered from the templates of the subjects and of this channel.

Templates are sandboxed: a text reaches the fields that its row allows, and can neither change nor call anything else.
A text is read when the first receiver needs it. With a municipality's own folder, which may be edited meanwhile, all
Dutch texts are read at the start.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from notifications.channels.email.blocks import UNDERLINE, block_of, parts_of
from notifications.channels.email.house_style import PLAIN, HouseStyle
from notifications.channels.email.sandbox import Sandbox
from notifications.words.languages import DUTCH, Language

OWN = Path(__file__).parent / "templates"
"""The templates that every mail is made with."""
_PAGE = ".html.j2"
_TEXT = ".txt.j2"
_RULE = "-" * 40
LOGO = "cid:logo"
"""Where a mail has its logo: beside its HTML part."""
_DIGEST = "digest"
_LONGEST_LINE = 60


class Courtesy(NamedTuple):
    """A translation below the Dutch text; ``note`` says that it is no more than that."""

    language: str
    note: str
    subject: str
    body: str


class Text(NamedTuple):
    """The subject, made of references and days only, and what follows it."""

    subject: str
    body: str
    courtesy: Courtesy | None = None

    @property
    def whole(self) -> str:
        """The text part: the Dutch text, and the courtesy below it."""
        if self.courtesy is None:
            return self.body
        _, note, subject, body = self.courtesy
        return f"{self.body}\n{_RULE}\n{note}\n\n{subject}\n\n{body}"


class Part(NamedTuple):
    """A notice in a digest: what it is about, and a line below that."""

    heading: str
    line: str
    body: str

    @classmethod
    def of(cls, number: int, subject: str, body: str) -> "Part":
        """The text of a notice without its greeting, which the digest has."""
        heading = f"{number}. {subject}"
        return cls(heading, UNDERLINE * min(len(heading), _LONGEST_LINE), "\n\n".join(parts_of(body)[1:]) + "\n")


class Texts:
    """Renders mails in Dutch, and a courtesy below. The first line of a template is the subject.

    The texts of a municipality's ``style`` come before ours.
    """

    def __init__(self, templates: Iterable[Path], style: HouseStyle = PLAIN) -> None:
        folders = [*([style.templates] if style.templates else []), *templates, OWN]
        self._languages, self._logo = style.languages, style.logo
        self._environments = {
            code: _environment(folders, language, autoescape=False) for code, language in style.languages.items()
        }
        for environment in self._environments.values():
            environment.globals["footer"] = style.footer
        texts, pages = self._environments[DUTCH.code], _environment(folders, DUTCH, autoescape=True)
        self._names = frozenset(texts.list_templates())
        for name in self._names if style.templates else ():
            if name.endswith(_PAGE):
                pages.get_template(name)
            elif not _is_courtesy(name):
                texts.get_template(name)
        self._page, block = (pages.get_template(f"{name}{_PAGE}") for name in ("mail", "block"))
        # Most blocks are the same in mails of the same kind, or in all mails about the same thing.
        self._block = lru_cache(maxsize=1024)(lambda part: block.render(block=block_of(part)))

    def text(self, name: str, *, language: str = DUTCH.code, **fields: object) -> Text:
        """Subject and text part, with the courtesy if ``language`` has one.

        Raises where the template reaches a field that is not there.
        """
        subject, body = self._rendered(DUTCH, f"{name}{_TEXT}", fields)
        return Text(subject, body, self._courtesy(name, language, fields) if language != DUTCH.code else None)

    def digest(self, texts: Sequence[Text], **fields: object) -> Text:
        """The texts of several notices as one text, in Dutch and in the language of their courtesies."""
        dutch = self._digest(DUTCH, f"{_DIGEST}{_TEXT}", [(text.subject, text.body) for text in texts], fields=fields)
        courtesies = [text.courtesy for text in texts if text.courtesy]
        if not courtesies:
            return Text(*dutch)
        wording = self._languages[courtesies[0].language]
        template = f"{_DIGEST}.{wording.code}{_TEXT}"
        if template not in self._names:
            return Text(*dutch)
        translated = [(courtesy.subject, courtesy.body) for courtesy in courtesies]
        courtesy = Courtesy(wording.code, wording.courtesy, *self._digest(wording, template, translated, fields=fields))
        return Text(*dutch, courtesy)

    def html(self, text: Text, logo: str = LOGO) -> str:
        """The HTML part: the same words. ``logo`` is the address of the picture, where there is one."""
        courtesy = text.courtesy
        return self._page.render(
            subject=text.subject,
            logo=logo if self._logo else None,
            alt=self._logo.alt if self._logo else "",
            blocks=self.blocks(text.body),
            courtesy=courtesy,
            courtesy_blocks=self.blocks(courtesy.body) if courtesy else "",
        )

    def blocks(self, body: str) -> str:
        """What the HTML part is made of, for a page of our own."""
        return "".join(self._block(part) for part in parts_of(body))

    def languages_of(self, name: str) -> tuple[str, ...]:
        """The codes of the languages that a text has, Dutch first."""
        return (DUTCH.code, *(code for code in self._languages if f"{name}.{code}{_TEXT}" in self._names))

    def _courtesy(self, name: str, language: str, fields: Mapping[str, object]) -> Courtesy | None:
        code = language.partition("-")[0].lower()
        template = f"{name}.{code}{_TEXT}"
        if code not in self._languages or template not in self._names:
            return None
        wording = self._languages[code]
        return Courtesy(code, wording.courtesy, *self._rendered(wording, template, fields))

    def _digest(
        self, language: Language, template: str, texts: Sequence[tuple[str, str]], *, fields: Mapping[str, object]
    ) -> tuple[str, str]:
        parts = [Part.of(number, subject, body) for number, (subject, body) in enumerate(texts, start=1)]
        return self._rendered(language, template, {**fields, "sections": parts})

    def _rendered(self, language: Language, template: str, fields: Mapping[str, object]) -> tuple[str, str]:
        rendered = self._environments[language.code].get_template(template).render(**fields).strip()
        first, _, body = rendered.partition("\n")
        return " ".join(first.removeprefix(language.subject).split()), body.strip() + "\n"


def _is_courtesy(name: str) -> bool:
    """Whether the name of a template has a language between its own name and its ending."""
    return "." in name.removesuffix(_TEXT)


def _environment(folders: Iterable[Path], language: Language, *, autoescape: bool) -> Environment:
    environment = Sandbox(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        undefined=StrictUndefined,
        autoescape=autoescape,  # text parts are text; the HTML part is escaped
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # else the file of each template is looked at for each mail
        cache_size=-1,
    )
    environment.filters.update(language.filters)
    environment.globals["on_paper"] = False
    return environment
