"""A page of htmx 2 with a socket on Litestar, served by uvicorn. Prints its port.

python litestar_app.py IMPLEMENTATION     of WebSocket, as uvicorn's `--ws` names it
"""
import json
import sys

import uvicorn
from litestar import Litestar, MediaType, WebSocket, get, websocket
from litestar.exceptions import NotAuthorizedException, WebSocketDisconnect

PAGE = """<!doctype html>
<html><head>
<script src="https://cdn.jsdelivr.net/npm/htmx.org@2.0.11/dist/htmx.min.js"></script>
<script src="https://cdn.jsdelivr.net/npm/htmx-ext-ws@2.0.4"></script>
</head><body>
<div hx-ext="ws" ws-connect="/ws">
<p id="said">nothing</p>
<form id="form" ws-send><input name="message"><button>Send</button></form>
</div></body></html>
"""


@get("/", media_type=MediaType.HTML, sync_to_thread=False)
def page() -> str:
    return PAGE


def answer(message):
    """To a form's message a fragment, long enough that compressing it pays; to any other itself."""
    try:
        said = json.loads(message)["message"]
    except (ValueError, TypeError, KeyError):
        return message
    return f'<p id="said">{said * 20}</p>'


@websocket("/ws")
async def socket(socket: WebSocket) -> None:
    offered = socket.scope["subprotocols"]
    await socket.accept(subprotocols="v2" if "v2" in offered else None)
    try:
        while True:
            event = await socket.receive()
            if event["type"] == "websocket.disconnect":
                return
            if event.get("bytes") is not None:
                await socket.send_bytes(event["bytes"][::-1])
            elif event["text"].startswith("close "):
                _, code, reason = event["text"].split(" ", 2)
                await socket.close(int(code), reason)
                return
            elif event["text"] == "crash":
                raise RuntimeError("a bug in a handler")
            else:
                await socket.send_text(answer(event["text"]))
    except WebSocketDisconnect:
        pass


@websocket("/members")
async def members(socket: WebSocket) -> None:
    raise NotAuthorizedException("members only")


class Server(uvicorn.Server):
    async def startup(self, sockets=None):
        await super().startup(sockets=sockets)
        print(self.servers[0].sockets[0].getsockname()[1], flush=True)


app = Litestar([page, socket, members])
Server(uvicorn.Config(app, host="127.0.0.1", port=0, ws=sys.argv[1], log_level="warning")).run()
