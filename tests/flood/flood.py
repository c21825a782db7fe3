#!/usr/bin/env python3
"""Types a line into hxws while a server sends 10,000 messages a second, and tells what came of it.

usage: flood.py HXWS SECONDS [PER_SECOND]

Fails where a key is lost, the page has another message than the last one sent, or the peak of memory grows by more than
16 MiB in the second half. How long Ctrl-C takes to be answered is told, and decides nothing.
"""

import contextlib
import os
import re
import signal
import socket
import sys
import tempfile
import threading
import time

from terminal import Terminal
from wire import Frames, answer_handshake, frame

HXWS, SECONDS = sys.argv[1], float(sys.argv[2])
PER_SECOND = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
TOTAL = int(SECONDS * PER_SECOND)
TEXT = "typed while it rained, über 漢字"
LINE = f'msg="{TEXT}"'


class Server:
    """One client: floods it at a pace, and keeps the texts that it sends."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.heard, self.sent, self.late = [], 0, 0.0
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        peer, _ = self.listener.accept()
        answer_handshake(peer)
        threading.Thread(target=self.hear, args=(peer,), daemon=True).start()
        start, batch = time.monotonic(), PER_SECOND // 100
        while self.sent < TOTAL:
            numbers = range(self.sent + 1, min(TOTAL, self.sent + batch) + 1)
            peer.sendall(b"".join(frame(f'<p id="n" class="c{n % 7}">{n}</p>'.encode()) for n in numbers))
            self.sent = numbers[-1]
            ahead = start + self.sent / PER_SECOND - time.monotonic()
            self.late = max(self.late, -ahead)
            if ahead > 0:
                time.sleep(ahead)

    def hear(self, peer):
        frames = Frames()
        with contextlib.suppress(OSError):
            while data := peer.recv(65536):
                self.heard += [payload.decode() for _, head, payload in frames.take(data) if head & 15 == 1]


def main():
    server, home = Server(), tempfile.mkdtemp()
    page = os.path.join(home, "page.html")
    with open(page, "w", encoding="utf-8") as file:
        file.write(
            f'<body hx-ext="ws"><div ws-connect="ws://127.0.0.1:{server.port}/"><p id="n">0</p>'
            '<form id="f" ws-send><input name="msg"></form></div></body>'
        )
    environment = {"TERM": "xterm-256color", "PATH": os.environ["PATH"], "HOME": home, "XDG_STATE_HOME": home}
    terminal = Terminal([HXWS, "connect", page, "--color", "never"], environment)
    terminal.until("form#f ▸", 30)
    started, half = time.monotonic(), None
    for at, key in enumerate(LINE):
        while time.monotonic() < started + SECONDS * 0.9 * at / len(LINE):
            terminal.read(0.01)
        terminal.press(key)
        if half is None and at >= len(LINE) / 2:
            half = terminal.peak()
    terminal.text = ""
    terminal.press("\r")
    terminal.until("→", 30)
    terminal.text = ""
    pressed = time.monotonic()
    terminal.press("half\x03")
    terminal.until("Ctrl-C once more", 30)
    answered = time.monotonic() - pressed
    while server.sent < TOTAL:
        terminal.read(0.05)
    while terminal.read(0.5):
        pass
    terminal.text = ""
    terminal.press("/page #n\r")
    terminal.until(r'<p id="n"[^>]*>\d+</p>', 60)
    last = re.search(r'<p id="n"[^>]*>(\d+)</p>', terminal.text)[1]
    peak = terminal.peak()
    terminal.press("/quit\r")
    terminal.until("close", 30)
    status = os.waitpid(terminal.pid, 0)[1]
    said = re.search(r'"msg":"([^"]*)"', server.heard[0] if server.heard else "")
    print(f"{TOTAL} messages at {PER_SECOND} a second; the server waited {server.late * 1000:.0f} ms at most")
    print(f"line sent: {said and said[1]!r}; last message on the page: {last}")
    print(f"Ctrl-C answered after {answered * 1000:.0f} ms; peak memory {half:.1f} MiB half-way, {peak:.1f} MiB at the end")
    if not said or said[1] != TEXT:
        raise SystemExit(f"the line was `{LINE}`")
    if int(last) != TOTAL or peak - half > 16 or os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit("messages were lost, memory grew, or hxws failed")


signal.alarm(int(SECONDS * 3 + 120))
main()
