"""A proxy by pproxy, which wants the login `ann:secret`. Prints its port.

python proxy_server.py SCHEME      http or socks5
"""
import asyncio
import sys

import pproxy


async def main(scheme):
    server = pproxy.Server(f"{scheme}://127.0.0.1:0#ann:secret")
    listening = await server.start_server({"rserver": [], "authtime": 0})
    print(listening.sockets[0].getsockname()[1], flush=True)
    await asyncio.Future()


asyncio.run(main(sys.argv[1]))
