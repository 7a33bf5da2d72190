"""Dutch is the official text of a mail; a courtesy in the receiver's language stands below it."""

from datetime import date, datetime
from pathlib import Path

import pytest
from jinja2.exceptions import SecurityError, UndefinedError

from notifications.channels.email.texts import Texts
from notifications.domain.labels import Appointment, CounsellorLabel, MissedHalfDay, PupilLabel, SchoolLabel
from notifications.words.en import ENGLISH
from notifications.words.fr import FRENCH
from notifications.words.other import NUMBERED
from notifications.words.wording import Wording
from shared.domain.half_days import HalfDay
from shared.domain.roles import Role
from shared.runtime.clock import BRUSSELS

NAMELESS = SchoolLabel("123456", None)
MISSED = [MissedHalfDay(date(2026, 10, 1), HalfDay.PM), MissedHalfDay(date(2026, 10, 1), HalfDay.AM)]
DUTCH = "Onderwerp: Dossier A\n\nBeste collega\n\nSchool: {{ mail.name }}\n"
FRENCH_TEXT = "Objet : Dossier A\n\nMadame, Monsieur,\n\nÉcole : {{ mail.name }}\n"


class Mail:
    name = "Atheneum"


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 10, day, hour, 5, tzinfo=BRUSSELS)


@pytest.fixture
def both(tmp_path: Path) -> Texts:
    (tmp_path / "a.txt.j2").write_text(DUTCH)
    (tmp_path / "a.fr.txt.j2").write_text(FRENCH_TEXT)
    return Texts([tmp_path])


def test_the_courtesy_stands_below_the_dutch_text_and_says_that_it_is_one(both: Texts) -> None:
    text = both.text("a", language="fr-BE", mail=Mail)
    assert text.subject == "Dossier A"
    assert text.whole.index("School: Atheneum") < text.whole.index("Traduction de courtoisie")
    assert text.whole.endswith("Dossier A\n\nMadame, Monsieur,\n\nÉcole : Atheneum\n")


def test_the_page_says_in_which_language_each_part_is(both: Texts) -> None:
    html = both.html(both.text("a", language="fr", mail=Mail))
    dutch, french = html.split('<section class="courtesy" lang="fr"')
    assert '<html lang="nl">' in dutch
    assert '<th scope="row">École</th><td>Atheneum</td>' in french


@pytest.mark.parametrize("language", ["nl", "en", "tr", "xx-unknown", ""])
def test_a_language_without_a_text_gets_the_dutch_text_alone(both: Texts, language: str) -> None:
    text = both.text("a", language=language, mail=Mail)
    assert text.courtesy is None
    assert text.whole == "Beste collega\n\nSchool: Atheneum\n"
    assert "<section" not in both.html(text)


def test_a_text_says_which_languages_it_has(both: Texts) -> None:
    assert both.languages_of("a") == ("nl", "fr")


@pytest.mark.parametrize("reach", ["mail.other", "mail.name.__class__", "mail.__dict__"])
def test_a_text_reaches_no_further_than_its_fields(tmp_path: Path, reach: str) -> None:
    (tmp_path / "a.txt.j2").write_text("Onderwerp: A\n\n{{ " + reach + " }}")
    with pytest.raises((SecurityError, UndefinedError)):
        Texts([tmp_path]).text("a", mail=Mail)


@pytest.mark.parametrize(
    ("wording", "day", "moment", "missed"),
    [
        (
            FRENCH,
            "jeudi 1er octobre 2026",
            "jeudi 1er octobre 2026, de 9 h 05 à 10 h 05",
            "jeudi 1er octobre 2026, matin et après-midi",
        ),
        (
            ENGLISH,
            "Thursday 1 October 2026",
            "Thursday 1 October 2026 from 9:05 to 10:05",
            "Thursday 1 October 2026, morning and afternoon",
        ),
        (NUMBERED, "1/10/2026", "1/10/2026, 9:05-10:05", "1/10/2026, AM + PM"),
    ],
)
def test_days_and_times(wording: Wording, day: str, moment: str, missed: str) -> None:
    appointment = Appointment(at(1, 9), at(1, 10), None)
    assert (wording.day_of(appointment), wording.moment(appointment)) == (day, moment)
    assert wording.days_missed(MISSED) == [missed]


def test_an_appointment_over_midnight_says_the_second_day() -> None:
    assert ENGLISH.moment(Appointment(at(15, 9), at(16, 10), None)).endswith("to Friday 16 October 2026, 10:05")


def test_a_pupil_and_a_school_without_a_name_go_by_number() -> None:
    assert FRENCH.school(NAMELESS) == "numéro d'établissement 123456"
    assert FRENCH.pupil(PupilLabel(None, "7", SchoolLabel("123456", "Athénée"))) == "numéro de matricule 7 (Athénée)"
    assert ENGLISH.pupil(PupilLabel("Ona", None, NAMELESS)) == "Ona"


def test_people_and_lists() -> None:
    assert ENGLISH.counsellor(CounsellorLabel("An", "an@mail.example")) == "An (an@mail.example)"
    assert ENGLISH.counsellor(CounsellorLabel("An", None)) == "An"
    assert (FRENCH.contact_of(Role.CLB), FRENCH.contact_of(Role.SCHOOL)) == ("personne de contact au CLB", "school")
    assert FRENCH.contact_with_article(Role.YOUTH_COACH) == "le coach pour jeunes"
    assert FRENCH.contact_with_article(Role.SCHOOL) == "school"
    assert [ENGLISH.first_of(many) for many in ([], ["A"], ["A", "B"], ["A", "B", "C", "D"])] == [
        "",
        "A",
        "A and B",
        "A, B, C and 1 more",
    ]
