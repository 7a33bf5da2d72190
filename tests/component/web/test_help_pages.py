"""What the words mean is for whoever is signed in; how usable the pages are, for everybody."""

import pytest

from shared.domain.roles import Role
from shared.web.texts import page_texts

from .front import Front

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize("role", [Role.SCHOOL, Role.OPERATOR, Role.CASEWORKER])
async def test_every_explanation_stands_on_one_page_with_its_source(front: Front, role: Role) -> None:
    text = (await (await front.browser("casework", role)).get("/hulp")).text

    for item in page_texts().help.values():
        assert item.title in text
        assert item.source in text


async def test_the_statement_is_read_without_signing_in(front: Front) -> None:
    answer = await (await front.nobody("casework")).get("/toegankelijkheid")

    assert answer.status_code == 200
    assert "2016/2102" in answer.text
    assert "Uw gemeente heeft ze nog niet zelf beoordeeld." in answer.text


@pytest.mark.parametrize("path", ["/", "/signalen", "/cijfers/dossiers"])
async def test_a_page_explains_its_words_where_they_stand(front: Front, path: str) -> None:
    text = (await (await front.browser("casework", Role.COORDINATOR)).get(path)).text

    assert '<details class="help no-print">' in text
    assert "Bron: " in text
