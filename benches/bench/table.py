"""The table: a line for each thing that has a goal."""

from typing import NamedTuple, Optional

HEAD = "| work | hxws | peer | ratio | goal | met |\n| --- | ---: | ---: | ---: | ---: | --- |"


class Line(NamedTuple):
    work: str
    ours: str
    theirs: str
    ratio: str
    goal: str
    met: Optional[bool]

    def __str__(self):
        met = {True: "yes", False: "**no**", None: ""}[self.met]
        return f"| {self.work} | {self.ours} | {self.theirs} | {self.ratio} | {self.goal} | {met} |"


def milliseconds(seconds):
    return f"{seconds * 1e3:.2f} ms"


def mebibytes(size):
    return f"{size / 2**20:.1f} MiB"


def faster(work, ours, theirs, goal, shown=milliseconds):
    """Times: the ratio says how many times as fast hxws is."""
    ratio = theirs / ours
    return Line(work, shown(ours), shown(theirs), f"{ratio:.2f}", f"≥ {goal:g}", ratio >= goal)


def per_second(count):
    """How a time is shown that so many messages took."""
    return lambda seconds: f"{count / seconds:,.0f}/s"


def within(work, ours, theirs, goal):
    """Times, where the goal is one of hxws's own, in seconds."""
    return Line(work, milliseconds(ours), milliseconds(theirs), f"{theirs / ours:.2f}", f"< {goal * 1e3:g} ms", ours < goal)


def leaner(work, ours, theirs, more=None):
    """Memory: hxws may take so many bytes more than the peer, where there is a goal."""
    goal, met = ("", None) if more is None else (f"≤ peer + {more / 2**20:g} MiB", ours <= theirs + more)
    return Line(work, mebibytes(ours), mebibytes(theirs), f"{theirs / ours:.2f}", goal, met)
