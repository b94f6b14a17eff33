"""The e-mails in real processes, before a mail server of our own: runs at once, runs killed."""

import socketserver
import subprocess
import sys
import threading
from collections import Counter

import pytest

from tests.browser.installations import ROOT

RUNS = 4
COMMAND = [sys.executable, "manage.py", "envoyer_avis"]


class Session(socketserver.StreamRequestHandler):
    """Just enough of SMTP (RFC 5321) to be sent e-mails."""

    def handle(self):
        self.answer(220)
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"QUIT":
                return
            self.server.on(verb)
            if verb == b"DATA":
                self.answer(354)
                text = b"".join(iter(self.rfile.readline, b".\r\n")).decode()
                self.server.received.append(text.partition("\nTo: ")[2].partition("\r")[0])
                self.server.on(b".")
            self.answer(250)

    def answer(self, code):
        self.wfile.write(f"{code} ok\r\n".encode())


@pytest.fixture
def post():
    """A mail server on 127.0.0.1; `received` holds the receiver of each e-mail it took."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.daemon_threads = True
        server.received, server.on = [], lambda verb: None
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def env(env, post):
    """An installation of its own, whose e-mails go to `post`."""
    return env | {"EMAIL_URL": f"smtp://127.0.0.1:{post.server_address[1]}"}


def start(env):
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(COMMAND, cwd=ROOT, env=env, **pipes)


def run(env):
    process = start(env)
    out, err = process.communicate(timeout=120)
    return process.returncode, out + err


def test_runs_that_fail_are_killed_or_go_at_once_tell_everybody_once(env, post):
    code, said = run(env | {"EMAIL_URL": "smtp://127.0.0.1:1"})
    assert code == 1 and said.count("\n") == 1 and "ConnectionRefusedError" in said

    assert killed_at(b".", env, post) == 1  # taken by the server, which did not say so yet
    assert killed_at(b"MAIL", env, post) == 1  # reserved, not sent: lost

    together = [start(env) for _ in range(RUNS)]
    said = [process.communicate(timeout=120) for process in together]
    assert [process.returncode for process in together] == [0] * RUNS, said
    assert set(Counter(post.received).values()) == {1}, post.received
    assert len(post.received) >= 3
    assert run(env) == (0, "0 sent.\n")


def killed_at(verb, env, post):
    """Kill a run when it says `verb`; how many e-mails the server has taken since the start."""
    process = start(env)
    post.on = lambda said: process.kill() if said == verb else None
    process.communicate(timeout=120)
    post.on = lambda said: None
    assert process.returncode == -9
    return len(post.received)
