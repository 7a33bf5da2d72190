"""What requests about referrals and consents bring, and what is answered."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from casework.api.bodies import Body
from casework.domain.consent import Consent, Ending, Given, Giver, InsteadOfPupil, NotNeeded, Purpose
from casework.domain.referral import Asked, DeclineReason, ReferralReason
from casework.domain.referral_states import ClbAnswer, Receiver, ReferralStatus
from shared.contracts.fields import ContactId, TypedLine
from shared.contracts.moments import IsoDate


class ReferBody(Body):
    """Who is asked, and for what. No text about the pupil goes along."""

    to: Receiver
    """A `naft` is asked through the CLB: only once a CLB has taken the case up."""
    contact: ContactId | None = None
    """The contact who is asked: of a `clb`, `counsellor` or `youth-coach`."""
    name: TypedLine | None = None
    """The name of the organisation that is asked: of a `naft` or `municipality`."""
    reason_code: ReferralReason
    """What is asked for; a local agreement."""

    @property
    def asked(self) -> Asked:
        """Who is asked for what."""
        return Asked(self.to, self.reason_code, self.contact, self.name)


class ReferralAnswerBody(Body):
    """What a CLB answers: one of four words, and no text."""

    answer: ClbAnswer


class DeclineBody(Body):
    """Why somebody declines; a local agreement."""

    reason_code: DeclineReason


class ConsentBody(Body):
    """A consent (who gave it, for what, until when), or why it was not needed: one of the two."""

    purpose: Purpose
    """The receiver that data of the pupil may be shared with."""
    on: IsoDate
    """The day on which it was given, or on which that was decided."""
    given_by: Giver | None = None
    instead_of_pupil: InsteadOfPupil | None = None
    """Why the parents decide on what is shared with a CLB, or a NAFT through the CLB. There a pupil of 12 or older who
    is judged able decides (R30)."""
    not_needed: NotNeeded | None = None
    """Why no consent was needed; a local agreement."""
    until: IsoDate | None = None
    """The last day on which it holds; required of a consent that was given."""

    @property
    def given(self) -> Given:
        """What is recorded."""
        return Given(
            purpose=self.purpose,
            on=self.on,
            giver=self.given_by,
            instead=self.instead_of_pupil,
            not_needed=self.not_needed,
            until=self.until,
        )


class ReferralAnswer(BaseModel):
    """A referral, with as much of its case as the caller may see.

    Whoever was asked sees the pupil's name while the referral stands and a consent holds for it. How much of the name,
    the table of rights says.
    ``case_id`` is null for who may not see the case, ``reference`` and ``case_type`` for who may not know of its type.
    """

    model_config = ConfigDict(use_attribute_docstrings=True)

    referral_id: UUID
    to: Receiver
    contact: str | None
    """The contact who is asked; null for an organisation."""
    name: str | None
    """The organisation that is asked; null for a contact."""
    reason_code: ReferralReason
    status: ReferralStatus
    asked_at: datetime
    asked_by: str
    """Who asked: a contact's id, or the `sub` of a token."""
    changed_at: datetime
    decline_reason: DeclineReason | None
    actions: list[str]
    """The endpoints that the caller can use on it now."""
    case_id: UUID | None
    reference: str | None
    case_type: str | None
    school: str | None
    school_name: str | None
    """What the school is called; null where the school is, or the directory does not say it."""
    given_name: str | None
    family_name: str | None
    led_to: UUID | None
    """The case that a youth coach got by accepting; null before, and for others."""
    version: int


class ConsentAnswer(BaseModel):
    """A consent on a case, or that no consent was needed; ``holds`` says whether data may be shared by it today."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    consent_id: UUID
    purpose: Purpose
    on: date
    given_by: Giver | None
    instead_of_pupil: InsteadOfPupil | None
    not_needed: NotNeeded | None
    until: date | None
    holds: bool
    recorded_at: datetime
    recorded_by: str
    ended_at: datetime | None
    ended_by: str | None
    ending: Ending | None
    """Why it ended: taken back, or its last day has passed."""


def consent_answer(consent: Consent, today: date) -> ConsentAnswer:
    """A consent as it stands today."""
    granted = consent.given
    return ConsentAnswer(
        consent_id=consent.consent_id,
        purpose=granted.purpose,
        on=granted.on,
        given_by=granted.giver,
        instead_of_pupil=granted.instead,
        not_needed=granted.not_needed,
        until=granted.until,
        holds=consent.holds_on(today),
        recorded_at=consent.recorded_at,
        recorded_by=consent.recorded_by,
        ended_at=consent.ended_at,
        ended_by=consent.ended_by,
        ending=consent.ending,
    )
