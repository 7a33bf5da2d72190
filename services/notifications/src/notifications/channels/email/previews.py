"""Mails of invented data, to look at before anybody gets such a mail."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from notifications.application.subject import AnySubject, Subjects
from notifications.channels.email.texts import Text
from notifications.channels.email.writer import Writer
from notifications.domain.examples import example, no_examples
from notifications.domain.telling import Telling, Urgency
from shared.domain.errors import NotFound
from shared.domain.roles import Role
from shared.runtime.clock import BRUSSELS

_FEWEST = 2
_DAY = datetime(2026, 11, 20, 8, tzinfo=BRUSSELS)
_LINK = "https://leerplicht.voorbeeld.example/acknowledgements/voorbeeld"


@dataclass(frozen=True, slots=True)
class Sample:
    """A text that can be looked at: of a row, in a version, with the languages there are of it."""

    kind: str
    row: Telling
    version: int
    languages: tuple[str, ...]


class Previews:
    """Writes samples. ``writer`` makes the writer when the first sample is asked for: that takes a moment."""

    def __init__(self, subjects: Subjects, writer: Callable[[], Writer]) -> None:
        self._subjects = subjects
        self._writer = writer

    def samples(self) -> Iterator[Sample]:
        """All texts, in the order of the tables, the newest version of each in front."""
        texts = self._writer().texts
        for kind, subject in self._subjects.items():
            for row in subject.tellings if subject.examples is not no_examples else ():
                for version in _versions(subject, row):
                    yield Sample(kind, row, version, texts.languages_of(f"{row.template}/{version}/{row.text}"))

    def sample(self, template: str, version: int, role: Role | None) -> Sample:
        """The sample for the reader of this role; without a role, for the first. Raises NotFound."""
        samples = [sample for sample in self.samples() if (sample.row.template, sample.version) == (template, version)]
        readers = [sample for sample in samples if sample.row.role is role] if role else samples
        others = [sample for sample in samples if sample.row.role is None]
        if not readers and not others:
            raise NotFound("template", f"{template}/{version}")
        return (readers or others)[0]

    def text(self, sample: Sample, language: str) -> Text:
        """What the mail says, with the courtesy in this language if there is such a text."""
        ready = example(sample.row, self._subjects[sample.kind].examples, language=language)
        return self._writer().said(ready, version=sample.version, link=_LINK if sample.row.acknowledged else None)

    def digest_readers(self) -> list[Role | None]:
        """The roles with notices that can come in a digest; None for any other reader."""
        return list(dict.fromkeys(row.row.role for row in self._of_digests()))

    def digest(self, reader: Role | None, language: str) -> Text:
        """A digest for this reader, of each notice that can be in it; twice of one that is alone, as of two cases."""
        samples = [sample for sample in self._of_digests() if sample.row.role is reader]
        if len(samples) == 1:
            samples *= _FEWEST
        writer = self._writer()
        texts = [
            writer.said(
                example(sample.row, self._subjects[sample.kind].examples, language=language),
                version=sample.version,
                link=_LINK if sample.row.acknowledged else None,
                in_digest=True,
            )
            for sample in samples
        ]
        return writer.together(texts, _DAY)

    def _of_digests(self) -> Iterator[Sample]:
        for sample in self.samples():
            if sample.row.urgency is not Urgency.AT_ONCE and sample.version == sample.row.version:
                yield sample

    def page(self, text: Text) -> str:
        """Its HTML part as a page."""
        return self._writer().page_of(text)

    def blocks(self, body: str) -> str:
        """What the HTML part is made of."""
        return self._writer().texts.blocks(body)


def _versions(subject: AnySubject, row: Telling) -> list[int]:
    paths = (subject.templates / row.template).glob(f"*/{row.text}.txt.j2")
    return sorted((int(path.parent.name) for path in paths), reverse=True)
