"""The settings of notifications, read once from the environment."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator, model_validator

from notifications.domain.agreements import Agreed, Agreement
from notifications.domain.hours import Hours
from notifications.domain.links import Links
from notifications.domain.open_days import NEVER_CLOSED, ClosedDays
from notifications.domain.silence import SilenceRules
from shared.domain.patterns import worded
from shared.domain.reply_tokens import ReplyTokens
from shared.papers.settings import PaperSettings

_ADDRESS = worded(r"^[!-;=?A-~]+@[!-;=?A-~]+$", "an address such as name@example.org, in ASCII")


class NotificationsSettings(PaperSettings):
    """Mail server, sender, links and patience."""

    http_port: int = Field(8004, ge=0, le=65535, description="Port to listen on; 0 takes a free one")

    smtp_host: str = Field("127.0.0.1", alias="FLANKEREND_SMTP_HOST", description="The mail server")
    smtp_port: int = Field(1025, ge=1, le=65535, alias="FLANKEREND_SMTP_PORT", description="Its port")
    smtp_security: Literal["none", "starttls", "tls"] = Field(
        "none", alias="FLANKEREND_SMTP_SECURITY", description="`none`, `starttls` or `tls`"
    )
    smtp_username: str | None = Field(None, alias="FLANKEREND_SMTP_USERNAME", description="When it asks for a login")
    smtp_password: SecretStr | None = Field(None, alias="FLANKEREND_SMTP_PASSWORD", description="Likewise")
    smtp_timeout_s: float = Field(10.0, gt=0, alias="FLANKEREND_SMTP_TIMEOUT_S", description="Seconds for one mail")
    webhook_key: SecretStr | None = Field(
        None,
        alias="FLANKEREND_WEBHOOK_KEY",
        min_length=32,
        description="Seals the secrets of webhooks in the database; the token secret when absent, no webhooks without "
        "either",
    )
    webhook_ports: str = Field(
        "443",
        alias="FLANKEREND_WEBHOOK_PORTS",
        pattern=worded(r"^[1-9]\d{0,4}(,[1-9]\d{0,4})*$", "ports such as 443,8443"),
        description="Ports that webhooks may lead to, such as `443,8443`",
    )
    webhook_loopback: bool = Field(
        False,
        alias="FLANKEREND_WEBHOOK_LOOPBACK",
        description="`true` to let webhooks lead to this machine, by plain HTTP too: for development alone",
    )
    webhook_timeout_s: float = Field(
        10.0, gt=0, le=60, alias="FLANKEREND_WEBHOOK_TIMEOUT_S", description="Seconds for one event of a webhook"
    )
    webhook_lanes: int = Field(
        2, ge=1, le=20, alias="FLANKEREND_WEBHOOK_LANES", description="Events that go to webhooks at once"
    )
    webhook_overlap_h: float = Field(
        24.0,
        ge=0,
        le=720,
        alias="FLANKEREND_WEBHOOK_OVERLAP_H",
        description="Hours that the former secret of a webhook signs too; a local agreement",
    )
    mail_lanes: int = Field(3, ge=1, le=20, alias="FLANKEREND_MAIL_LANES", description="Mails handed over at once")

    mail_from: str = Field(
        "flankerend@localhost",
        alias="FLANKEREND_MAIL_FROM",
        pattern=_ADDRESS,
        description="Address mails come from",
    )
    reply_address: str | None = Field(
        None,
        alias="FLANKEREND_REPLY_ADDRESS",
        pattern=_ADDRESS,
        description="Address that is read: invitations ask calendars to answer to it; without it they ask for none",
    )
    maildir: Path | None = Field(
        None,
        alias="FLANKEREND_MAILDIR",
        description="Maildir in which mails to that address come in: reports that a mail did not arrive, calendars' "
        "answers; without it they are left unread",
    )
    mailbox_scan_s: float = Field(
        10.0, gt=0, alias="FLANKEREND_MAILBOX_SCAN_S", description="Seconds between two looks into that Maildir"
    )
    imap_host: str | None = Field(
        None,
        alias="FLANKEREND_IMAP_HOST",
        description="IMAP server with a mailbox in which such mails come in, instead of a Maildir or beside it",
    )
    imap_port: int = Field(993, ge=1, le=65535, alias="FLANKEREND_IMAP_PORT", description="Its port")
    imap_security: Literal["none", "starttls", "tls"] = Field(
        "tls", alias="FLANKEREND_IMAP_SECURITY", description="`none`, `starttls` or `tls`"
    )
    imap_username: str | None = Field(None, alias="FLANKEREND_IMAP_USERNAME", description="Required with a server")
    imap_password: SecretStr | None = Field(None, alias="FLANKEREND_IMAP_PASSWORD", description="Likewise")
    imap_folder: str = Field(
        "INBOX", alias="FLANKEREND_IMAP_FOLDER", min_length=1, description="The folder that is read; nothing is changed"
    )
    imap_scan_s: float = Field(
        60.0, gt=0, alias="FLANKEREND_IMAP_SCAN_S", description="Seconds between two looks into that folder"
    )
    incoming_kept_days: int = Field(
        90,
        ge=1,
        le=3650,
        alias="FLANKEREND_INCOMING_KEPT_DAYS",
        description="Days that it is kept who sent a mail back, and what it answers; older mails in an IMAP folder "
        "are not read; a local agreement",
    )
    invitation_lists_all: bool = Field(
        False,
        alias="FLANKEREND_INVITATION_LISTS_ALL",
        description="`true` to list the addresses of all participants in invitations, not the receiver's alone",
    )
    mail_signature: str = Field(
        "Flankerend onderwijsbeleid", alias="FLANKEREND_MAIL_SIGNATURE", description="Name below a mail"
    )
    link_base: str | None = Field(
        None,
        alias="FLANKEREND_LINK_BASE",
        description="Where receivers reach the API, if mails have to lead there and not to the pages for people",
    )
    acknowledgement_secret: SecretStr | None = Field(
        None,
        alias="FLANKEREND_ACKNOWLEDGEMENT_SECRET",
        min_length=32,
        description="Signs the links in mails; the token secret when absent, no such links without either",
    )
    reply_secret: SecretStr | None = Field(
        None,
        alias="FLANKEREND_REPLY_SECRET",
        min_length=32,
        description="Signs the links by which people answer invitations, the same as of consultation; as above",
    )
    acknowledgement_days: int = Field(
        60, ge=1, alias="FLANKEREND_ACKNOWLEDGEMENT_DAYS", description="Days a link in a mail works"
    )

    retry_longest_s: float = Field(
        300.0,
        gt=0,
        alias="FLANKEREND_MAIL_RETRY_LONGEST_S",
        description="Longest pause in seconds between two attempts",
    )
    give_up_after_h: float = Field(
        72.0,
        gt=0,
        alias="FLANKEREND_MAIL_GIVE_UP_H",
        description="Hours (of the set clock) a mail is put off by a mail server that is there, before it is given up",
    )
    wait_for_facts_h: float = Field(
        24.0,
        ge=0,
        alias="FLANKEREND_NOTICE_WAIT_H",
        description="Hours (of the set clock) a notice waits for a name, a case or a contact that has not arrived",
    )
    wait_for_role_s: float = Field(
        5.0,
        ge=0,
        alias="FLANKEREND_NOTICE_WAIT_ROLE_S",
        description="Seconds a notice waits for a contact of a role before the coordinator gets it",
    )
    keep_erased_days: int = Field(
        400,
        ge=1,
        alias="FLANKEREND_KEEP_ERASED_DAYS",
        description="Days that the id of an erased person is kept, so that no late event brings the person back",
    )

    notice_hours: str | None = Field(
        None,
        alias="FLANKEREND_NOTICE_HOURS",
        pattern=worded(r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$", "hours such as 08:30-16:00"),
        description="Hours such as `08:30-16:00`, on days with lessons at a school of the receiver, in which mails "
        "go that can wait; a local agreement, at once without it",
    )
    digest: bool = Field(
        False,
        alias="FLANKEREND_DIGEST",
        description="`true` to send what can wait once a school day, all of a receiver in one mail; a local agreement",
    )
    digest_at: time = Field(
        time(8),
        alias="FLANKEREND_DIGEST_AT",
        description="Hour of that mail by the clock in Brussels, such as `08:00`, where a contact prefers no other",
    )
    clb_closed: str | None = Field(
        None,
        alias="FLANKEREND_CLB_CLOSED",
        pattern=worded(
            r"^\d{4}-\d{2}-\d{2}(/\d{4}-\d{2}-\d{2})?(, ?\d{4}-\d{2}-\d{2}(/\d{4}-\d{2}-\d{2})?)*$",
            "days and periods such as 2026-12-24/2027-01-03, 2027-05-14",
        ),
        description="Days and periods, such as `2026-12-24/2027-01-03, 2027-05-14`, on which what can wait does not go "
        "to a CLB; a local agreement",
    )
    answer_school_days: int = Field(
        5,
        ge=0,
        le=60,
        alias="FLANKEREND_ANSWER_SCHOOL_DAYS",
        description="School days of the Flemish calendar in which a notice about a case is to be answered, before "
        "`notification-unacknowledged` says that it was not; a local agreement, 0 for never",
    )
    bounce_tells_coordinator: bool = Field(
        False,
        alias="FLANKEREND_BOUNCE_TELLS_COORDINATOR",
        description="`true` to tell the coordinator of a case whose notice did not reach its receiver, where no deputy "
        "is there to be told; a local agreement",
    )
    answer_tells_others: bool = Field(
        False,
        alias="FLANKEREND_ANSWER_TELLS_OTHERS",
        description="`true` to tell a deputy of who did not answer by then, and so many school days later, or without "
        "a deputy, the coordinator; a local agreement",
    )

    receivers_kept_days: int = Field(
        90,
        ge=1,
        le=3650,
        alias="FLANKEREND_RECEIVERS_KEPT_DAYS",
        description="Days after a contact's last day that it is kept what the contact prefers, and that nothing goes "
        "there; a local agreement",
    )
    parent_mails_kept_days: int = Field(
        90,
        ge=1,
        le=3650,
        alias="FLANKEREND_PARENT_MAILS_KEPT_DAYS",
        description="Days that it is kept who mailed the parents of a case, and when; a local agreement",
    )
    replies_kept_days: int = Field(
        90,
        ge=1,
        le=3650,
        alias="FLANKEREND_REPLIES_KEPT_DAYS",
        description="Days after a meeting that it is kept who answered the invitation, or was reminded, and that an "
        "early signal is kept after its period, and what was told of a session of a consultation body; a local "
        "agreement",
    )

    coach_after: Literal["meeting-held", "consent"] | None = Field(
        None,
        alias="FLANKEREND_COACH_AFTER",
        description="`meeting-held` or `consent`: the youth coach is told of a case only once a meeting about it was "
        "held, or a consent to share it with the coach was recorded; a local agreement, at its opening without it",
    )

    caseworker_digest: bool = Field(
        False,
        alias="FLANKEREND_CASEWORKER_DIGEST",
        description="`true` to tell caseworkers once a day of the cases they got, of terms of theirs that are near "
        "their end or over, of answers, and of what did not arrive; a local agreement",
    )
    tell_overdue: bool = Field(
        False,
        alias="FLANKEREND_TELL_OVERDUE",
        description="`true` to tell the coordinator once a day of cases with a term that has passed for long "
        "(`FLANKEREND_ESCALATE_SCHOOL_DAYS`); a local agreement",
    )
    tell_school_status: bool = Field(
        False,
        alias="FLANKEREND_TELL_SCHOOL_STATUS",
        description="`true` to tell a school's counsellor what became of its pupils' cases, the status alone; "
        "a local agreement",
    )
    tell_early_signals: bool = Field(
        False,
        alias="FLANKEREND_TELL_EARLY_SIGNALS",
        description="`true` to tell a school's counsellor, or care coordinator, of early signals of its pupils, once a "
        "day; a local agreement",
    )

    @field_validator("notice_hours")
    @classmethod
    def _hours_end_after_they_begin(cls, text: str | None) -> str | None:
        if text is not None:
            Hours.parse(text)
        return text

    @field_validator("digest_at")
    @classmethod
    def _by_the_clock_in_brussels(cls, hour: time) -> time:
        if hour.tzinfo is not None:
            raise ValueError("must be an hour by the clock in Brussels, without a time zone")
        return hour

    @field_validator("clb_closed")
    @classmethod
    def _days_are_days(cls, text: str | None) -> str | None:
        if text is not None:
            ClosedDays.parse(text)
        return text

    @model_validator(mode="after")
    def _a_mailbox_has_a_login(self) -> "NotificationsSettings":
        if self.imap_host and not (self.imap_username and self.imap_password):
            raise ValueError("FLANKEREND_IMAP_HOST needs FLANKEREND_IMAP_USERNAME and FLANKEREND_IMAP_PASSWORD")
        return self

    print_queue: Path | None = Field(
        None,
        alias="FLANKEREND_PRINT_QUEUE",
        description="Folder in which letters wait for a printer, as PDF: to whoever has no mail, or is not reached by "
        "it, and works for an organisation with a postal address; no letters without it",
    )
    printed_kept_days: int = Field(
        30,
        ge=1,
        le=3650,
        alias="FLANKEREND_PRINTED_KEPT_DAYS",
        description="Days that a letter stays in that folder once it is printed; a local agreement",
    )

    @property
    def agreed(self) -> Agreed:
        """What the municipality agreed on who is told what."""
        settings = {
            Agreement.COACH_AFTER_MEETING: self.coach_after == "meeting-held",
            Agreement.COACH_AFTER_CONSENT: self.coach_after == "consent",
            Agreement.CASEWORKER_DIGEST: self.caseworker_digest,
            Agreement.OVERDUE: self.tell_overdue,
            Agreement.SCHOOL_STATUS: self.tell_school_status,
            Agreement.EARLY_SIGNALS: self.tell_early_signals,
        }
        return frozenset(agreement for agreement, is_agreed in settings.items() if is_agreed)

    @property
    def hours(self) -> Hours | None:
        """When what can wait may go; None for at once."""
        return Hours.parse(self.notice_hours) if self.notice_hours else None

    @property
    def closed_days(self) -> ClosedDays:
        """When a CLB gets nothing that can wait."""
        return ClosedDays.parse(self.clb_closed) if self.clb_closed else NEVER_CLOSED

    @property
    def silence(self) -> SilenceRules:
        """What happens when nobody answers."""
        return SilenceRules(self.answer_school_days or None, self.answer_tells_others)

    @property
    def lease(self) -> timedelta:
        """How long a worker may take for a mail, an event or a letter, before another worker takes it over."""
        longest_s = max(self.smtp_timeout_s, self.webhook_timeout_s, self.paper_timeout_s if self.print_queue else 0.0)
        return timedelta(seconds=longest_s + 5)

    @property
    def signing_secret(self) -> str | None:
        """What acknowledgement links are signed with."""
        secret = self.acknowledgement_secret or self.token_secret
        return secret.get_secret_value() if secret else None

    @property
    def links(self) -> Links:
        """Where the links in mails lead: to the pages, unless there is an address of the API alone."""
        address = (self.link_base or self.web_url).rstrip("/")
        secret = self.reply_secret or self.token_secret
        tokens = ReplyTokens(secret.get_secret_value(), lambda: datetime.now(UTC)) if secret else None
        return Links(address, has_pages=address == self.web_url, reply_tokens=tokens)
