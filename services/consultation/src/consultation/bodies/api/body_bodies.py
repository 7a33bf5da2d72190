"""Consultation bodies as they are sent."""

from typing import Annotated, Any, cast

from pydantic import BaseModel, Field
from pydantic.json_schema import SkipJsonSchema

from consultation.api.described import EXACT, EXACT_WITH_FROM, LEFT_OUT
from consultation.bodies.domain.body import (
    MOST_MEMBERS,
    BodyDetails,
    BodyForm,
    BodyKind,
    ChangedBody,
    Deciding,
    Expectation,
    SchoolPupils,
)
from consultation.bodies.domain.member import MOST_REPRESENTING, ChangedMember, Member
from shared.contracts.fields import ContactId, OrganisationId, SchoolNumber, Text, TypedLine
from shared.contracts.moments import IsoDate
from shared.domain.errors import InvalidField
from shared.runtime.ids import new_id

_NEVER_NULL = ("form", "name", "purpose", "expectations", "money", "rooms", "deciding", "lop", "lok", "pupils")
_Quorum = Annotated[int, Field(ge=1, le=MOST_MEMBERS, strict=True)]
_Representing = Annotated[list[ContactId], Field(max_length=MOST_REPRESENTING)]
_Often = Annotated[int, Field(ge=1, le=52, strict=True)]


class ExpectationBody(BaseModel):
    """With what a partner comes to the table."""

    model_config = EXACT

    partner: TypedLine
    """Who, such as `CLB` or `Jeugddienst`."""
    expects: TypedLine
    """What the partner expects."""


class SchoolPupilsBody(BaseModel):
    """How many pupils of a school sit in a pupils' platform."""

    model_config = EXACT

    school: SchoolNumber
    """The school, one of the directory."""
    pupils: int = Field(ge=1, le=1000, strict=True)
    """How many pupils; who they are is not kept."""


_Expectations = Annotated[list[ExpectationBody], Field(max_length=50)]
_Pupils = Annotated[list[SchoolPupilsBody], Field(max_length=500)]


class FoundingBody(BaseModel):
    """A consultation body to keep."""

    model_config = EXACT_WITH_FROM

    kind: BodyKind
    """What it is for; that never changes."""
    form: BodyForm
    """Informal, or an advisory council."""
    name: TypedLine
    """What people call it."""
    purpose: Text = ""
    """What it is to achieve."""
    expectations: _Expectations = Field(default_factory=list)
    """With what each partner comes to the table."""
    money: Text = ""
    """Which money it has."""
    rooms: Text = ""
    """Which rooms and other means it has."""
    deciding: Deciding = Deciding.CONSENSUS
    """How it decides: by consensus, by majority, or by giving advice."""
    quorum: _Quorum | None = None
    """How many members have to be there to decide; nothing agreed on when absent."""
    times_a_year: _Often | None = None
    """How often it meets in a school year; nothing agreed on when absent."""
    lop: Text = ""
    """How it stands to the local consultation platform of education (*LOP*)."""
    lok: Text = ""
    """How it stands to the local consultation of child care (*LOK*)."""
    pupils: _Pupils = Field(default_factory=list)
    """Of a pupils' platform how many pupils of each school sit in it."""
    from_: IsoDate = Field(alias="from")
    """First day."""
    until: IsoDate | None = None
    """Last day, included; no end when absent."""

    def details(self) -> BodyDetails:
        """What was agreed on. Raises InvalidField."""
        fields = {name: getattr(self, name) for name in type(self).model_fields if name != "from_"}
        return BodyDetails(**_as_kept(fields), since=self.from_)


