"""The rows: what is measured, beside whom, and what the goal is. Everything in a row runs in turns."""

import os

from . import documents
from .peers import BARE, HXWS, WEBSOCAT, node
from .process import counted, measured, medians, to_file, to_first_line, to_pipe
from .server import fragment
from .table import faster, leaner, per_second, within

MORE_MEMORY = 8 * 2**20
NO_CERTIFICATES = {**os.environ, "SSL_CERT_FILE": os.devnull, "SSL_CERT_DIR": os.devnull}


class Place:
    """Where a row is measured: the server's port, a directory for files, and how often and how much."""

    def __init__(self, port, directory, runs, messages):
        self.port, self.directory, self.runs, self.messages = port, directory, runs, messages

    def url(self, count):
        return f"ws://127.0.0.1:{self.port}/{count}"

    def turns(self, times, warm_up, **contestants):
        """The medians of each, by name; each is called `warm_up` times before it counts."""
        used = {name: [] for name in contestants}
        for turn in range(warm_up + self.runs * times):
            for name, run in contestants.items():
                took = run()
                if turn >= warm_up:
                    used[name].append(took)
        return {name: medians(runs) for name, runs in used.items()}


def hxws_listens(target, *more):
    return [HXWS, "listen", target, "--no-config", *more]


def websocat_listens(target):
    return [WEBSOCAT, "--text", "--unidirectional-reverse", "--buffer-size", "1000000", target]


def version(place):
    used = place.turns(
        8, 5, hxws=lambda: measured([HXWS, "--version"]), websocat=lambda: measured([WEBSOCAT, "--version"])
    )
    yield faster("`--version`, beside websocat", used["hxws"].wall, used["websocat"].wall, 1)


def first(place):
    line, url = fragment(0) + b"\n", place.url(1)
    ours, theirs = hxws_listens(url, "-o", "raw"), websocat_listens(url)
    for work, environment in (("", None), (" without certificates to read", NO_CERTIFICATES)):
        used = place.turns(
            8,
            5,
            hxws=lambda: to_first_line(ours, line, environment),
            websocat=lambda: to_first_line(theirs, line, environment),
        )
        yield faster(f"first message printed{work}, beside websocat", used["hxws"].wall, used["websocat"].wall, 1)


def raw(place, work, goal, run):
    """`run` runs a command that prints the messages, and checks that it did."""
    count, url = place.messages, place.url(place.messages)
    used = place.turns(
        1,
        1,
        hxws=lambda: run(hxws_listens(url, "-o", "raw")),
        websocat=lambda: run(websocat_listens(url)),
        bare=lambda: counted([BARE, url], count),
    )
    ours, shown = used["hxws"], per_second(count)
    yield faster(f"{work}, beside websocat", ours.wall, used["websocat"].wall, goal, shown)
    yield faster(f"{work}, beside a bare read loop", ours.wall, used["bare"].wall, 0.7, shown)
    yield leaner(f"{work}: peak memory, beside websocat", ours.peak, used["websocat"].peak, MORE_MEMORY)


def raw_file(place):
    return raw(place, "`listen -o raw` to a file", 2.5, lambda command: to_file(command, place.directory, place.messages))


def raw_pipe(place):
    return raw(place, "`listen -o raw` to a pipe", 5, lambda command: to_pipe(command, place.messages))


def parsed(place, work, goal, ours, needle):
    """hxws prints JSON beside Node, of a fifth of the messages; websocat comes along for its memory."""
    count = place.messages // 5
    url, directory = place.url(count), place.directory
    used = place.turns(
        1,
        1,
        hxws=lambda: to_file(ours, directory, count, needle),
        node=lambda: to_file(node("peer.mjs", url), directory, count),
        websocat=lambda: to_file(websocat_listens(url), directory, count),
    )
    ours, theirs, shown = used["hxws"], used["node"], per_second(count)
    yield faster(f"{work}, beside Node, a second", ours.wall, theirs.wall, goal, shown)
    yield faster(f"{work}, beside Node, a second of processor time", ours.cpu, theirs.cpu, goal, shown)
    yield leaner(f"{work}: peak memory, beside Node", ours.peak, theirs.peak)
    if needle == FRAGMENT:
        yield leaner(f"{work}: peak memory, beside websocat", ours.peak, used["websocat"].peak, MORE_MEMORY)


FRAGMENT = b'{"type":"fragment"'
SWAPPED = b'"outcome":"swapped"'


def json(place):
    ours = hxws_listens(place.url(place.messages // 5), "-o", "json")
    return parsed(place, "`listen -o json`", 5, ours, FRAGMENT)


def page(place):
    file = documents.written(place.directory, "page.html", documents.notifications(place.messages // 5))
    ours = hxws_listens(file, "--url", f"http://127.0.0.1:{place.port}/", "-o", "json")
    return parsed(place, "`listen -o json`, swaps applied to a page", 3, ours, SWAPPED)


def explain(place):
    for name, scripts, text, status in (
        ("lands", "", documents.LANDS, 0),
        ("misses", "", documents.MISSES, 1),
        ("lands, on a page with a script", documents.SCRIPT, documents.LANDS, 0),
    ):
        page = documents.written(place.directory, "page.html", documents.cards(scripts))
        fragment = documents.written(place.directory, "fragment.html", text)
        ours = [HXWS, "explain", fragment, "--page", page, "--strict", "-o", "json", "--no-config"]
        theirs = node("explain.mjs", page, fragment)
        used = place.turns(4, 3, hxws=lambda: measured(ours, status=status), node=lambda: measured(theirs))
        work = f"`explain` on a page of 100 kB: {name}; processor time, beside Node"
        yield within(work, used["hxws"].cpu, used["node"].cpu, 0.015)


ROWS = {
    "version": version,
    "first": first,
    "raw-file": raw_file,
    "raw-pipe": raw_pipe,
    "json": json,
    "page": page,
    "explain": explain,
}
