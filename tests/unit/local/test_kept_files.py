import json
import os
from dataclasses import asdict

from shared.local import log_file
from shared.local.secret_file import Secrets
from shared.local.service_databases import without_password
from shared.local.state import RunningProcess, StackState


def test_secrets_are_made_once_and_for_their_owner_only(tmp_path):
    first = Secrets.of(tmp_path / "secrets.json")

    assert Secrets.of(tmp_path / "secrets.json") == first
    assert (tmp_path / "secrets.json").stat().st_mode & 0o077 == 0
    assert len(set(asdict(first).values())) == 6


def test_the_state_of_a_stack_is_read_as_it_was_written(tmp_path):
    state = StackState(home="var", secrets="var/secrets.json", kafka="127.0.0.1:9092", processes={"kafka": _this()})

    state.write(tmp_path / "stack.json")

    assert StackState.read(tmp_path / "stack.json") == state


def test_a_process_is_told_from_a_later_one_with_its_number():
    assert _this().find() is not None
    assert RunningProcess(os.getpid(), began=_this().began - 3600).find() is None


def test_an_address_is_shown_without_its_password():
    assert without_password("postgresql://role:se%40cret@host:5432/db") == "postgresql://role@host:5432/db"


def test_the_last_lines_of_a_log_are_its_end(tmp_path):
    log = tmp_path / "some.log"
    log.write_text("".join(f"line {number}\n" for number in range(20_000)))

    assert log_file.last_lines(log, 2) == "line 19998\nline 19999"
    assert log_file.last_lines(tmp_path / "none.log", 2) == ""


def test_a_large_log_is_put_aside(tmp_path, monkeypatch):
    monkeypatch.setattr(log_file, "_LARGE_BYTES", 10)
    log = tmp_path / "some.log"
    log.write_text("longer than ten bytes\n")

    with log_file.open_log(log) as opened:
        opened.write(b"new\n")

    assert log.read_text() == "new\n"
    assert (tmp_path / "some.log.1").read_text() == "longer than ten bytes\n"


def _this() -> RunningProcess:
    return RunningProcess.of(os.getpid())


def test_a_secret_that_an_older_stack_lacks_is_made_and_the_others_stay(tmp_path):
    path = tmp_path / "secrets.json"
    Secrets.of(path)
    content = json.loads(path.read_text())
    del content["sign_in"]
    path.write_text(json.dumps(content))

    secrets = Secrets.of(path)

    assert (secrets.token, secrets.postgres) == (content["token"], content["postgres"])
    assert Secrets.of(path) == secrets


def test_each_service_proves_with_a_secret_of_its_own_who_it_is(tmp_path):
    secrets = Secrets.of(tmp_path / "secrets.json")

    assert secrets.client_secret("casework") != secrets.client_secret("attendance")
