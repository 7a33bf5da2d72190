"""The kinds of paper that a municipality makes: one line for each."""

from pathlib import Path

from casework.papers.definition import RegisteredPaper, paper
from casework.papers.kinds.answer_form.content import answer_form
from casework.papers.kinds.home_visit.content import home_visit
from casework.papers.kinds.letter_to_parents.content import letter_to_parents
from casework.papers.kinds.report_back.content import report_back
from casework.papers.kinds.summary.content import summary
from casework.papers.kinds.worrying_case_file.content import worrying_case_file

_FOLDERS = Path(__file__).parent / "kinds"

PAPERS: tuple[RegisteredPaper, ...] = (
    paper(_FOLDERS / "letter_to_parents", letter_to_parents),
    paper(_FOLDERS / "summary", summary),
    paper(_FOLDERS / "worrying_case_file", worrying_case_file),
    paper(_FOLDERS / "home_visit", home_visit),
    paper(_FOLDERS / "answer_form", answer_form),
    paper(_FOLDERS / "report_back", report_back),
)
