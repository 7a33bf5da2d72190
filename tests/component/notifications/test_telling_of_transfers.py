"""A case that goes on at another school: who is told of it there, and who is told of its end."""

from shared.domain.roles import Role

from .events import case_opened, case_transferred, case_withdrawn, contact, person
from .harness import Harness
from .test_telling_of_cases import body, mail_to


async def test_a_transferred_case_is_told_to_the_new_schools_clb_with_what_an_opening_tells(harness: Harness) -> None:
    await harness.publish_directory()
    for contact_id, role in (("clb-2", Role.CLB), ("coach-2", Role.YOUTH_COACH)):
        await harness.publish(contact(contact_id, role=role, schools=("654321",)))
    await harness.publish(person())
    await harness.publish(case_opened())
    await harness.mails(2)
    await harness.publish(case_transferred())
    await harness.mails(4)
    told = harness.mail.taken[2:]
    assert sorted(mail["To"] for mail in told) == ["clb-2@mail.example", "coach-2@mail.example"]
    assert {mail["Subject"] for mail in told} == {"Spijbeldossier SP-2026-000123 overgedragen"}
    to_clb = body(mail_to(harness, "clb-2@mail.example"))
    for expected in ("Ona Canaryname", "instellingsnummer 654321", "maandag 5 oktober 2026, voormiddag en namiddag"):
        assert expected in to_clb
    await harness.publish(case_withdrawn())
    await harness.mails(8)
    assert len({mail["To"] for mail in harness.mail.taken[4:]}) == 4
