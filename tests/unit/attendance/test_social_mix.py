"""How pupils with the SES characteristic are spread over schools."""

import pytest

from attendance.figures.domain.social_mix import PupilsBySes, social_mix


def test_the_share_of_a_school_stands_beside_that_of_the_municipality() -> None:
    mix = social_mix([PupilsBySes("1", 30, 70, 0), PupilsBySes("2", 10, 90, 20)], 5)
    assert [(one.school, one.pupils, one.share) for one in mix.schools] == [("1", 100, 0.3), ("2", 120, 0.1)]
    assert (mix.municipality.pupils, mix.municipality.share, mix.municipality.unknown) == (220, 0.2, 20)


@pytest.mark.parametrize(
    ("schools", "index"),
    [
        ([PupilsBySes("1", 20, 80, 9), PupilsBySes("2", 10, 40, 0)], 0.0),
        ([PupilsBySes("1", 50, 0, 0), PupilsBySes("2", 0, 50, 0)], 1.0),
        # By hand: |30/40 - 70/160| + |10/40 - 90/160|, halved.
        ([PupilsBySes("1", 30, 70, 0), PupilsBySes("2", 10, 90, 0)], 0.312),
        ([PupilsBySes("1", 30, 0, 0), PupilsBySes("2", 10, 0, 0)], None),
        ([], None),
    ],
)
def test_the_dissimilarity_is_half_the_sum_of_what_the_shares_differ(
    schools: list[PupilsBySes], index: float | None
) -> None:
    assert social_mix(schools, 5).dissimilarity == index


def test_a_few_pupils_are_left_out_and_their_school_counts_with_another() -> None:
    schools = [PupilsBySes("1", 3, 97, 0), PupilsBySes("2", 40, 60, 0), PupilsBySes("3", 50, 50, 0)]
    mix = social_mix(schools, 5)
    small = mix.schools[0]
    assert (small.with_ses, small.without_ses, small.share) == (None, None, None)
    assert sum(one.with_ses is None for one in mix.schools) == 2
    assert mix.municipality.with_ses == 93
    # School 3, and the other two as one: |50/93 - 50/207| twice, halved.
    assert mix.dissimilarity == round(abs(50 / 93 - 50 / 207), 3)


def test_pupils_of_whom_nothing_is_said_are_in_no_share() -> None:
    mix = social_mix([PupilsBySes("1", 0, 0, 30)], 5)
    assert (mix.schools[0].share, mix.schools[0].unknown, mix.dissimilarity) == (None, 30, None)
