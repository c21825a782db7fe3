"""The pages and the fragments, as files."""

import os

PAGE_BYTES = 100_000

HEAD = (
    '<!doctype html><html><head><title>t</title><script src="https://unpkg.com/htmx.org@2.0.11"></script>'
    '<script src="https://unpkg.com/htmx-ext-ws@2.0.4"></script>'
)
SCRIPT = '<script>htmx.config.defaultSwapStyle = "innerHTML"</script>'
CARD = '<article class="card" id="c{}"><h2>A title</h2><p>Some text with <a href="/x">a link</a>.</p></article>'
LANDS = '<p id="status" hx-swap-oob="true">ok</p>'
MISSES = '<p id="statsu" hx-swap-oob="true">ok</p>'


def cards(scripts=""):
    """A page of 100 kB on which `LANDS` lands and `MISSES` does not."""
    inner = "".join(CARD.format(number) for number in range(PAGE_BYTES // len(CARD)))
    body = f'<main hx-ext="ws" ws-connect="/ws">{inner}<p id="status"></p></main>'
    return f"{HEAD}{scripts}</head><body>{body}</body></html>"


def notifications(count):
    """A page to which the server's fragments go, with a socket that asks for so many."""
    return f'<!doctype html><body hx-ext="ws"><div ws-connect="/{count}"></div><div id="notifications"></div></body>'


def written(directory, name, text):
    """The path of a new file with that text."""
    path = os.path.join(directory, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path
