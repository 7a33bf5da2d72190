"""Stands in for a service: answers /health/ready, and writes down in the folder ``TOY`` what happens to it."""

import http.server
import os
import pathlib
import signal
import sys
import time

toy = pathlib.Path(os.environ["TOY"])


class Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass


def note(what):
    with (toy / what).open("a") as notes:
        notes.write(f"{os.getpid()}\n")


def finish_work(*_):
    note("draining")
    time.sleep(float(os.environ.get("TOY_WORK_S", "0")))
    note("drained")
    sys.exit(0)


note(sys.argv[1])
sys.stdout.write(f"toy {sys.argv[1]}\n")
sys.stdout.flush()
if sys.argv[1] == "serve":
    if (toy / "broken").exists():
        sys.exit("the toy is broken")
    signal.signal(signal.SIGTERM, finish_work)
    http.server.HTTPServer(("127.0.0.1", int(os.environ["HTTP_PORT"])), Answers).serve_forever()
