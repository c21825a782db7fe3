#!/usr/bin/env python3
"""Sends many messages to `hxws listen -o json | jq -c .seq` as fast as they are taken, and tells what came of it.

usage: pipeline.py HXWS MESSAGES

Fails where a line is missing or out of order, hxws fails, or its peak of memory grows by more than 16 MiB in the second half.
"""

import re
import signal
import socket
import subprocess
import sys
import threading
import time

from wire import answer_handshake, frame

HXWS, TOTAL = sys.argv[1], int(sys.argv[2])
GROWTH = 16
TEXT = '<div id="feed" hx-swap-oob="beforeend"><p class="row"><b>user{0}</b> says: {1}</p></div>'
CHUNK = b"".join(frame(TEXT.format(number % 97, "x" * 120).encode()) for number in range(1000))
ONE = frame(TEXT.format(0, "x" * 120).encode())


def serve(listener):
    peer, _ = listener.accept()
    answer_handshake(peer)
    for _ in range(TOTAL // 1000):
        peer.sendall(CHUNK)
    peer.sendall(ONE * (TOTAL % 1000))
    peer.sendall(b"\x88\x02\x03\xe8")
    while peer.recv(65536):
        pass


def peak(pid):
    """The peak of a process's resident memory so far, in MiB; none where it is at its end."""
    status = open(f"/proc/{pid}/status", encoding="ascii").read()
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return found and int(found[1]) / 1024


def main():
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=serve, args=(listener,), daemon=True).start()
    url = f"ws://127.0.0.1:{listener.getsockname()[1]}/"
    started = time.monotonic()
    hxws = subprocess.Popen([HXWS, "listen", url, "-o", "json"], stdout=subprocess.PIPE)
    jq = subprocess.Popen(["jq", "-c", ".seq"], stdin=hxws.stdout, stdout=subprocess.PIPE)
    hxws.stdout.close()
    came, half, end = 0, 0, 0
    for line in jq.stdout:
        if line == b"null\n":
            continue
        came += 1
        if int(line) != came:
            raise SystemExit(f"line {came} is of message {int(line)}")
        # what jq holds back is less than a hundredth
        if came % max(1, TOTAL // 100) == 0:
            end = peak(hxws.pid) or end
            half = half if came > TOTAL // 2 else end
    seconds = time.monotonic() - started
    status = hxws.wait()
    print(f"{came} lines of {TOTAL} messages in {seconds:.1f} s: {came / seconds:,.0f} a second")
    print(f"peak memory {half:.1f} MiB half-way, {end:.1f} MiB at the end")
    if came != TOTAL or status != 0 or jq.wait() != 0:
        raise SystemExit("lines were lost, or a program failed")
    if end - half > GROWTH:
        raise SystemExit("memory grew")


signal.alarm(1800)
main()
