"""What hxws prints while its connections are cut: which numbered messages it had of each, and what it sent."""

import json
import re
import threading
from collections import Counter

COUNT = re.compile(rb'"html":"<output id=\\"count\\">(\d+)</output>"')
ECHO = re.compile(r'"n":(\d+)')
FRAGMENT = b'{"type":"fragment"'
SWAPPED = b'"outcome":"swapped"'
LOST = re.compile(r"(?:the connection ended with \d+ before )?(\d+) (?:sent )?messages? (?:was answered|were answered|did not go out)")


class Part:
    """What came over one connection, and the lines that were sent over it."""

    def __init__(self):
        self.first, self.last, self.lines = None, None, []


class Reader:
    """Reads the lines until the program ends; `faults` tells what must not be."""

    def __init__(self, stdout):
        self.parts, self.faults, self.events = [], [], Counter()
        self.queued, self.answered, self.lost = [], [], 0
        self.thread = threading.Thread(target=self.read, args=(stdout,), daemon=True)
        self.thread.start()

    def read(self, stdout):
        for line in stdout:
            if not line.endswith(b"}\n"):
                self.faults.append(f"half a line: {line!r}")
            elif line.startswith(FRAGMENT):
                self.fragment(line)
            else:
                self.event(json.loads(line))

    def fragment(self, line):
        counted, part = COUNT.search(line), self.parts[-1]
        if SWAPPED not in line:
            self.faults.append(f"not swapped: {line!r}")
        if not counted:
            self.answered.append(int(ECHO.search(json.loads(line)["text"])[1]))
            return
        number = int(counted[1])
        if part.last not in (None, number - 1):
            self.faults.append(f"{number} came after {part.last}")
        part.first = part.first or number
        part.last = number

    def event(self, event):
        kind = event["type"]
        self.events[f"close {event['code']}" if kind == "close" else kind] += 1
        if kind == "open":
            self.parts.append(Part())
        elif kind in ("sent", "queued"):
            number = int(ECHO.search(event["data"])[1])
            (self.parts[-1].lines if kind == "sent" else self.queued).append(number)
        elif kind == "error" and (lost := LOST.match(event["message"])):
            self.lost += int(lost[1])

    def last(self):
        return self.parts[-1].last if self.parts else None


def rises(numbers):
    return all(before < after for before, after in zip(numbers, numbers[1:]))


def compared(reader, connections):
    """What differs between what the proxy handed on and what hxws tells."""
    faults = list(reader.faults)
    parts = {part.first: part for part in reader.parts if part.first}
    if not rises(list(parts)) or len(parts) != sum(part.first is not None for part in reader.parts):
        faults.append("messages of an earlier connection came again")
    for connection in connections:
        part = parts.pop(connection.first, None)
        if connection.first and connection.whole() and (part is None or part.last != connection.last):
            faults.append(f"lost: {connection.first} to {connection.last} were handed on, then {connection.end}; "
                          f"hxws has them up to {part and part.last}")
        elif part and part.last > connection.last:
            faults.append(f"hxws has {part.last}, and only up to {connection.last} was handed on")
    if parts:
        faults.append(f"hxws has messages from {list(parts)} on that are of no connection")
    sent = [number for part in reader.parts for number in part.lines]
    if not rises(reader.answered) or not set(reader.queued) <= set(sent):
        faults.append(f"of the lines {reader.queued} that waited not all were sent, or an answer came twice")
    return faults + lines_compared(reader.parts, connections)


def lines_compared(parts, connections):
    """What differs between the lines that hxws tells it sent and those that came to the proxy. Those that were under way at a
    cut are the last of their connection."""
    faults = []
    sent = [number for part in parts for number in part.lines]
    arrived = [number for connection in connections for number in connection.lines]
    if not rises(sent) or not rises(arrived):
        faults.append("a line was sent or arrived twice or out of order")
    if not set(arrived) <= set(sent):
        faults.append(f"lines arrived that hxws says nothing of: {sorted(set(arrived) - set(sent))}")
    part_of = {number: part for part in parts for number in part.lines}
    for connection in connections:
        part = part_of.get(connection.lines[0]) if connection.lines else None
        if part and connection.lines != part.lines[: len(connection.lines)]:
            faults.append(f"of the lines {part.lines} only {connection.lines} came")
    if parts[-1].lines != connections[-1].lines:
        faults.append(f"of the last connection's lines {parts[-1].lines} only {connections[-1].lines} came")
    return faults


class Screen:
    """What the prompt shows of connections and of the lines that it sent."""

    OPEN = re.compile(r"open +ws://")
    SENT = re.compile(r'→ [\d:.]+ +\d+ B +{"do":"echo","n":(\d+)')

    def __init__(self):
        self.parts, self.rest, self.lost = [Part()], "", 0

    def take(self, text):
        *lines, self.rest = (self.rest + text).split("\n")
        for line in lines:
            if self.OPEN.search(line):
                self.parts.append(Part())
            self.parts[-1].lines += map(int, self.SENT.findall(line))
            self.lost += sum(map(int, LOST.findall(line)))

    def sent(self):
        return sum(len(part.lines) for part in self.parts)
