"""A municipality's own folder of texts: what it changes, and what is said at the start of what is wrong in it."""

import re
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

import pytest

from notifications.channels.email.own_texts.checking import check_own_texts
from notifications.channels.email.own_texts.reading import OwnTextError, house_style
from notifications.channels.email.writer import Sender, Writer
from notifications.domain.about import About, Origin
from notifications.domain.decision import Wanted
from notifications.domain.examples import example
from notifications.domain.message import Message
from notifications.domain.notice import NoticeKey
from notifications.subjects.case.subject import CASE as CASES
from notifications.subjects.registry import SUBJECTS
from notifications.testing.factories import CASE, NOW, notice
from shared.domain.roles import Role
from shared.web.texts import page_texts

PAGE = Path(__file__).parents[3] / "docs/howto/own-texts.md"
ALL = [entry.subject for entry in SUBJECTS]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(200))
SETTINGS = """
sender = "Stad Voorbeeld, dienst Onderwijs"
signature = "Dienst Onderwijs"
footer = ["Stadhuis, Markt 1", "Op afspraak"]

[logo]
file = "logo.png"
alt = "Stad Voorbeeld"

[languages.tr]
subject = "Konu:"
note = "Nezaket çevirisi."
"""
COACH = "templates/case-opened/1/coach.txt.j2"
OWN_COACH = """Onderwerp: Dossier {{ mail.reference }}

Dag

School: {{ mail.school|school }}

{% include "closing.txt.j2" %}
"""


def folder(at: Path, **files: str) -> Path:
    return put(at, {"texts.toml": SETTINGS, **files})


def put(at: Path, files: dict[str, str]) -> Path:
    (at / "logo.png").write_bytes(PNG)
    for name, text in files.items():
        (at / name).parent.mkdir(parents=True, exist_ok=True)
        (at / name).write_text(text)
    return at


def mail(at: Path, *, language: str = "nl", role: Role = Role.YOUTH_COACH) -> EmailMessage:
    row = CASES.tellings.to("case-opened", role)
    writer = Writer(
        Sender("onderwijs@stad.example", "Flankerend"), [CASES.templates], lambda _: "https://a", style=house_style(at)
    )
    made = notice(Wanted(NoticeKey(row.template, About("case", CASE), 1, "x"), role, Origin()))
    letter = writer.write(Message.of(made, example(row, CASES.examples, language=language)), NOW)
    parsed = BytesParser(policy=default).parsebytes(letter.content)
    assert isinstance(parsed, EmailMessage)
    return parsed


def body(of: EmailMessage, kind: str) -> str:
    part = of.get_body((kind,))
    assert part
    content: str = part.get_content()
    return content.replace("\r\n", "\n")


def refused(at: Path, files: dict[str, str]) -> str:
    with pytest.raises(OwnTextError) as error:
        check_own_texts(put(at, {"texts.toml": SETTINGS, **files}), ALL)
    return str(error.value)


def test_a_mail_has_the_name_the_footer_and_the_logo_of_the_municipality(tmp_path: Path) -> None:
    written = mail(folder(tmp_path))
    assert written["From"] == '"Stad Voorbeeld, dienst Onderwijs" <onderwijs@stad.example>'
    assert "Met vriendelijke groeten\nDienst Onderwijs\nStadhuis, Markt 1\nOp afspraak\n\nDit" in body(written, "plain")
    assert '<img class="logo" src="cid:logo" alt="Stad Voorbeeld">' in body(written, "html")
    [picture] = [part for part in written.walk() if part.get_content_type() == "image/png"]
    assert (picture["Content-ID"], picture.get_content()) == ("<logo>", PNG)
    assert picture.get_filename() is None


def test_a_mail_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    assert 'src="http' not in body(mail(folder(tmp_path)), "html")


def test_an_own_text_stands_in_the_place_of_ours(tmp_path: Path) -> None:
    at = put(folder(tmp_path), {COACH: OWN_COACH})
    check_own_texts(at, ALL)
    assert body(mail(at), "plain").startswith("Dag\n\nSchool: Atheneum Voorbeeld\n\n")
    assert body(mail(at, role=Role.CLB), "plain").startswith("Beste collega")


def test_a_further_language_is_a_courtesy_too(tmp_path: Path) -> None:
    turkish = "Konu: Dosya {{ mail.reference }}\n\nMerhaba\n\nOkul: {{ mail.school|school }}\n"
    at = put(folder(tmp_path), {COACH.replace(".txt", ".tr.txt"): turkish})
    check_own_texts(at, ALL)
    assert body(mail(at, language="tr"), "plain").endswith(
        "Nezaket çevirisi.\n\nDosya SP-2026-000123\n\nMerhaba\n\nOkul: Atheneum Voorbeeld\n"
    )


def test_without_a_folder_a_mail_is_as_it_was() -> None:
    style = house_style(None)
    assert (style.sender, style.logo, style.templates, style.footer) == (None, None, None, ())


def test_an_empty_folder_changes_nothing(tmp_path: Path) -> None:
    check_own_texts(tmp_path, ALL)
    assert house_style(tmp_path).footer == ()


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OwnTextError, match="is no folder"):
        check_own_texts(tmp_path / "nowhere", ALL)