class BodyChangeBody(BaseModel):
    """What changes of a consultation body; what is left out stays."""

    model_config = EXACT

    form: BodyForm | SkipJsonSchema[None] = LEFT_OUT
    """Informal, or an advisory council."""
    name: TypedLine | SkipJsonSchema[None] = LEFT_OUT
    """What people call it."""
    purpose: Text | SkipJsonSchema[None] = LEFT_OUT
    """What it is to achieve."""
    expectations: _Expectations | SkipJsonSchema[None] = LEFT_OUT
    """With what each partner comes to the table, all of them."""
    money: Text | SkipJsonSchema[None] = LEFT_OUT
    """Which money it has."""
    rooms: Text | SkipJsonSchema[None] = LEFT_OUT
    """Which rooms and other means it has."""
    deciding: Deciding | SkipJsonSchema[None] = LEFT_OUT
    """How it decides."""
    quorum: _Quorum | None = None
    """How many members have to be there to decide; null for nothing agreed on."""
    times_a_year: _Often | None = None
    """How often it meets in a school year; null for nothing agreed on."""
    lop: Text | SkipJsonSchema[None] = LEFT_OUT
    """How it stands to the *LOP*."""
    lok: Text | SkipJsonSchema[None] = LEFT_OUT
    """How it stands to the *LOK*."""
    pupils: _Pupils | SkipJsonSchema[None] = LEFT_OUT
    """How many pupils of each school sit in it, all of them."""
    until: IsoDate | None = None
    """Last day, included; null for no end."""

    def changes(self) -> ChangedBody:
        """The fields that were sent. Raises InvalidField for a null where there has to be a value."""
        changes: dict[str, Any] = {name: getattr(self, name) for name in self.model_fields_set}
        for name in _NEVER_NULL:
            if name in changes and changes[name] is None:
                raise InvalidField(name, "can't be null")
        return cast("ChangedBody", _as_kept(changes))


class MemberBody(BaseModel):
    """Somebody who becomes a member: a contact or an organisation of the directory, one of the two."""

    model_config = EXACT_WITH_FROM

    contact_id: ContactId | None = None
    """The contact."""
    organisation_id: OrganisationId | None = None
    """The organisation, which sends somebody."""
    from_: IsoDate = Field(alias="from")
    """First day."""
    until: IsoDate | None = None
    """Last day, included; no end when absent."""
    mandate: TypedLine | None = None
    """What the member does there, such as `voorzitter`."""
    mandate_until: IsoDate | None = None
    """Last day of the mandate; no end when absent."""
    represented_by: _Representing = Field(default_factory=list)
    """The contacts who come for the organisation; everybody who works for it when there are none."""

    def member(self) -> Member:
        """Raises InvalidField."""
        return Member(
            member_id=new_id(),
            contact_id=self.contact_id,
            organisation_id=self.organisation_id,
            since=self.from_,
            until=self.until,
            mandate=self.mandate,
            mandate_until=self.mandate_until,
            represented_by=tuple(self.represented_by),
        )


class PartnersBody(BaseModel):
    """From when all local schools and CLBs are members."""

    model_config = EXACT_WITH_FROM

    from_: IsoDate = Field(alias="from")
    """First day."""


class MemberChangeBody(BaseModel):
    """What changes of a membership; what is left out stays."""

    model_config = EXACT

    until: IsoDate | None = None
    """Last day, included; null for no end."""
    mandate: TypedLine | None = None
    """What the member does there; null for no mandate."""
    mandate_until: IsoDate | None = None
    """Last day of the mandate; null for no end."""
    represented_by: _Representing | SkipJsonSchema[None] = LEFT_OUT
    """The contacts who come for the organisation, all of them."""

    def changes(self) -> ChangedMember:
        """The fields that were sent. Raises InvalidField for a null where there has to be a value."""
        changes: dict[str, Any] = {name: getattr(self, name) for name in self.model_fields_set}
        if "represented_by" in changes:
            if changes["represented_by"] is None:
                raise InvalidField("represented_by", "can't be null")
            changes["represented_by"] = tuple(changes["represented_by"])
        return cast("ChangedMember", changes)


def _as_kept(fields: dict[str, Any]) -> dict[str, Any]:
    kept = dict(fields)
    if "expectations" in kept:
        kept["expectations"] = tuple(Expectation(entry.partner, entry.expects) for entry in kept["expectations"])
    if "pupils" in kept:
        kept["pupils"] = tuple(SchoolPupils(row.school, row.pupils) for row in kept["pupils"])
    return kept
