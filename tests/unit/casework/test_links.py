"""What the timeline says of a link: the other case's reference, unless that says more than others may know."""

from casework.domain.link import Relation, linked, unlinked
from casework.testing.factories import BY_HAND, CASE_TYPES, new_case


def test_both_entries_name_the_other_case() -> None:
    other = new_case()
    assert linked(other, Relation.SIBLING, BY_HAND).facts == {"reference": "SP-2026-000001", "relation": "sibling"}
    assert unlinked(other, BY_HAND).facts == {"reference": "SP-2026-000001"}


def test_a_case_of_a_discreet_type_is_not_named() -> None:
    other = new_case(case_type=CASE_TYPES["bullying"], reference="AP-2026-000001")
    assert linked(other, Relation.OTHER, BY_HAND).facts == {"relation": "other"}
    assert unlinked(other, BY_HAND).facts == {}