@pytest.mark.parametrize(
    ("settings", "line", "reason"),
    [
        ('sender = "A"\ncolour = "red"\n', 2, "'colour' is not known here; allowed are sender, signature, footer"),
        ("sender = 3\n", 1, "'sender' must be a line of text"),
        ('footer = "A"\n', 1, "'footer' must be a list of lines"),
        ("logo = 3\n", 1, "must be a table"),
        ('\n[logo]\nfile = "logo.png"\n', None, "'alt' is missing"),
        ('[logo]\nfile = "../logo.png"\nalt = "A"\n', None, "there is no file ../logo.png in the folder itself"),
        ('[logo]\nfile = "texts.toml"\nalt = "A"\n', None, "is no PNG or JPEG"),
        ('[languages.fr]\nsubject = "A"\nnote = "B"\n', 1, "'fr' is known already"),
        ('[languages.turkish]\nsubject = "A"\nnote = "B"\n', 1, "no code of a language"),
        ('[languages.tr]\nsubject = "A"\n', None, "'note' is missing"),
        ("languages = 3\n", 1, "must be a table"),
        ("[languages]\ntr = 3\n", 2, "must be a table"),
    ],
)
def test_what_is_wrong_in_the_settings_is_said_with_its_line(
    tmp_path: Path, settings: str, line: int | None, reason: str
) -> None:
    said = refused(tmp_path, {"texts.toml": settings})
    assert reason in said
    assert "texts.toml" in said
    assert line is None or f", line {line}:" in said


def test_settings_that_are_no_toml_are_refused_with_the_line(tmp_path: Path) -> None:
    assert "at line 2" in refused(tmp_path, {"texts.toml": 'sender = "A"\nfooter = A\n'})


def test_a_logo_that_is_too_large_for_every_mail_is_refused(tmp_path: Path) -> None:
    (tmp_path / "large.png").write_bytes(PNG + bytes(100_000))
    assert "allowed are 100000" in refused(tmp_path, {"texts.toml": '[logo]\nfile = "large.png"\nalt = "A"\n'})


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"readme.txt": ""}, "is not known; allowed are texts.toml, its logo, pages.toml and templates"),
        ({"templates/case-opened/1/coach.html": ""}, "is no text"),
        ({"templates/case-opend/1/coach.txt.j2": ""}, "near it are case-opened/1/coach"),
        ({"templates/case-opened/2/coach.txt.j2": ""}, "near it are case-opened/1/coach"),
        ({COACH.replace(".txt", ".de.txt"): ""}, "'de' is no known language; allowed are nl, fr, en, tr"),
        ({COACH: ""}, "must begin with 'Onderwerp:'"),
        ({COACH: "Beste\n"}, "line 1: must begin with 'Onderwerp:'"),
        ({COACH: "Onderwerp: A\n\n{{ mail.reference"}, "line 3: unexpected end"),
        ({COACH: "Onderwerp: A\n\n{{ mail.reference|shout }}"}, "line 3: No filter named 'shout'. Of ours there are"),
        (
            {COACH: "Onderwerp: A\n\n{{ mail.pupil|pupil }}"},
            "line 3: mail.pupil is not allowed here; allowed are link, reference, school",
        ),
        ({COACH: "Onderwerp: A\n\n{% if false %}{{ mail.count }}{% endif %}"}, "mail.count is not allowed here"),
        ({COACH: "Onderwerp: A\n\n\n{{ other }}"}, "line 4: 'other' is undefined"),
        ({COACH: "Onderwerp: A\n\n{{ mail['pupil'] }}"}, "who may read reference, school, link"),
        ({COACH: 'Onderwerp: A\n\n{% include "nothing.txt.j2" %}'}, "line 3: nothing.txt.j2"),
        ({COACH: "Onderwerp: A\n\n{{ mail.reference.__class__ }}"}, "line 3: access to attribute '__class__'"),
        ({"templates/closing.txt.j2": "{{ mail.pupil.name }}"}, "closing.txt.j2, line 1:"),
        (
            {"templates/case-opened/1/clb.txt.j2": "Onderwerp: {{ mail.pupil|pupil }}\n\nA"},
            "the subject says 'Noor Voorbeeld'",
        ),
        (
            {"templates/case-opened/1/clb.txt.j2": "Onderwerp: A\n\n{{ mail.counsellor.name }}"},
            "line 3: 'None' has no attribute 'name' (for clb",
        ),
        ({"templates/level-withdrawn/1/others.txt.j2": "Onderwerp: A\n\n{{ 1 / 0 }}"}, "line 3: division by zero"),
    ],
)
def test_what_is_wrong_in_a_text_is_said_with_what_is_allowed(
    tmp_path: Path, files: dict[str, str], reason: str
) -> None:
    said = refused(tmp_path, files)
    assert said.startswith(f"FLANKEREND_TEXTS: {tmp_path}")
    assert reason in said


def test_our_own_texts_pass_the_check_as_they_are(tmp_path: Path) -> None:
    folder(tmp_path)
    for subject in ALL:
        for path in subject.templates.rglob("*.txt.j2"):
            put(tmp_path, {f"templates/{path.relative_to(subject.templates)}": path.read_text()})
    check_own_texts(tmp_path, ALL)


def test_what_the_page_shows_can_be_used_as_it_is(tmp_path: Path) -> None:
    files = dict(re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```\n", PAGE.read_text(), re.DOTALL))
    assert len(files) == 4
    at = put(tmp_path, files)
    check_own_texts(at, ALL)
    assert page_texts(at).page.name == "Leerplicht Voorbeeld"
    text = body(mail(at, language="tr"), "plain")
    assert text.startswith("Dag\n\nEr is een nieuw dossier in jouw school.")
    assert text.index("Op afspraak: 011 00 00 00") < text.index("Okulunuzda yeni bir dosya")


def test_the_page_says_what_is_said(tmp_path: Path) -> None:
    shown = re.search(r"```text\nFLANKEREND_TEXTS: \S+/(templates.*)\n```", PAGE.read_text())
    assert shown
    wrong = OWN_COACH.replace("{% include", "{{ mail.pupil }}\n{% include").replace("School:", "\nSchool:")
    assert shown[1] in refused(tmp_path, {COACH: wrong})
