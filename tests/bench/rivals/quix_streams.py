"""Quix Streams: counts the problematic half days of each pupil in its own state. No database, no corrections."""

import sys
import tempfile
from time import monotonic

from quixstreams import Application

WARM_UP = 0.1


def main(bootstrap_servers: str, name: str, count: int) -> None:
    """Count all marks of the topic; print marks a second."""
    app = Application(
        broker_address=bootstrap_servers,
        consumer_group="quix-streams",
        auto_offset_reset="earliest",
        state_dir=tempfile.mkdtemp(),
        loglevel="WARNING",
    )
    frame = app.dataframe(app.topic(name, value_deserializer="json", key_deserializer="bytes"))
    seen, began_at = 0, 0.0

    def tally(mark, state):
        nonlocal seen, began_at
        if mark["code"] == "B":
            state.set("problematic", state.get("problematic", 0) + 1)
        seen += 1
        if seen == int(count * WARM_UP):
            began_at = monotonic()
        if seen == count:
            print("rate", (count - int(count * WARM_UP)) / (monotonic() - began_at), flush=True)
            app.stop()

    frame.update(tally, stateful=True)
    app.run()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
