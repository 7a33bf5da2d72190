"""Writes a mail: subject, text, HTML and calendar entry, out of exactly the fields its view has."""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from jinja2 import Environment, PackageLoader, StrictUndefined

from notifications.domain.notice import Notice
from notifications.domain.preparation import Receiver
from notifications.domain.views import MeetingView, View
from notifications.domain.vocabulary import Template
from notifications.mail import dutch
from notifications.mail.blocks import blocks_of
from notifications.mail.calendar_entry import CANCEL, REQUEST, calendar_entry
from notifications.mail.catalogue import references, spec_of, subject_of
from notifications.mail.links import AcknowledgementLinks

_POLICY = SMTP.clone(cte_type="7bit")
_PAGE = ".html.j2"
_CALENDAR_FILE = "zorgoverleg.ics"


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail ready to be handed over."""

    sender: str
    recipient: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: the address mails come from, and the name below them."""

    address: str
    signature: str

    @property
    def domain(self) -> str:
        """The domain that message ids belong to."""
        return self.address.rpartition("@")[2]


class Writer:
    """Writes mails in Dutch from the templates beside this module, all read at the start."""

    def __init__(self, sender: Sender, acknowledgements: AcknowledgementLinks | None) -> None:
        self._sender = sender
        self._acknowledgements = acknowledgements
        self._texts = _environment(autoescape=False)
        self._pages = _environment(autoescape=True)
        for name in self._texts.list_templates():
            (self._pages if name.endswith(_PAGE) else self._texts).get_template(name)

    def write(self, notice: Notice, receiver: Receiver, view: View, now: datetime) -> Letter:
        """The mail of a notice. Its Message-ID is the notice's for good, so that a repeat is known as one."""
        subject = subject_of(notice.key.template, view)
        text = self.text(notice, view)
        mail = EmailMessage(policy=_POLICY)
        mail["From"] = Address(addr_spec=self._sender.address)
        mail["To"] = Address(addr_spec=receiver.email)
        mail["Subject"] = subject
        mail["Date"] = format_datetime(now)
        mail["Message-ID"] = self._message_id(notice.id)
        if notice.corrects:
            mail["References"] = " ".join(self._message_id(corrected) for corrected in notice.corrects)
        if notice.origin.correlation_id:
            mail["X-Correlation-Id"] = notice.origin.correlation_id
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(text, cte="quoted-printable")
        mail.add_alternative(self.html(subject, text), subtype="html", cte="quoted-printable")
        if isinstance(view, MeetingView):
            self._attach_entry(mail, notice.key.template, view, receiver, now)
        return Letter(self._sender.address, receiver.email, mail.as_bytes())

    def text(self, notice: Notice, view: View) -> str:
        """The text part."""
        spec = spec_of(notice.key.template, view)
        link = self._acknowledgements.link(notice.id) if self._acknowledgements and spec.acknowledged else None
        template = self._texts.get_template(f"{notice.key.template}/{notice.template_version}/{spec.file}.txt.j2")
        return template.render(mail=view, acknowledgement=link, signature=self._sender.signature).strip() + "\n"

    def html(self, subject: str, text: str) -> str:
        """The HTML part: the same words."""
        return self._pages.get_template("mail.html.j2").render(subject=subject, blocks=blocks_of(text))

    def _attach_entry(
        self, mail: EmailMessage, template: Template, view: MeetingView, receiver: Receiver, now: datetime
    ) -> None:
        method = CANCEL if template is Template.MEETING_CANCELLED else REQUEST
        entry = calendar_entry(view, method, self._sender.address, receiver.email, now)
        mail.add_attachment(
            entry, subtype="calendar", filename=_CALENDAR_FILE, params={"method": method}, cte="quoted-printable"
        )

    def _message_id(self, notice_id: object) -> str:
        return f"<{notice_id}@{self._sender.domain}>"


def _environment(*, autoescape: bool) -> Environment:
    environment = Environment(
        loader=PackageLoader("notifications.mail"),
        undefined=StrictUndefined,
        autoescape=autoescape,  # noqa: S701  (text parts are text; the HTML part is escaped)
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        moment=dutch.moment,
        days_missed=dutch.days_missed,
        pupil=dutch.pupil,
        school=dutch.school,
        counsellor=dutch.counsellor,
        contact_of=dutch.contact_of,
        listed=dutch.listed,
        references=references,
    )
    return environment
