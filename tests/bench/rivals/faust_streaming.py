"""faust-streaming: counts each pupil's problematic half days in a table of its own. No database, no corrections."""

import os
import sys
import tempfile
from time import monotonic

import faust

WARM_UP = 0.1
BOOTSTRAP, NAME, COUNT = sys.argv[1], sys.argv[2], int(sys.argv[3])
DATA = tempfile.mkdtemp()

app = faust.App(
    "faust-streaming",
    broker=f"kafka://{BOOTSTRAP}",
    store="memory://",
    value_serializer="json",
    topic_partitions=6,
    consumer_auto_offset_reset="earliest",
    web_enabled=False,
)
recorded = app.topic(NAME, key_type=bytes, value_serializer="json")
problematic = app.Table("problematic", default=int, partitions=6)


@app.agent(recorded)
async def tally(stream):
    """Count, and print marks a second at the end."""
    seen, began_at = 0, 0.0
    async for key, mark in stream.items():
        if mark["code"] == "B":
            problematic[key.decode()] += 1
        seen += 1
        if seen == int(COUNT * WARM_UP):
            began_at = monotonic()
        if seen == COUNT:
            rate = (COUNT - int(COUNT * WARM_UP)) / (monotonic() - began_at)
            print("rate", rate, file=sys.__stdout__, flush=True)  # its standard output is its log
            os._exit(0)


if __name__ == "__main__":
    sys.argv = [sys.argv[0], "--datadir", DATA, "worker", "-l", "error", "--without-web"]
    app.main()
