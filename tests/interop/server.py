"""Echoes every message with Python's websockets, one server for each setting of compression; prints their ports.

python server.py SETTING…   a setting is JSON: null for none, else the arguments of ServerPerMessageDeflateFactory
The query `fragment=N` of the address has every longer message sent in fragments of N bytes, or of N characters.
"""
import asyncio
import json
import sys
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosedError
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory


async def echo(socket):
    query = parse_qs(urlsplit(socket.request.path).query)
    most = int(query.get("fragment", ["0"])[0])
    try:
        async for message in socket:
            if 0 < most < len(message):
                await socket.send(message[at : at + most] for at in range(0, len(message), most))
            else:
                await socket.send(message)
    except ConnectionClosedError:
        pass  # a test that is done hangs up


async def main(settings):
    ports = []
    for setting in settings:
        extensions = [] if setting is None else [ServerPerMessageDeflateFactory(**setting)]
        server = await serve(echo, "127.0.0.1", 0, compression=None, extensions=extensions, max_size=None)
        ports.append(server.sockets[0].getsockname()[1])
    print(*ports, flush=True)
    await asyncio.Future()


asyncio.run(main([json.loads(setting) for setting in sys.argv[1:]]))
