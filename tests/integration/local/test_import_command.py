import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import pytest

COUNTS = {"import_id": "1", "accepted": 3, "unchanged": 0, "superseded": 0, "pending": 0, "rejected": 1}
ANSWER = {**COUNTS, "lines": [{"line": 5, "status": "rejected", "reason": "after today"}]}
PROBLEM = {
    "title": "Unprocessable",
    "detail": "not a known format",
    "errors": [{"field": "format", "reason": "unknown"}],
}


class Attendance(ThreadingHTTPServer):
    """Answers every import the same, and keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.status, self.answer = 200, ANSWER
        self.parameters: list[tuple[str, str]] = []
        self.headers: dict[str, str] = {}
        self.body = b""


class _Answers(BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.parameters = parse_qsl(urlsplit(self.path).query)
        self.server.headers = dict(self.headers)
        self.server.body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(json.dumps(self.server.answer).encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def attendance(monkeypatch, tmp_path):
    server = Attendance()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("FLANKEREND_ATTENDANCE_URL", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("FLANKEREND_HOME", str(tmp_path / "var"))
    monkeypatch.delenv("FLANKEREND_TOKEN", raising=False)
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "marks.csv"
    path.write_bytes(b"pupil,date,half_day,code\n" + b"1,2026-10-05,AM,B\n" * 50_000)
    return path


async def test_the_whole_file_is_posted_with_its_parameters(attendance, file, flankerend):
    ended = await flankerend(
        "import", file, "--school", "123456", "--map", "1:123456", "--map", "2:234567", "--dry-run"
    )

    assert ended.code == 0
    assert attendance.body == file.read_bytes()
    assert attendance.headers["Authorization"].startswith("Bearer ")
    assert sorted(attendance.parameters) == [
        ("dry_run", "true"),
        ("format", "csv"),
        ("map", "1:123456"),
        ("map", "2:234567"),
        ("school", "123456"),
    ]


async def test_the_answer_is_shown_with_the_lines_that_were_not_accepted(attendance, file, flankerend):
    shown = (await flankerend("import", file)).out

    assert "accepted" in shown
    assert "after today" in shown


async def test_the_answer_is_printed_as_it_is_when_asked(attendance, file, flankerend):
    assert json.loads((await flankerend("import", file, "--json")).out) == ANSWER


@pytest.mark.parametrize(
    ("root", "format_"),
    [("InterchangeStudentAttendance", "ed-fi"), ("InterchangeEducationOrgCalendar", "ed-fi-calendar")],
)
async def test_the_format_is_told_from_the_file(attendance, tmp_path, root, format_, flankerend):
    (tmp_path / "some.xml").write_text(f'<?xml version="1.0"?>\n<{root} xmlns="http://ed-fi.org/5.2.0"/>')

    await flankerend("import", tmp_path / "some.xml")

    assert ("format", format_) in attendance.parameters


@pytest.mark.parametrize(
    ("beginning", "format_"),
    [("051026T1\r\nB\r\n", "informat"), ('\ufeff{"2026-10-05": {}}', "smartschool"), ("\n  {}", "smartschool")],
)
async def test_a_format_without_a_name_is_told_from_how_it_begins(attendance, tmp_path, beginning, format_, flankerend):
    (tmp_path / "some.txt").write_text(beginning)

    await flankerend("import", tmp_path / "some.txt", "--pupil", "1234567")

    assert attendance.parameters == [("format", format_), ("pupil", "1234567")]


@pytest.mark.parametrize("name", ["marks.csv", "MARKS.DBF", "marks.ods", "marks.xlsx"])
async def test_the_format_of_a_table_is_told_from_its_name(attendance, tmp_path, name, flankerend):
    (tmp_path / name).write_bytes(b"PK\x03\x04")

    await flankerend("import", tmp_path / name)

    assert attendance.parameters == [("format", name.lower().partition(".")[2])]


async def test_lines_with_codes_nobody_knows_are_shown(attendance, file, flankerend):
    attendance.answer = {**ANSWER, "unknown_codes": 21, "unknown_code_lines": list(range(2, 23))}

    shown = (await flankerend("import", file)).out

    assert "21 with a code nobody knows, neither absent nor present: line 2, 3, 4," in shown
    assert "21, …" in shown


async def test_what_was_left_out_and_the_days_of_a_calendar_are_shown(attendance, file, flankerend):
    attendance.answer = {**ANSWER, "left_out": 3, "calendar_dates": 220}

    shown = (await flankerend("import", file)).out

    assert "3 left out: past pupils" in shown
    assert "220 calendar dates" in shown


async def test_a_format_the_service_does_not_have_is_its_to_refuse(attendance, file, flankerend):
    attendance.status, attendance.answer = 422, PROBLEM

    assert (await flankerend("import", file, "--format", "paper")).code == 1
    assert ("format", "paper") in attendance.parameters


async def test_a_file_that_does_not_say_what_it_is_needs_the_option(attendance, tmp_path, flankerend):
    (tmp_path / "some.txt").write_text("marks")

    assert (await flankerend("import", tmp_path / "some.txt")).code == 2


async def test_a_problem_is_told_with_its_fields(attendance, file, flankerend):
    attendance.status, attendance.answer = 422, PROBLEM

    ended = await flankerend("import", file)

    assert ended.code == 1
    assert "Unprocessable: not a known format\n  format: unknown" in ended.error


async def test_an_attendance_that_is_away_is_told(attendance, file, monkeypatch, flankerend):
    monkeypatch.setenv("FLANKEREND_ATTENDANCE_URL", "http://127.0.0.1:9")

    ended = await flankerend("import", file)

    assert ended.code == 1
    assert "doesn't answer" in ended.error
