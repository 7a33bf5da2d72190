"""Offers as plain rules: what one can be, and what can be done to it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest

from consultation.domain.contact import Contact, ContactDetails
from consultation.domain.organisation import Organisation, OrganisationDetails, OrganisationKind
from consultation.domain.themes import Theme
from consultation.offers.domain.offer import CostPer, Offer, OfferDetails
from consultation.offers.domain.offer_request import OfferRequest, Wish
from consultation.offers.domain.overlap import Judgement, Verdict, may_overlap, shared_by
from consultation.offers.domain.shown_offer import ShownOffer
from consultation.offers.domain.states import OfferStatus
from shared.domain.errors import IllegalTransition, InvalidField
from shared.domain.roles import Role

AT = datetime(2026, 11, 13, 9, tzinfo=UTC)


def an_offer(**details: object) -> Offer:
    fields = {"title": "Zwemlessen", "provider": "sport", "theme": Theme.SPORTS, "since": date(2026, 9, 1), **details}
    return Offer(offer_id=uuid4(), details=OfferDetails(**fields), created_at=AT, changed_at=AT)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": " "}, "title"),
        ({"levels": ("hoger",)}, "levels"),
        ({"age_from": 100}, "age_from"),
        ({"age_from": 12, "age_until": 6}, "age_until"),
        ({"schools": ("12",)}, "schools"),
        ({"schools": ("125001",) * 501}, "schools"),
        ({"until": date(2026, 8, 31)}, "until"),
        ({"cost": Decimal(-1)}, "cost"),
        ({"cost": Decimal(1)}, "cost_per"),
        ({"cost": Decimal(0), "cost_per": CostPer.GROUP}, "cost_per"),
        ({"capacity": 0}, "capacity"),
        ({"email": "nowhere"}, "email"),
        ({"phone": "x"}, "phone"),
        ({"shows_contact": True}, "shows_contact"),
        ({"link": "https://a b"}, "link"),
        ({"link": "https://" + "a" * 500}, "link"),
        ({"link": "ftp://a"}, "link"),
    ],
)
def test_what_no_offer_can_be(fields: dict[str, object], field: str):
    with pytest.raises(InvalidField) as refused:
        an_offer(**fields)
    assert refused.value.field == field


def test_levels_and_schools_are_kept_in_their_order_and_once():
    details = an_offer(levels=("secundair", "kleuter"), schools=("125002", "125001", "125002")).details
    assert (details.levels, details.schools) == (("kleuter", "secundair"), ("125001", "125002"))


def test_an_offer_that_says_the_same_has_the_same_version():
    offer = an_offer()
    assert offer.changed(AT, title="Zwemlessen") is offer
    changed = offer.changed(AT, title="Zwemmen")
    assert (changed.version, [event.offer.details.title for event in changed.events]) == (2, ["Zwemmen"])


def test_the_provider_of_an_offer_never_changes():
    with pytest.raises(InvalidField, match="provider"):
        an_offer().loaded(an_offer(provider="jeugd").details, AT)


def test_schools_can_have_an_offer_until_its_last_day_unless_it_is_withdrawn():
    offer = an_offer(until=date(2026, 12, 31), schools=("125001",))
    assert [offer.can_be_had_on(date(2026, 12, 31)), offer.can_be_had_on(date(2027, 1, 1))] == [True, False]
    assert not offer.withdrawn(AT).can_be_had_on(date(2026, 12, 31))
    assert [offer.is_for("125001"), offer.is_for("125002"), an_offer().is_for("125002")] == [True, False, True]


def test_an_offer_is_withdrawn_once_and_then_restored():
    withdrawn = an_offer().withdrawn(AT)
    with pytest.raises(IllegalTransition) as refused:
        withdrawn.withdrawn(AT)
    assert refused.value.allowed == ("change", "restore")
    assert withdrawn.changed(AT, capacity=4).restored(AT).status is OfferStatus.OFFERED


def a_request() -> OfferRequest:
    return OfferRequest(
        request_id=uuid4(), offer_id=uuid4(), school="125001", wish=Wish(since=date(2027, 1, 11)), asked_at=AT
    )


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"level": "hoger"}, "level"),
        ({"group": " 3A"}, "group"),
        ({"participants": 0}, "participants"),
        ({"until": date(2027, 1, 10)}, "until"),
    ],
)
def test_what_no_school_can_wish(fields: dict[str, object], field: str):
    with pytest.raises(InvalidField) as refused:
        Wish(**{"since": date(2027, 1, 11), "group": "3A", **fields})
    assert refused.value.field == field


def test_a_request_is_planned_from_the_day_on_which_it_was_asked():
    with pytest.raises(InvalidField, match="on"):
        a_request().planned(date(2026, 11, 12), AT)
    planned = a_request().planned(date(2026, 11, 13), AT).planned(date(2026, 12, 1), AT)
    assert (planned.planned_on, planned.version, planned.is_open) == (date(2026, 12, 1), 3, True)
    done = planned.done(21)
    assert (done.took_part, done.is_open) == (21, False)


def test_a_request_is_declined_with_a_reason_or_with_another_offer():
    request = a_request()
    for reason, alternative, field in ((None, None, "reason"), ("", None, "reason"), (None, request.offer_id, "alter")):
        with pytest.raises(InvalidField, match=field):
            request.declined(AT, reason=reason, alternative=alternative)
    assert request.declined(AT, reason="Vol", alternative=None).reason == "Vol"
    assert request.declined(AT, reason=None, alternative=uuid4()).answered_at == AT


def test_what_was_declined_or_taken_back_is_not_planned():
    for request in (a_request().withdrawn(), a_request().declined(AT, reason="Vol", alternative=None)):
        with pytest.raises(IllegalTransition):
            request.planned(date(2026, 12, 1), AT)


def test_what_two_offers_share_is_the_narrower_of_both():
    first = an_offer(levels=("kleuter", "lager"), age_from=3, age_until=9, schools=("125001", "125002")).details
    second = an_offer(levels=("lager",), age_from=6, schools=("125002",), until=date(2027, 6, 30)).details
    shared = shared_by(first, second)
    assert (shared.levels, shared.age_from, shared.age_until, shared.schools) == (("lager",), 6, 9, ("125002",))
    assert (shared.since, shared.until) == (date(2026, 9, 1), date(2027, 6, 30))
    assert shared_by(first, an_offer().details).levels == ("kleuter", "lager")


@pytest.mark.parametrize(
    ("fields", "meets"),
    [
        ({}, True),
        ({"theme": Theme.YOUTH}, False),
        ({"levels": ("secundair",)}, False),
        ({"schools": ("125002",)}, False),
        ({"age_from": 10}, False),
        ({"age_until": 5}, False),
        ({"since": date(2027, 7, 1)}, False),
        ({"since": date(2026, 1, 1), "until": date(2026, 8, 31)}, False),
    ],
)
def test_two_offers_meet_in_theme_target_group_and_time(fields: dict[str, object], meets: bool):
    one = an_offer(levels=("lager",), schools=("125001",), age_from=6, age_until=9, until=date(2027, 6, 30)).details
    assert may_overlap(one, an_offer(**fields).details) is meets


def test_a_judgement_names_two_offers_in_their_order_and_why():
    first, second = sorted((uuid4(), uuid4()))
    said = {"verdict": Verdict.OVERLAP, "judged_at": AT, "judged_by": "coordinator-1"}
    counted = {"first_counted": 1, "second_counted": 1}
    assert Judgement(first=first, second=second, why="Dubbel", **said, **counted).verdict is Verdict.OVERLAP
    for wrong in ({"first": second, "second": first}, {"why": ""}):
        with pytest.raises(InvalidField):
            Judgement(**{"first": first, "second": second, "why": "Dubbel", **said, **counted, **wrong})


def test_an_offer_is_counted_anew_where_something_changes_that_overlaps_rest_on():
    offer = an_offer()
    assert [offer.changed(AT, capacity=4).counted, offer.changed(AT, age_from=4).counted] == [1, 2]


def test_a_contact_is_shown_where_the_offer_says_so_and_else_the_provider():
    sport = Organisation("sport", OrganisationDetails(kind=OrganisationKind.CITY_SERVICE, name="Sport", phone="011"))
    els = Contact("els", ContactDetails(name="Els", role=Role.CASEWORKER, email="els@stad.example"))
    closed = ShownOffer.of(an_offer(contact_id="els"), sport, els)
    assert (closed.provider, closed.contact, closed.email, closed.phone) == ("Sport", None, None, "011")
    shown = ShownOffer.of(an_offer(contact_id="els", shows_contact=True), sport, els)
    assert (shown.contact, shown.email) == ("Els", "els@stad.example")
