"""How evenly the policy reaches boards and levels: no board is left out, and no number of pupils is guessed."""

from collections import Counter
from datetime import UTC, datetime

from consultation.domain.contact import Contact, ContactDetails
from consultation.domain.organisation import Organisation, OrganisationDetails, OrganisationKind
from consultation.overview.domain.balance import BalanceRow, Measured, balance, boarded, schools_among
from consultation.overview.domain.figure import Figure
from shared.domain.published_figures import FigureValue, Group, of_groups
from shared.domain.roles import Role
from shared.domain.school_year import SchoolYear

NOTHING = Measured(0, None)


def school(number: str, board: str | None, *levels: str, local: bool = True) -> Organisation:
    details = OrganisationDetails(
        kind=OrganisationKind.SCHOOL, name=f"School {number}", school=number, board=board, levels=levels, local=local
    )
    return Organisation(f"school-{number}", details)


def pupils(*values: FigureValue) -> Figure:
    return Figure(
        service="attendance",
        figure="pupils",
        school_year=SchoolYear(2026),
        unit="pupils",
        smallest_cell=5,
        values=values,
        known_at=datetime(2026, 11, 1, tzinfo=UTC),
        sequence=1,
    )


SCHOOLS = [
    school("100001", "GO!", "secundair"),
    school("100002", "OGO", "kleuter", "lager"),
    school("100003", "VGO", "kleuter", "lager"),
    school("100004", None),
    school("100009", "VGO", "lager", local=False),
]


def rows(figure: Figure | None, **served: Counter[str]) -> dict[tuple[str | None, str | None], BalanceRow]:
    return {(row.board, row.level): row for row in balance(boarded(SCHOOLS), figure, served)}


def test_every_board_and_level_is_there_with_nothing_as_zero():
    by_group = rows(None, invitations=Counter())
    boards, levels = ["", "GO!", "OGO", "VGO"], ["kleuter", "lager", "secundair"]
    assert list(by_group) == [
        *((board, None) for board in boards),
        *((None, level) for level in levels),
        *((board, level) for board in boards for level in levels),
    ]
    assert all((row.pupils, row.counts) == (NOTHING, {"invitations": NOTHING}) for row in by_group.values())
    assert (by_group["VGO", None].schools, by_group["VGO", None].pupils_unknown) == (1, 2)


def test_shares_are_of_rows_of_the_same_kind():
    figure = pupils(
        of_groups(300, school="100001", level_of_education="secundair"),
        of_groups(60, level_of_education="lager", school="100002"),
        of_groups(40, school="100003", level_of_education="lager"),
        of_groups(None, school="100003", level_of_education="kleuter"),
    )
    by_group = rows(figure, invitations=Counter({"100001": 1, "100003": 2, "100009": 7}))
    assert by_group["GO!", None].pupils == Measured(300, 0.75)
    assert (by_group["VGO", None].pupils, by_group["VGO", None].pupils_unknown) == (Measured(40, 0.1), 1)
    assert by_group[None, "kleuter"].pupils == Measured(0, None), "not known, which is not none of the pupils"
    assert by_group["GO!", "kleuter"].pupils == Measured(0, 0.0), "no such school"
    assert by_group["OGO", None].counts["invitations"] == Measured(0, 0.0)
    assert by_group["VGO", None].counts["invitations"] == Measured(2, 0.6667)
    assert by_group[None, "lager"].pupils == Measured(100, 0.25)
    assert by_group[None, "lager"].counts["invitations"] == Measured(2, 0.4), "of 2 + 2 + 1, each level of a school"
    assert by_group["VGO", "secundair"].pupils == Measured(0, 0.0)


def test_a_school_is_there_by_itself_or_by_somebody_of_it():
    counsellor = Contact("an", ContactDetails(name="An", role=Role.COUNSELLOR, schools=("100001",)))
    among = schools_among(SCHOOLS, organisation_ids=["school-100002", "clb-a"], contacts=[counsellor])
    assert among == ["100001", "100002"]


def test_a_number_is_found_by_its_groups_in_whatever_order():
    figure = pupils(of_groups(7, school="100001", level_of_education="lager"))
    found = figure.value([Group("level-of-education", "lager"), Group("school", "100001")])
    assert found == of_groups(7, school="100001", level_of_education="lager")
    assert figure.value([Group("school", "100001")]) is None
