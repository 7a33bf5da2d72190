"""Overlaps of 5,000 offers: found through the index, beside the pairwise comparison of all, in one run."""

import random
from datetime import date, timedelta
from time import perf_counter
from typing import Any

import pytest
import sqlalchemy as sa

from consultation.domain.themes import Theme
from consultation.offers.domain.overlap_query import OverlapQuery

from .harness import Harness
from .offered import with_providers

OFFERS = 5000
TODAY = date(2026, 11, 13)
WHAT = ("Zwemlessen", "Voorstelling", "Boekenbeurs", "Fietsexamen", "Wandeling", "Toneel", "Muziek", "Taalbad")
FOR = ("kleuters", "het derde leerjaar", "nieuwkomers", "ouders", "beginners", "een hele klas", "leerkrachten")
WHERE = ("het park", "de bibliotheek", "de sporthal", "het museum", "de school", "het stadsbad", "de academie")
# OFFSET 0 has each pair compared, as a program does that reads all offers and compares each with each.
_PAIRWISE = sa.text("""
    SELECT count(*) FROM (
        SELECT a.theme AS one, b.theme AS other, a.since AS s, a.until AS u, b.since AS t, b.until AS v,
            similarity(a.plain_title, b.plain_title) AS alike
        FROM offer a JOIN offer b ON a.offer_id < b.offer_id OFFSET 0
    ) pairs WHERE alike >= 0.5 AND one = other AND u >= :today AND v >= :today AND s <= v AND t <= u
""")
_INSERT = sa.text("""
    INSERT INTO offer (offer_id, title, description, provider, theme, levels, schools, since, until, shows_contact,
        booking, status, version, counted, created_at, changed_at)
    VALUES (gen_random_uuid(), :title, '', 'jeugd', :theme, '{}', '{}', :since, :until, false, '', 'offered', 1, 1,
        now(), now())
""")


def _offers(chance: random.Random) -> list[dict[str, Any]]:
    titles: set[str] = set()
    while len(titles) < OFFERS:
        titles.add(f"{chance.choice(WHAT)} voor {chance.choice(FOR)} in {chance.choice(WHERE)} {chance.randint(1, 99)}")
    rows = []
    for title in sorted(titles):
        since = date(2026, 9, 1) + timedelta(days=chance.randint(0, 300))
        until = since + timedelta(days=chance.randint(10, 120))
        rows.append({"title": title, "theme": chance.choice([*Theme]).value, "since": since, "until": until})
    return rows


@pytest.mark.soak
@pytest.mark.timeout(600)  # pair by pair takes minutes on a slow machine
async def test_overlaps_of_5000_offers_are_found_faster_than_pair_by_pair(harness: Harness):
    await with_providers(harness)
    async with harness.service.engine.begin() as connection:
        await connection.execute(_INSERT, _offers(random.Random(1)))
        await connection.execute(sa.text("ANALYZE offer"))
    begun = perf_counter()
    async with harness.units() as uow:
        pairs = await uow.overlaps.page(OverlapQuery(on=TODAY, alike=0.5), after=None, limit=1_000_000)
    through_index_s = perf_counter() - begun
    async with harness.service.engine.begin() as connection:
        begun = perf_counter()
        by_pairs = (await connection.execute(_PAIRWISE, {"today": TODAY})).scalar_one()
        pairwise_s = perf_counter() - begun
    print(  # noqa: T201  (what was measured)
        f"\noverlaps of {OFFERS} offers: {len(pairs)} pairs in {through_index_s:.2f} s with their offers read, "
        f"pair by pair {pairwise_s:.2f} s ({pairwise_s / through_index_s:.1f} times as long)"
    )
    assert len(pairs) == by_pairs
    assert through_index_s < pairwise_s
