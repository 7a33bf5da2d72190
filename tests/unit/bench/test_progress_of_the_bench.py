"""A measurement that lasts long says how far it is, also where nobody looks at a terminal."""

from io import StringIO

from rich.console import Console
from tests.bench.chain.progress import now_and_then, saying


def test_sentences_are_lines_where_there_is_no_terminal() -> None:
    written = StringIO()
    console = Console(file=written)
    with console.status("steady") as status:
        say = saying(console, status, "steady, this build")
        say("5 of 600 marks are sent …")
        say("10 of 600 marks are sent …")

    assert written.getvalue() == "steady, this build: 5 of 600 marks are sent …\n"


def test_a_sentence_is_passed_on_every_ten_seconds() -> None:
    said: list[str] = []
    now = 0
    say = now_and_then(said.append, lambda: now)
    for now in range(35):
        say(str(now))

    assert said == ["0", "10", "20", "30"]
