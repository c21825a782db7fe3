#!/usr/bin/env python3
"""Runs hxws for long against its demo while a proxy cuts its connections at random moments, and tells what came of it.

usage: soak.py HXWS SECONDS PER_SECOND SEED

A talker of its own makes the demo's counter go up so many times a second, which the demo tells everyone in its room. Three
clients hear it, each through a proxy of its own (cutting.py): `listen -o json`, `connect -o json` with lines on a pipe, and
`connect` in a terminal, where lines are typed. All three keep the demo's page, and swap the counter into it. Fails where
  a message that the proxy handed on before a FIN or a close frame is missing, or one before a reset leaves a gap
  a message, or a line that hxws sent, comes twice, out of order, in part, or that was never sent
  a line that waited for a connection is not sent
  the median of memory in the last tenth is 2 MiB above that of the second tenth, or there are more descriptors or threads
  than ever in the first fifth
  the demo sends less than nine tenths of the messages that were asked for
"""

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

from cutting import Proxy
from reading import Reader, Screen, compared, lines_compared
from terminal import Terminal
from watch import Watch
from wire import masked, open_socket

HXWS, SECONDS, PER_SECOND, SEED = sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
BETWEEN_CUTS = 6
BETWEEN_LINES = 0.3
BETWEEN_TYPED = 3
GROWTH = 2 * 2**20
COUNTED = r'<output id="count"[^>]*>(\d+)</output>'
STEP = masked(b'{"step":1}')


class Talker:
    """A client of the demo that asks for a step so many times a second; at the end slowly, so that all catch up."""

    def __init__(self, port):
        self.peer, self.asked, self.pace = open_socket(port, "/ws"), 0, PER_SECOND
        self.stopped = threading.Event()
        self.threads = [threading.Thread(target=work, daemon=True) for work in (self.hear, self.talk)]
        for thread in self.threads:
            thread.start()

    def hear(self):
        with contextlib.suppress(OSError):
            while self.peer.recv(1 << 20):
                pass

    def talk(self):
        due, before = 0.0, time.monotonic()
        while not self.stopped.wait(0.01):
            now = time.monotonic()
            due, before = min(due + (now - before) * self.pace, PER_SECOND / 20), now
            self.peer.sendall(STEP * int(due))
            self.asked += int(due)
            due %= 1

    def stop(self):
        self.stopped.set()
        self.threads[1].join()


def echo(number):
    return f'{{"do":"echo","n":{number}}}'


class Lines:
    """Writes a numbered line to a pipe again and again, whatever the connection does."""

    def __init__(self, stdin):
        self.stdin, self.written, self.stopped = stdin, 0, threading.Event()
        self.thread = threading.Thread(target=self.write, daemon=True)
        self.thread.start()

    def write(self):
        while not self.stopped.wait(BETWEEN_LINES):
            self.written += 1
            self.stdin.write(echo(self.written).encode() + b"\n")
            self.stdin.flush()

    def stop(self):
        self.stopped.set()
        self.thread.join()


class Typed:
    """Reads a terminal, and types a numbered line into it again and again."""

    def __init__(self, terminal):
        self.terminal, self.screen, self.typed, self.stopped = terminal, Screen(), 0, threading.Event()
        self.thread = threading.Thread(target=self.type, daemon=True)
        self.thread.start()

    def type(self):
        due = time.monotonic() + BETWEEN_TYPED
        while not self.stopped.is_set() or self.screen.sent() < self.typed:
            self.screen.take(self.terminal.read(0.1))
            if time.monotonic() > due and not self.stopped.is_set():
                self.typed += 1
                self.terminal.press(echo(self.typed) + "\r")
                due += BETWEEN_TYPED

    def stop(self):
        self.stopped.set()
        until("all typed lines are sent", lambda: not self.thread.is_alive())


