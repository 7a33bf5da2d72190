"""Stands in for a service: answers /health/ready, and leaves behind what it was asked to in the folder ``TOY``."""

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


def finish_work(*_):
    time.sleep(float(os.environ.get("TOY_WORK_S", "0")))
    with (toy / "drained").open("a") as drained:
        drained.write("drained\n")
    sys.exit(0)


with (toy / sys.argv[1]).open("a") as runs:
    runs.write(f"{os.getpid()}\n")
print(f"toy {sys.argv[1]}", flush=True)
if sys.argv[1] == "serve":
    if (toy / "broken").exists():
        sys.exit("the toy is broken")
    signal.signal(signal.SIGTERM, finish_work)
    http.server.HTTPServer(("127.0.0.1", int(os.environ["HTTP_PORT"])), Answers).serve_forever()
