"""From an enrolment or withdrawal as a school sends it to a report for the register; an INSZ goes no further."""

from uuid import UUID, uuid5

from attendance.register.domain.enrolment import EducationLevel, Enrolment, PersonData, Transferred, Withdrawal
from attendance.register.domain.enrolment_report import EnrolmentReport
from attendance.register.domain.insz import HashInsz
from shared.contracts.school_enrolment import PupilEnrolled, PupilWithdrawn
from shared.messaging.envelope import Envelope

_OWN_FIELDS = UUID("0b0f6a54-6d1f-5d0a-8c62-0f7f3c1d2a11")


def as_enrolment(recorded: PupilEnrolled, hash_insz: HashInsz, envelope: Envelope | None = None) -> EnrolmentReport:
    """The enrolment; `envelope` is the envelope of its event; None if it came without an event."""
    person = recorded.person
    insz_key = None if person.insz is None else hash_insz(person.insz)
    transferred = recorded.transferred
    change = Enrolment(
        valid_from=recorded.valid_from,
        level=EducationLevel(recorded.level),
        recorded_at=recorded.recorded_at,
        event_id=envelope.id if envelope else _own_id(recorded, insz_key),
        class_name=recorded.class_,
        structure=recorded.structure,
        person=PersonData(person.given_name, person.family_name, person.birth_date, insz_key, person.registered_on),
        transferred=Transferred(transferred.problematic, transferred.until) if transferred else None,
        ses=recorded.ses,
        site=recorded.site,
    )
    return EnrolmentReport(recorded.school, recorded.pupil, change, envelope)


def as_withdrawal(recorded: PupilWithdrawn, envelope: Envelope | None = None) -> EnrolmentReport:
    """The withdrawal; `envelope` is the envelope of its event; None if it came without an event."""
    own_id = envelope.id if envelope else _own_id(recorded, None)
    change = Withdrawal(recorded.valid_until, recorded.recorded_at, own_id)
    return EnrolmentReport(recorded.school, recorded.pupil, change, envelope)


def _own_id(recorded: PupilEnrolled | PupilWithdrawn, insz_key: bytes | None) -> str:
    """The UUIDv5 of the report's own fields; of the INSZ only its keyed hash, which cannot be guessed back."""
    fields = recorded.model_dump_json(exclude={"person": {"insz"}})
    return str(uuid5(_OWN_FIELDS, f"{fields}\n{(insz_key or b'').hex()}"))