def until(what, true):
    """Waits two minutes at most."""
    end = time.monotonic() + 120
    while not true():
        if time.monotonic() > end:
            raise SystemExit(f"after two minutes still not: {what}")
        time.sleep(0.05)


PROCESSES = []


def started(*arguments, **pipes):
    PROCESSES.append(subprocess.Popen([HXWS, *arguments], stdout=subprocess.PIPE, **pipes))
    return PROCESSES[-1]


def too_late(*_):
    raise SystemExit("the soak did not end in time")


def ended(name, process, wanted):
    status = process.wait(60)
    return [] if status in wanted else [f"{name} ended with {status}"]


def with_lost(told):
    """The status of a client that told so: a message that a cut left without an answer, or did not let out, is a failure."""
    return (4,) if told.lost else (0,)


class Soak:
    """The demo, the three clients and their proxies."""

    def __init__(self, home):
        self.demo = started("demo", "--listen", "127.0.0.1:0")
        port = int(re.search(rb":(\d+)", self.demo.stdout.readline())[1])
        self.proxies = [Proxy(port, SEED + number, BETWEEN_CUTS) for number in range(3)]
        urls = [f"http://127.0.0.1:{proxy.port}/" for proxy in self.proxies]
        self.listens = started("listen", urls[0], "-o", "json", "--no-config", stderr=subprocess.DEVNULL)
        self.connects = started(
            "connect", urls[1], "-o", "json", "--no-config", stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        environment = {"TERM": "xterm-256color", "PATH": os.environ["PATH"], "HOME": home, "XDG_STATE_HOME": home}
        self.terminal = Terminal([HXWS, "connect", urls[2], "--color", "never"], environment)
        self.readers = [Reader(process.stdout) for process in (self.listens, self.connects)]
        self.terminal.until("▸", 30)
        until("all are connected", lambda: all(proxy.connections for proxy in self.proxies))
        self.talker, self.lines, self.typed = Talker(port), Lines(self.connects.stdin), Typed(self.terminal)
        programs = {
            "demo": self.demo.pid,
            "listen -o json": self.listens.pid,
            "connect -o json": self.connects.pid,
            "connect in a terminal": self.terminal.pid,
        }
        self.watch = Watch(programs, min(5, SECONDS / 100))

    def run(self):
        """For so long; then until nothing is on its way any more, and all have ended."""
        time.sleep(SECONDS)
        self.asked, self.talker.pace = self.talker.asked, min(PER_SECOND, 100)
        for proxy in self.proxies:
            proxy.calm = True
        self.watch.stop()
        until("all are connected again", lambda: all(proxy.connections[-1].end is None for proxy in self.proxies))
        reached = [proxy.connections[-1].last or 0 for proxy in self.proxies]
        until("all hear the demo again", lambda: all(
            (proxy.connections[-1].last or 0) > before for proxy, before in zip(self.proxies, reached)))
        until("the terminal has caught up", lambda: self.shown() > reached[2])
        written = self.lines.written
        until("a line is written", lambda: self.lines.written > written)
        self.lines.stop()
        self.talker.stop()
        asked = self.talker.asked
        until("the last message is handed on", lambda: all(proxy.connections[-1].last == asked for proxy in self.proxies))
        until("the last message is printed", lambda: all(reader.last() == asked for reader in self.readers))
        until("all lines are answered", lambda: self.lines.written in self.readers[1].answered[-1:])
        self.typed.stop()
        until("the terminal's page has the last message", lambda: self.on_the_page() == asked)
        self.terminal.press("/quit\r")
        self.listens.send_signal(signal.SIGINT)
        self.connects.stdin.close()
        self.connects.wait(60)
        faults = ended("listen", self.listens, (0, 130))
        while self.terminal.read(5):
            pass
        status = os.waitstatus_to_exitcode(os.waitpid(self.terminal.pid, 0)[1])
        self.demo.send_signal(signal.SIGINT)
        faults += ended("the demo", self.demo, (0, 130))
        for reader in self.readers:
            reader.thread.join()
        faults += ended("connect", self.connects, with_lost(self.readers[1]))
        wanted = with_lost(self.typed.screen)
        return faults + ([] if status in wanted else [f"connect in a terminal ended with {status}:\n{self.terminal.text[-2000:]}"])

    def shown(self):
        """The last counter on the screen."""
        return int((re.findall(COUNTED, self.terminal.text) or [0])[-1])

    def on_the_page(self):
        """The counter that the terminal's page has."""
        self.terminal.text = ""
        self.terminal.press("/page #count\r")
        self.terminal.until(COUNTED, 60)
        return int(re.search(COUNTED, self.terminal.text)[1])

    def told(self):
        """Prints what came, and returns what must not be."""
        faults, rate = [], self.asked / SECONDS
        print(f"{self.asked:,} messages to everyone in {SECONDS:,.0f} s, {rate:,.0f} a second; seed {SEED}")
        if rate < 0.9 * PER_SECOND:
            faults.append(f"{PER_SECOND} a second were asked for")
        names = ("listen -o json", "connect -o json", "connect in a terminal")
        for name, proxy in zip(names, self.proxies):
            ends = [connection.end for connection in proxy.connections]
            counts = ", ".join(f"{ends.count(end)} {end}" for end in sorted(set(filter(None, ends))))
            handed = sum(c.last - c.first + 1 for c in proxy.connections if c.first)
            partial = sum(c.partial for c in proxy.connections)
            print(f"{name}: {len(ends)} connections ended by {counts}; {partial} in the middle of a frame; "
                  f"{handed:,} messages handed on, {sum(len(c.lines) for c in proxy.connections)} lines came")
            faults += proxy.faults
        for name, reader, proxy in zip(names, self.readers, self.proxies):
            faults += [f"{name}: {fault}" for fault in compared(reader, proxy.connections)]
            had = sum(part.last - part.first + 1 for part in reader.parts if part.first)
            events = ", ".join(f"{count} {event}" for event, count in sorted(reader.events.items()))
            print(f"{name}: {had:,} messages printed; {events}")
        sent = sum(len(part.lines) for part in self.readers[1].parts)
        print(f"lines: {self.lines.written} written, {sent} sent, {len(self.readers[1].queued)} of them had waited; "
              f"{self.typed.typed} typed, {self.typed.screen.sent()} sent")
        unanswered = sent - len(self.readers[1].answered)
        if self.readers[1].lost > unanswered:
            faults.append(f"{self.readers[1].lost} lines are said to be lost, and only {unanswered} have no answer")
        if sent != self.lines.written or self.typed.screen.sent() != self.typed.typed:
            faults.append("lines were not sent, or twice")
        typed = lines_compared(self.typed.screen.parts, self.proxies[2].connections)
        return faults + [f"connect in a terminal: {fault}" for fault in typed] + self.grown()

    def grown(self):
        faults = []
        for name in self.watch.programs:
            before, after = self.watch.ends(name)
            memory = [size.memory / 2**20 for size in (before, after)]
            print(f"{name}: memory {memory[0]:.1f} MiB, at the end {memory[1]:.1f}; "
                  f"descriptors {before.descriptors}, {after.descriptors}; threads {before.threads}, {after.threads}")
            more = (after.memory - before.memory > GROWTH, after.descriptors > before.descriptors, after.threads > before.threads)
            if any(more):
                faults.append(f"{name} grew")
        return faults


def main():
    signal.signal(signal.SIGALRM, too_late)
    signal.alarm(int(SECONDS * 1.5 + 600))
    try:
        with tempfile.TemporaryDirectory() as home:
            soak = Soak(home)
            faults = soak.run() + soak.told()
    finally:
        for process in PROCESSES:
            process.kill()
    for fault in faults[:20]:
        print(f"fault: {fault}", file=sys.stderr)
    sys.exit(f"{len(faults)} faults" if faults else 0)


main()
