"""Memory, descriptors and threads of programs, looked at again and again while they run (Linux's /proc)."""

import os
import statistics
import threading
from typing import NamedTuple

PAGE = os.sysconf("SC_PAGE_SIZE")


class Size(NamedTuple):
    """What a program holds: its resident memory in bytes, its descriptors and its threads."""

    memory: int
    descriptors: int
    threads: int


def size(pid):
    with open(f"/proc/{pid}/statm", encoding="ascii") as statm:
        resident = int(statm.read().split()[1]) * PAGE
    return Size(resident, len(os.listdir(f"/proc/{pid}/fd")), len(os.listdir(f"/proc/{pid}/task")))


class Watch:
    """Looks at each of the programs every so many seconds, until `stop`."""

    def __init__(self, programs, every):
        self.sizes = {name: [] for name in programs}
        self.programs, self.every, self.stopped = programs, every, threading.Event()
        threading.Thread(target=self.look, daemon=True).start()

    def look(self):
        while not self.stopped.wait(self.every):
            for name, pid in self.programs.items():
                self.sizes[name].append(size(pid))

    def stop(self):
        self.stopped.set()

    def ends(self, name):
        """Early and late: the median of memory in the second tenth, as the first is for warming up, and in the last; the most
        descriptors and threads in the first fifth and in the last tenth, as there are fewer between two connections."""
        sizes = self.sizes[name]
        tenth = max(1, len(sizes) // 10)
        return [
            Size(statistics.median(size.memory for size in settled), *(max(values) for values in list(zip(*whole))[1:]))
            for settled, whole in ((sizes[tenth : 2 * tenth], sizes[: 2 * tenth]), (sizes[-tenth:], sizes[-tenth:]))
        ]
