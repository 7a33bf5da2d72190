"""A mail written line by line is what the standard library makes of it, to the byte."""

from email.message import EmailMessage
from email.policy import SMTP
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.channels.email.message import Multipart, Part, boundaries, message

MAIL = UUID("00000000-0000-7000-8000-00000000ca5e")
INNER, OUTER = boundaries(MAIL)
ENCODED = ("Content-Transfer-Encoding", "quoted-printable")
VERSION = ("MIME-Version", "1.0")

words = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=200)
texts = st.text(st.sampled_from("ab =.é€\t\n\r\x0b\x0c\x85\u2028<>From"), min_size=1, max_size=400)


def by_the_library(headers: list[tuple[str, str]], text: str, html: str, entry: str) -> bytes:
    mail = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    for name, value in headers:
        mail[name] = value
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    mail.add_attachment(
        entry, subtype="calendar", filename="zorgoverleg.ics", params={"method": "REQUEST"}, cte="quoted-printable"
    )
    mail.set_boundary(OUTER)
    mail.get_payload(0).set_boundary(INNER)  # type: ignore[union-attr]
    return mail.as_bytes()


def by_us(headers: list[tuple[str, str]], text: str, html: str, entry: str) -> bytes:
    plain = Part((("Content-Type", 'text/plain; charset="utf-8"'), ENCODED), text)
    page = Part((("Content-Type", 'text/html; charset="utf-8"'), ENCODED, VERSION), html)
    attached = (
        ENCODED,
        ("Content-Disposition", 'attachment; filename="zorgoverleg.ics"'),
        ("Content-Type", 'text/calendar; charset="utf-8"; method="REQUEST"'),
        VERSION,
    )
    alternative = Multipart("alternative", INNER, [plain, page])
    return message(headers, Multipart("mixed", OUTER, [alternative, Part(attached, entry)]))


@given(texts, texts, texts)
def test_texts(text: str, html: str, entry: str) -> None:
    headers = [("Subject", "Spijbeldossier SP-2026-000123 geopend")]
    assert by_us(headers, text, html, entry) == by_the_library(headers, text, html, entry)


@given(words)
def test_a_header(value: str) -> None:
    headers = [("Subject", " ".join(value.split()))]
    assert by_us(headers, "a", "b", "c") == by_the_library(headers, "a", "b", "c")


@pytest.mark.parametrize("domain", ["stad.example", f"{'een-lange-naam.' * 6}example"])
@pytest.mark.parametrize("name", ["In-Reply-To", "References"])
def test_ids_are_written_as_ids_however_long_they_are(name: str, domain: str) -> None:
    ids = [f"<{MAIL}@{domain}>", f"<{UUID(int=7)}@{domain}>"]
    mail = by_us([(name, " ".join(ids))], "a", "b", "c")
    assert f"{name}: {ids[0]}\r\n {ids[1]}\r\n".encode() in mail


@pytest.mark.parametrize("value", ["a\r\nBcc: d@e.example", "a\nb"])
def test_a_header_holds_no_other_header(value: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        by_us([("Subject", value)], "a", "b", "c")


def test_a_repeat_has_the_same_boundaries_and_no_text_holds_them() -> None:
    assert boundaries(MAIL) == (INNER, OUTER)
    assert INNER != OUTER
    assert by_us([], f"--{INNER}", f"--{OUTER}--", "").count(f"--{INNER}".encode()) == 3
