"""Which entries of a timeline are for whom, and what of an entry stays with whoever acts on the case."""

from datetime import datetime

import pytest

from casework.domain.case_type import CaseType
from casework.domain.consent import CONSENT_ENDED, CONSENT_RECORDED
from casework.domain.paper import PAPER_MADE
from casework.domain.referral import REFERRAL_ANSWERED, REFERRAL_ASKED
from casework.domain.timeline import Cause, Entry, EntryKind
from casework.domain.timeline_visibility import VISIBILITIES, ground_kinds, partner_kinds, visibility_of
from casework.domain.visibility import Visibility
from casework.testing.factories import CASE_TYPES
from shared.runtime.clock import BRUSSELS

NOW = datetime(2026, 11, 23, 9, tzinfo=BRUSSELS)


def test_every_kind_of_the_frame_has_its_line() -> None:
    assert VISIBILITIES.keys() >= {*EntryKind, PAPER_MADE}


@pytest.mark.parametrize("case_type", list(CASE_TYPES), ids=str)
def test_partners_read_what_the_case_rests_on_and_not_what_was_found(case_type: CaseType) -> None:
    kinds = partner_kinds(case_type)
    assert kinds >= ground_kinds(case_type)
    assert EntryKind.CASE_OPENED in kinds
    assert not kinds & {EntryKind.RESPONSE_OVERDUE, EntryKind.CLOSURE_ASKED, EntryKind.NOTICE_FAILED, "unheard-of"}
    for kind in (*VISIBILITIES, *ground_kinds(case_type), "unheard-of"):
        assert (visibility_of(kind, case_type) is Visibility.PARTNERS) == (kind in kinds)


def test_what_people_wrote_and_found_stays_with_whoever_acts() -> None:
    facts = {"outcome": "other", "causes": ("fear",), "reason": "Vader dronk.", "yes": ("x",), "no": ("y",)}
    entry = Entry.of(EntryKind.CASE_CLOSED, Cause(NOW, "cw-1"), **facts)
    assert entry.outside.facts == {"outcome": "other"}
    assert Entry(NOW, "held", "cw-1", {"text": "In wacht. Reden: Vader dronk."}).outside.facts == {}


@pytest.mark.parametrize("case_type", list(CASE_TYPES), ids=str)
def test_referrals_consents_and_terms_are_for_whoever_acts(case_type: CaseType) -> None:
    kinds = {REFERRAL_ASKED, REFERRAL_ANSWERED, CONSENT_RECORDED, CONSENT_ENDED, EntryKind.TERM_OVERDUE}
    assert VISIBILITIES.keys() >= kinds
    assert not partner_kinds(case_type) & kinds
