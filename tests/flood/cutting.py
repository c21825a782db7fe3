"""A proxy between hxws and the demo that knows which messages it handed on, and cuts connections at random moments."""

import contextlib
import random
import re
import select
import socket
import struct
import threading
import time

from wire import Frames, head

COUNT = re.compile(rb'<output id="count">(\d+)</output>')
ECHO = re.compile(rb'"n":(\d+)')
RESTART = b"\x88\x02\x03\xf4"  # 1012
WAYS = ("fin", "reset", "restart")


class Connection:
    """One socket: which of the demo's numbered messages were handed to hxws, and which of hxws's lines to the demo."""

    def __init__(self):
        self.first, self.last, self.lines = None, None, []
        self.end, self.partial, self.ended = None, False, None

    def whole(self):
        """Whether hxws must have had all of it: after a reset, what was under way may be gone."""
        return self.end not in ("reset", "broken")


class Proxy:
    """Relays everything to a port of loopback; every connection that becomes a socket is cut, until `calm`."""

    def __init__(self, upstream, seed, seconds):
        self.upstream, self.random, self.seconds = upstream, random.Random(seed), seconds
        self.connections, self.faults, self.calm = [], [], False
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            threading.Thread(target=self.relay, args=(client,), daemon=True).start()

    def relay(self, client):
        with client, socket.create_connection(("127.0.0.1", self.upstream)) as server, contextlib.suppress(OSError, EOFError):
            for peer in (client, server):
                peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            request, rest = head(client)
            server.sendall(request + rest)
            answer, rest = head(server)
            client.sendall(answer)
            if b" 101 " in answer.split(b"\r\n")[0]:
                Relay(self, client, server).run(rest)
            else:
                client.sendall(rest)
                pass_on(client, server)


def pass_on(client, server):
    """Both ways, until either is at its end."""
    while True:
        for peer in select.select([client, server], [], [])[0]:
            data = peer.recv(65536)
            if not data:
                return
            (server if peer is client else client).sendall(data)


class Relay:
    """One socket from the 101 to its end."""

    def __init__(self, proxy, client, server):
        self.proxy, self.client, self.server = proxy, client, server
        self.down, self.up, self.record = Frames(), Frames(), Connection()
        self.cut = time.monotonic() + proxy.random.expovariate(1 / proxy.seconds)
        self.way = proxy.random.choice(WAYS)
        proxy.connections.append(self.record)

    def run(self, data):
        try:
            while not self.hand_down(data):
                data = b""
                ready = select.select([self.client, self.server], [], [])[0]
                if self.client in ready and not self.hand_up(self.client.recv(65536)):
                    return self.finish("client")
                if self.server in ready:
                    data = self.server.recv(65536)
                    if not data:
                        return self.finish("demo")
            self.finish(self.way)
        except OSError:
            self.finish("broken")

    def hand_down(self, data):
        """Hands on what the demo sent, and says whether the connection is to be cut then."""
        due = data and not self.proxy.calm and time.monotonic() >= self.cut
        if due and self.way == "restart":
            ends = [end for end, _, _ in Frames(self.down.rest).take(data)]
            due = bool(ends)
            data = data[: self.proxy.random.choice(ends)] if due else data
        elif due:
            data = data[: self.proxy.random.randrange(len(data))]
        for _, first, payload in self.down.take(data):
            self.note(first, payload)
        self.client.sendall(data + RESTART if due and self.way == "restart" else data)
        return due

    def note(self, first, payload):
        if first not in (0x81, 0x88):
            self.proxy.faults.append(f"the demo sent a frame that begins with {first:#x}")
        counted = COUNT.fullmatch(payload)
        if counted:
            number = int(counted[1])
            if self.record.last not in (None, number - 1):
                self.proxy.faults.append(f"the demo sent {number} after {self.record.last}")
            self.record.first = self.record.first or number
            self.record.last = number

    def hand_up(self, data):
        frames = self.up.take(data)
        self.server.sendall(data)
        self.record.lines += [int(ECHO.search(payload)[1]) for _, first, payload in frames if first == 0x81]
        return bool(data)

    def finish(self, end):
        record = self.record
        record.end, record.partial, record.ended = end, bool(self.down.rest), time.monotonic()
        self.server.close()
        if end in ("reset", "broken"):
            self.client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return
        # what is not read when a connection is closed makes it a reset
        with contextlib.suppress(OSError):
            self.client.shutdown(socket.SHUT_WR)
            self.client.settimeout(30)
            while self.client.recv(65536):
                pass
