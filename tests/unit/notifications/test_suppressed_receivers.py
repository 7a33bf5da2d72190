"""Nothing goes to a suppressed address, but what has to be told goes to who only asked for less."""

from dataclasses import replace
from uuid import uuid4

import pytest

from notifications.domain.directory import Contact, Directory
from notifications.domain.notice import Notice
from notifications.domain.preparation import Prepared, Ready, Receiver, Undeliverable
from notifications.domain.reaching import reached
from notifications.domain.suppression import SuppressionReason
from notifications.domain.vocabulary import Reason
from notifications.subjects.case.domain.vocabulary import CaseTemplate
from notifications.subjects.case.subject import CASE
from notifications.subjects.meeting.domain.vocabulary import MeetingTemplate
from notifications.subjects.meeting.subject import MEETING
from notifications.testing.cases import opening
from notifications.testing.factories import TODAY, contact
from notifications.testing.harness import Harness
from shared.domain.roles import Role

COACH = contact("coach-1", Role.YOUTH_COACH)
DEPUTY = contact("coach-2", Role.YOUTH_COACH, deputy_of="coach-1")
ASKED, BOUNCED = SuppressionReason.ASKED, SuppressionReason.BOUNCED


def a_notice(**changes: object) -> Notice:
    harness = Harness()
    harness.arrive(opening(1))
    return replace(harness.notices[0], **changes)  # type: ignore[arg-type]


def ready(role: Role = Role.YOUTH_COACH) -> Ready:
    receiver = Receiver("coach-1", role, "coach-1@mail.example")
    return Ready(receiver, CASE.tellings.to(CaseTemplate.OPENED, role), view=None)


def go(*contacts: Contact, to: Ready | None = None, notice: Notice | None = None) -> Prepared:
    return reached(to or ready(), notice or a_notice(), directory=Directory(contacts), today=TODAY)


@pytest.mark.parametrize("reason", [ASKED, BOUNCED])
def test_the_deputy_is_told_instead_and_without_a_deputy_nobody(reason: SuppressionReason) -> None:
    suppressed = replace(COACH, suppressed=reason)
    instead = go(suppressed, DEPUTY)
    assert isinstance(instead, Ready)
    assert instead.receiver == Receiver("coach-2", Role.YOUTH_COACH, "coach-2@mail.example", name="Naam van coach-2")
    nobody = Undeliverable("coach-1", Role.YOUTH_COACH, Reason.SUPPRESSED)
    assert go(suppressed) == nobody
    assert go(suppressed, replace(DEPUTY, email=None)) == nobody
    assert go(suppressed, replace(DEPUTY, suppressed=BOUNCED)) == nobody


def test_who_is_not_on_the_list_is_told() -> None:
    assert go(COACH, DEPUTY) == ready()
    assert go() == ready()


def test_what_the_law_asks_and_corrections_go_to_who_asked_for_less_but_not_where_mails_come_back() -> None:
    by_law, correction = ready(Role.CLB), a_notice(corrects=(uuid4(),))
    assert go(replace(COACH, suppressed=ASKED), to=by_law) == by_law
    assert go(replace(COACH, suppressed=ASKED), notice=correction) == ready()
    for to, notice in ((by_law, a_notice()), (ready(), correction)):
        assert isinstance(go(replace(COACH, suppressed=BOUNCED), to=to, notice=notice), Undeliverable)


def test_a_place_in_a_meeting_goes_to_nobody_else() -> None:
    telling = MEETING.tellings.to(MeetingTemplate.INVITATION, Role.YOUTH_COACH)
    invitation = replace(ready(), telling=telling)
    assert isinstance(go(replace(COACH, suppressed=ASKED), DEPUTY, to=invitation), Undeliverable)


def test_another_channel_than_mail_goes_all_the_same() -> None:
    assert go(replace(COACH, suppressed=BOUNCED), notice=a_notice(channel="noticeboard")) == ready()
