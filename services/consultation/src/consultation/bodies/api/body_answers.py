"""Consultation bodies as they are answered."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field

from consultation.api.described import DESCRIBED, WITH_FROM
from consultation.bodies.domain.body import BodyForm, BodyKind, Deciding, PolicyBody
from consultation.bodies.domain.findings import Directory, Finding, FindingCode
from consultation.bodies.domain.member import Member
from consultation.domain.local_time import BRUSSELS


class MemberAnswer(BaseModel):
    """A membership."""

    model_config = WITH_FROM

    member_id: UUID
    """The membership."""
    contact_id: str | None
    """The contact; null for an organisation."""
    organisation_id: str | None
    """The organisation; null for a contact."""
    from_: date = Field(alias="from")
    """First day."""
    until: date | None
    """Last day, included; null for no end."""
    mandate: str | None
    """What the member does there; null for nothing in particular."""
    mandate_until: date | None
    """Last day of the mandate; null for no end."""
    represented_by: list[str]
    """The contacts who come for the organisation; empty where everybody who works for it is called."""

    @classmethod
    def of(cls, member: Member) -> Self:
        return cls(
            member_id=member.member_id,
            contact_id=member.contact_id,
            organisation_id=member.organisation_id,
            **{"from": member.since},
            until=member.until,
            mandate=member.mandate,
            mandate_until=member.mandate_until,
            represented_by=list(member.represented_by),
        )


class ExpectationAnswer(BaseModel):
    """With what a partner comes to the table."""

    model_config = DESCRIBED

    partner: str
    """Who."""
    expects: str
    """What the partner expects."""


class SchoolPupilsAnswer(BaseModel):
    """How many pupils of a school sit in a pupils' platform."""

    model_config = DESCRIBED

    school: str
    """Institution number of the school."""
    pupils: int
    """How many."""


class PolicyBodyAnswer(BaseModel):
    """A consultation body."""

    model_config = WITH_FROM

    body_id: UUID
    """The body."""
    kind: BodyKind
    """What it is for."""
    form: BodyForm
    """Informal, or an advisory council."""
    name: str
    """What people call it."""
    purpose: str
    """What it is to achieve."""
    expectations: list[ExpectationAnswer]
    """With what each partner comes to the table."""
    money: str
    """Which money it has."""
    rooms: str
    """Which rooms and other means it has."""
    deciding: Deciding
    """How it decides."""
    quorum: int | None
    """How many members have to be there to decide; null for nothing agreed on."""
    times_a_year: int | None
    """How often it meets in a school year; null for nothing agreed on."""
    lop: str
    """How it stands to the *LOP*."""
    lok: str
    """How it stands to the *LOK*."""
    pupils: list[SchoolPupilsAnswer]
    """How many pupils of each school sit in it."""
    from_: date = Field(alias="from")
    """First day."""
    until: date | None
    """Last day, included; null for no end."""
    members: list[MemberAnswer]
    """All memberships, with those that ended."""
    created_at: datetime
    changed_at: datetime
    version: int
    """Rises with every change of the body or its members."""

    @classmethod
    def of(cls, body: PolicyBody) -> Self:
        details = body.details
        return cls(
            body_id=body.body_id,
            kind=details.kind,
            form=details.form,
            name=details.name,
            purpose=details.purpose,
            expectations=[ExpectationAnswer(partner=row.partner, expects=row.expects) for row in details.expectations],
            money=details.money,
            rooms=details.rooms,
            deciding=details.deciding,
            quorum=details.quorum,
            times_a_year=details.times_a_year,
            lop=details.lop,
            lok=details.lok,
            pupils=[SchoolPupilsAnswer(school=row.school, pupils=row.pupils) for row in details.pupils],
            **{"from": details.since},
            until=details.until,
            members=[MemberAnswer.of(member) for member in body.members],
            created_at=body.created_at.astimezone(BRUSSELS),
            changed_at=body.changed_at.astimezone(BRUSSELS),
            version=body.version,
        )


class FindingAnswer(BaseModel):
    """Something about a body that is to be looked at."""

    model_config = DESCRIBED

    code: FindingCode
    """What it is."""
    organisation_id: str | None
    """The organisation it is about; null where it is about none."""
    organisation: str | None
    """The name of that organisation; null where it is about none."""
    contact_id: str | None
    """The contact it is about; null where it is about none."""
    member_id: UUID | None
    """The membership it is about; null where it is about none."""
    session_id: UUID | None
    """The session it is about; null where it is about none."""
    action_id: UUID | None
    """The action it is about; null where it is about none."""
    day: date | None
    """The day of that session or action, or the last day of what ended; null where there is no such day."""
    school_year: str | None
    """The school year with too few sessions; null where it is about something else."""
    sessions: int | None
    """How many sessions there are in that year; null where it is about something else."""

    @classmethod
    def of(cls, finding: Finding, names: Mapping[str, str]) -> Self:
        return cls(
            code=finding.code,
            organisation_id=finding.organisation_id,
            organisation=names.get(finding.organisation_id or ""),
            contact_id=finding.contact_id,
            member_id=finding.member_id,
            session_id=finding.session_id,
            action_id=finding.action_id,
            day=finding.day,
            school_year=finding.school_year,
            sessions=finding.sessions,
        )


class BodyCheckAnswer(BaseModel):
    """What a body still lacks."""

    model_config = DESCRIBED

    findings: list[FindingAnswer]
    """All that is to be looked at today; empty when nothing is."""

    @classmethod
    def of(cls, findings: Sequence[Finding], directory: Directory) -> Self:
        names = {organisation.organisation_id: organisation.name for organisation in directory.organisations}
        return cls(findings=[FindingAnswer.of(finding, names) for finding in findings])
