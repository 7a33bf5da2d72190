"""What the texts of mails, and the table of who is told what, look like on the wire."""

from pydantic import BaseModel, ConfigDict

from notifications.channels.email.previews import Sample
from notifications.channels.email.texts import Text
from notifications.domain.agreements import Agreement
from notifications.domain.telling import Basis, Pupils, Purpose, Telling, Urgency, Why
from shared.domain.roles import Role


class TemplateAnswer(BaseModel):
    """A text of a mail."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    template: str
    """What is told."""
    version: int
    """Its version; notices keep the version they were made with."""
    is_current: bool
    """Whether new notices have this version."""
    role: Role | None
    """Its reader; null for any other reader."""
    about: str
    """The kind of thing it is about."""
    languages: list[str]
    """Dutch, and the languages of its courtesy translations."""


class PreviewAnswer(BaseModel):
    """A mail of invented data."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    template: str
    """What is told."""
    version: int
    """Its version."""
    role: Role | None
    """Its reader; null for any other reader."""
    languages: list[str]
    """The languages in the mail: Dutch, and that of the courtesy translation if there is one."""
    subject: str
    """The subject."""
    text: str
    """The text part."""


class AudienceAnswer(BaseModel):
    """A row of the table of who is told what."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    about: str
    """The kind of thing it is about, such as a case."""
    template: str
    """What is told."""
    version: int
    """The version of its text that new notices have."""
    role: Role | None
    """Who is told; null for any other reader."""
    why: Why
    """Why the reader is told."""
    purpose: Purpose
    """What for."""
    basis: Basis
    """On what ground."""
    fields: list[str]
    """All that the text can say."""
    naming: str
    """How a pupil is named: `full`, by the `first` name, or `none`."""
    pupils: Pupils
    """The pupils that it is told of, by their level of education."""
    urgency: Urgency
    """How soon."""
    channel: str
    """By which way."""
    acknowledged: bool
    """Whether the reader is asked to answer."""
    corrected_by: list[str]
    """The templates that take it back."""
    agreed: Agreement | None
    """The agreement without which nobody is told; null where none is needed."""


def template_answer(sample: Sample) -> TemplateAnswer:
    """A text, without what it says."""
    return TemplateAnswer(
        template=sample.row.template,
        version=sample.version,
        is_current=sample.version == sample.row.version,
        role=sample.row.role,
        about=sample.kind,
        languages=list(sample.languages),
    )


def preview_answer(sample: Sample, text: Text) -> PreviewAnswer:
    """A mail of invented data."""
    return PreviewAnswer(
        template=sample.row.template,
        version=sample.version,
        role=sample.row.role,
        languages=["nl", *([text.courtesy.language] if text.courtesy else [])],
        subject=text.subject,
        text=text.whole,
    )


def audience_answer(kind: str, row: Telling) -> AudienceAnswer:
    """A row as it is in the table."""
    return AudienceAnswer(
        about=kind,
        template=row.template,
        version=row.version,
        role=row.role,
        why=row.why,
        purpose=row.purpose,
        basis=row.basis,
        fields=list(row.shown),
        naming=row.naming.name.lower(),
        pupils=row.pupils,
        urgency=row.urgency,
        channel=row.channel,
        acknowledged=row.acknowledged,
        corrected_by=row.corrected_by.split(", ") if row.corrected_by else [],
        agreed=row.agreed,
    )
