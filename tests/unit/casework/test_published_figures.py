"""What casework publishes gives away no more than its pages show, and of a discreet type less."""

from casework.domain.figures import Figure
from casework.domain.published import cases_by_type, trajectories_by_type
from shared.domain.published_figures import of_groups


def figure(key: str | None, cases: int | None, **outcomes: int | None) -> Figure:
    return Figure(key, cases, open=6, withdrawn=0, outcomes=outcomes, reopened=None, hops={})


def test_cases_are_told_by_type_with_how_they_stand_and_ended():
    assert list(cases_by_type([figure("truancy", 20, attends=14), figure(None, 7)], set())) == [
        of_groups(20, case_type="truancy"),
        of_groups(6, case_type="truancy", status="open"),
        of_groups(0, case_type="truancy", status="withdrawn"),
        of_groups(None, case_type="truancy", status="reopened"),
        of_groups(14, case_type="truancy", outcome="attends"),
    ]


def test_how_cases_of_a_discreet_type_ended_is_not_told():
    told = list(cases_by_type([figure("bullying", 20, solved=14)], {"bullying"}))
    assert [value.value for value in told] == [20, 6, 0, None]
    assert not any(group.kind == "outcome" for value in told for group in value.groups)


def test_a_number_of_trajectories_gives_no_small_number_away():
    figures = [figure("truancy", 20), figure("dropout-risk", 20), figure("newcomer", None), figure("bullying", 9)]
    trajectories = {"truancy": 12, "dropout-risk": 18, "newcomer": 8}
    assert list(trajectories_by_type(figures, trajectories, 5)) == [
        of_groups(12, case_type="truancy"),
        of_groups(None, case_type="dropout-risk"),
        of_groups(None, case_type="newcomer"),
    ]
