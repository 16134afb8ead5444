"""A process with the doors of ours and one fault: `python -m tests.k8s.cluster.stand_in [deaf|stubborn|well]`."""

import os
import signal
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer


class _Doors(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(503 if sys.argv[1] == "deaf" and self.path == "/readyz" else 200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


if __name__ == "__main__":
    host, _, port = os.environ["HTTP_ADDRESS"].rpartition(":")
    assert os.environ["HOME_CITY"] == "3277", "the environment is not that of the manifest"
    assert "USER" not in os.environ, "the environment is more than that of the manifest"
    if sys.argv[1] == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    HTTPServer((host, int(port)), _Doors).serve_forever()
