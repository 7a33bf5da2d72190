"""``If-Match`` guards a change against what somebody else changed meanwhile."""

import pytest
from starlette.responses import Response

from shared.runtime.http.etags import parse_if_match, set_etag
from shared.runtime.http.problems import Problem


@pytest.mark.parametrize("header", ['"3"', ' "3" ', '"1", "3"', '"1","3"', "*", 'W/"1", "3"'])
def test_the_version_that_is_there_passes(header: str) -> None:
    parse_if_match(header, required=True)(3)


@pytest.mark.parametrize("header", ['"2"', '"03"', '""', '"1", "2"', 'W/"3"', '"33"'])
@pytest.mark.parametrize("required", [True, False])
def test_another_version_fails(header: str, required: bool) -> None:
    with pytest.raises(Problem) as raised:
        parse_if_match(header, required=required)(3)
    assert raised.value.status_code == 412


def test_a_change_without_a_version_is_refused_where_one_is_required() -> None:
    with pytest.raises(Problem) as raised:
        parse_if_match(None, required=True)(3)
    assert raised.value.status_code == 428
    parse_if_match(None, required=False)(3)


def test_what_does_not_exist_yet_needs_no_version_and_has_none() -> None:
    parse_if_match(None, required=True)(None)
    for header in ("*", '"1"'):
        with pytest.raises(Problem) as raised:
            parse_if_match(header, required=True)(None)
        assert raised.value.status_code == 412


@pytest.mark.parametrize("header", ["3", "", "a b", '"3', "*, *", '"1" "2"'])
def test_a_header_that_is_no_list_of_tags_is_a_wrong_field(header: str) -> None:
    with pytest.raises(Problem) as raised:
        parse_if_match(header, required=False)
    assert raised.value.status_code == 422


def test_the_version_is_answered_in_quotes() -> None:
    response = Response()
    set_etag(response, 3)
    assert response.headers["etag"] == '"3"'
