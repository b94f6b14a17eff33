"""Asks a server for one work, over a few connections kept alive, from a process of its own:
a job as JSON on standard input, what was measured on standard output.

It stops at the first answer with another status or another length than the first one had.
"""

import json
import socket
import statistics
import sys
import threading
import time
import uuid
from typing import Any

from bench.plan import NUMBER

REOPENED = 20  # requests
TOLERANCE = 0.02  # of a length: what a page says of the hour may be a little longer


class Wrong(Exception):
    pass


def raw(request: dict[str, Any], host: str) -> bytes:
    body = request["body"].replace(NUMBER, str(uuid.uuid4())).encode()
    headers = {"Host": host, **request["headers"]}
    if body:
        headers["Content-Length"] = str(len(body))
    lines = [f"{request['method']} {request['path']} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class Connection:
    """One connection, opened again when the server closes it (a sync worker always does), and now
    and then, so that no worker keeps more of them than its share."""

    def __init__(self, port: int) -> None:
        self.port, self.host = port, f"127.0.0.1:{port}"
        self.socket: socket.socket | None = None
        self.asked = 0

    def ask(self, message: bytes) -> tuple[int, int, str]:
        """Return the status and the length of the answer, and where it leads."""
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=120)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(message)
        received = b""
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self.receive()
        head = received[:end].lower()
        length = length_in(head)
        got = len(received) - end - 4
        while got < length:
            got += len(self.receive())
        self.asked += 1
        if b"\r\nconnection: close" in head or self.asked % REOPENED == 0:
            self.socket.close()
            self.socket = None
        _, _, rest = received[:end].partition(b"\r\nLocation: ")
        return int(head.split(b" ", 2)[1]), length, rest.split(b"\r\n", 1)[0].decode()

    def receive(self) -> bytes:
        part = self.socket.recv(1 << 17) if self.socket else b""
        if not part:
            raise Wrong("The server closed the connection before its answer.")
        return part


def length_in(head: bytes) -> int:
    """What the answer says of its length; one without a body need not say it."""
    _, found, rest = head.partition(b"\r\ncontent-length:")
    if not found and b"transfer-encoding" in head:
        raise Wrong("An answer does not say its length.")
    return int(rest.split(b"\r\n", 1)[0]) if found else 0


class Load:
    def __init__(self, job: dict[str, Any]) -> None:
        self.job = job
        self.lengths: dict[str, int] = {}
        self.waits: list[float] = []
        self.errors: list[BaseException] = []
        self.end = 0.0

    def run(self) -> dict[str, float]:
        number = self.job["connections"]
        start = time.perf_counter()
        self.together(number, start + self.job["seconds"])
        return {
            "rate": len(self.waits) / (time.perf_counter() - start),
            "p50": statistics.median(self.waits) * 1000,
            "asked": len(self.waits),
        }

    def together(self, number: int, end: float) -> None:
        self.end = end
        threads = [threading.Thread(target=self.follow, args=[n, number]) for n in range(number)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self.errors:
            raise self.errors[0]

    def follow(self, first: int, step: int) -> None:
        """One connection: each asks for other pages than its neighbours, as people do."""
        connection, requests, at = Connection(self.job["port"]), self.job["requests"], first
        try:
            while True:
                request = requests[at % len(requests)]
                message = raw(request, connection.host)
                start = time.perf_counter()
                status, length, then = connection.ask(message)
                self.waits.append(time.perf_counter() - start)
                self.check(request, status, length)
                if then:  # as a browser does, so that what it was told does not pile up
                    led = request | {"method": "GET", "path": then.split("#")[0], "body": ""}
                    connection.ask(raw(led, connection.host))
                at += step
                if time.perf_counter() >= self.end:
                    return
        except (Wrong, OSError) as error:
            self.errors.append(error)

    def check(self, request: dict[str, Any], status: int, length: int) -> None:
        path = request["path"]
        usual = self.lengths.setdefault(path, length)
        if status != self.job["status"] or abs(length - usual) > usual * TOLERANCE:
            raise Wrong(f"{request['method']} {path}: status {status}, {length} bytes.")


def main() -> None:
    try:
        print(json.dumps(Load(json.load(sys.stdin)).run()))
    except (Wrong, OSError) as error:
        sys.exit(f"The load stops. {error}")


if __name__ == "__main__":
    main()
