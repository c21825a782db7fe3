"""One run of one program: how long it took, its processor time, and its peak of memory; and whether it did its work."""

import os
import statistics
import subprocess
import sys
import time
from typing import NamedTuple


class Used(NamedTuple):
    """What one run took: seconds of wall clock, seconds of processor time (user and system), bytes at the peak."""

    wall: float
    cpu: float
    peak: int


def medians(runs):
    return Used(*(statistics.median(values) for values in zip(*runs)))


def fail(command, what):
    sys.exit(f"{' '.join(command)}: {what}")


def measured(command, output=subprocess.DEVNULL, status=0, reader=None):
    """Runs the program until it is gone, and what reads its output until that is."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.DEVNULL)
    if reader:
        os.close(output)
    _, ended, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(ended)
    if reader:
        reader.wait()
    wall = time.perf_counter() - start
    if process.returncode != status:
        fail(command, f"ended with {process.returncode}")
    return Used(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def light(run, *arguments, **options):
    """A run whose peak of memory is the program's own: the kernel counts that of the process it was made from too, which
    is this one's whole memory where they share it, and the little that is copied where they do not."""
    subprocess._USE_VFORK = False
    try:
        return run(*arguments, **options)
    finally:
        subprocess._USE_VFORK = True


def to_file(command, directory, count, needle=b"\n"):
    """Standard output goes to a new file, in which that many lines must have `needle`."""
    path = os.path.join(directory, "output")
    with open(path, "wb") as file:
        used = light(measured, command, file)
    with open(path, "rb") as file:
        came = sum(needle in line for line in file)
    os.remove(path)
    if came != count:
        fail(command, f"printed {came} messages of {count}")
    return used


def to_pipe(command, count):
    """Standard output goes to `wc -l` through a pipe, which must count that many lines."""
    source, sink = os.pipe()
    with subprocess.Popen(["wc", "-l"], stdin=source, stdout=subprocess.PIPE, text=True) as reader:
        os.close(source)
        used = light(measured, command, sink, reader=reader)
        came = int(reader.stdout.read())
    if came != count:
        fail(command, f"printed {came} messages of {count}")
    return used


def counted(command, count):
    """The program prints how many messages came."""
    source, sink = os.pipe()
    with os.fdopen(source) as said:
        with os.fdopen(sink, "w") as file:
            used = light(measured, command, file)
        came = int(said.read())
    if came != count:
        fail(command, f"read {came} messages of {count}")
    return used


def to_first_line(command, line, environment=None):
    """Until the first line is read, which must be this one; then the program is killed."""
    start = time.perf_counter()
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        came = process.stdout.readline()
        wall = time.perf_counter() - start
        process.kill()
    if came != line:
        fail(command, f"printed {came!r}")
    return Used(wall, 0, 0)
