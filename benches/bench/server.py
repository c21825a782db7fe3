"""A loopback server that sends htmx fragments of 200 bytes as fast as they are taken, in a process of its own."""

import contextlib
import multiprocessing
import os
import socket
import sys

from .peers import ROOT

sys.path.append(os.path.join(ROOT, "tests", "flood"))
from wire import answer_handshake, frame

SIZE = 200
CHUNK = 2000
CLOSE = b"\x88\x02\x03\xe8"  # 1000


def fragment(number):
    start = f'<div id="notifications" hx-swap-oob="beforeend"><p class="msg" data-n="{number:07d}"><b>user{number % 97}</b> says: '
    end = "</p></div>"
    return (start + "x" * (SIZE - len(start) - len(end)) + end).encode()


def converse(client, frames, chunk):
    """Sends as many messages as the address asks for, `/1000` for a thousand, and closes."""
    count = int(answer_handshake(client).split()[1].rpartition(b"/")[2])
    for _ in range(count // CHUNK):
        client.sendall(chunk)
    client.sendall(b"".join(frames[: count % CHUNK]) + CLOSE)
    client.recv(65536)  # the client's close; the server is the first to hang up (RFC 6455 §7.1.1)


def serve(listener):
    frames = [frame(fragment(number)) for number in range(CHUNK)]
    chunk = b"".join(frames)
    while True:
        client, _ = listener.accept()
        with client, contextlib.suppress(OSError):  # a client that is killed
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            converse(client, frames, chunk)


@contextlib.contextmanager
def serving():
    """The server's port, while it serves."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        server = multiprocessing.get_context("fork").Process(target=serve, args=(listener,), daemon=True)
        server.start()
        try:
            yield listener.getsockname()[1]
        finally:
            server.terminate()
            server.join()
