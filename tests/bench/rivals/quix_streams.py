"""Quix Streams: counts the problematic half days of each pupil in its own state. No database, no explanations.

With `corrections` it keeps the newest mark of each half day, as a register has to: a mark that comes again, late or
corrected, is counted for what it is. Without, it adds one for each code B it sees.
"""

import sys
import tempfile
from time import monotonic

from quixstreams import Application

WARM_UP = 0.1


def count_alone(mark, state):
    """Add one for each code B."""
    if mark["code"] == "B":
        state.set("problematic", state.get("problematic", 0) + 1)


def count_corrected(mark, state):
    """Count what the newest mark of each half day says."""
    half_day = mark["date"] + mark["half_day"]
    recorded_at, code = state.get(half_day, ("", ""))
    if mark["recorded_at"] > recorded_at:
        state.set(half_day, (mark["recorded_at"], mark["code"]))
        more = (mark["code"] == "B") - (code == "B")
        if more:
            state.set("problematic", state.get("problematic", 0) + more)


def main(bootstrap_servers: str, name: str, count: int, corrections: bool) -> None:
    """Count all marks of the topic; print marks a second."""
    app = Application(
        broker_address=bootstrap_servers,
        consumer_group=f"quix-streams-{corrections}",
        auto_offset_reset="earliest",
        state_dir=tempfile.mkdtemp(),
        loglevel="WARNING",
    )
    frame = app.dataframe(app.topic(name, value_deserializer="json", key_deserializer="bytes"))
    tally = count_corrected if corrections else count_alone
    seen, began_at = 0, 0.0

    def note(mark, state):
        nonlocal seen, began_at
        tally(mark, state)
        seen += 1
        if seen == int(count * WARM_UP):
            began_at = monotonic()
        if seen == count:
            print("rate", (count - int(count * WARM_UP)) / (monotonic() - began_at), flush=True)
            app.stop()

    frame.update(note, stateful=True)
    app.run()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), "corrections" in sys.argv)
