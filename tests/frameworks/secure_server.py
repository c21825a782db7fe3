"""A page of htmx 2 over https and its socket over wss, by Python's ssl (OpenSSL) and websockets. Prints its port.

python secure_server.py VERSION CERTIFICATE KEY [CLIENTS]
VERSION is of TLS, as ssl.TLSVersion names it; CLIENTS is the authority whose certificates clients need.
"""
import asyncio
import json
import ssl
import sys

from websockets.asyncio.server import serve
from websockets.datastructures import Headers
from websockets.http11 import Response

PAGE = b"""<!doctype html><html><head>
<script src="https://cdn.jsdelivr.net/npm/htmx.org@2.0.11/dist/htmx.min.js"></script>
<script src="https://cdn.jsdelivr.net/npm/htmx-ext-ws@2.0.4"></script>
</head><body hx-ext="ws" ws-connect="/ws"><p id="who"></p><form ws-send><input name="message"></form></body></html>"""


def page(connection, request):
    if request.path == "/":
        headers = Headers({"Content-Type": "text/html", "Content-Length": str(len(PAGE)), "Connection": "close"})
        return Response(200, "OK", headers, PAGE)


async def answer(socket):
    tls = socket.transport.get_extra_info("ssl_object")
    subject = (tls.getpeercert() or {}).get("subject", ())
    names = [value for part in subject for key, value in part if key == "commonName"]
    async for message in socket:
        said = json.loads(message)["message"]
        await socket.send(f'<p id="who">{said} by {", ".join(names) or "nobody"} over {tls.version()}</p>')


async def main(version, certificate, key, clients=None):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = context.maximum_version = ssl.TLSVersion[version]
    context.load_cert_chain(certificate, key)
    if clients:
        context.load_verify_locations(clients)
        context.verify_mode = ssl.CERT_REQUIRED
    async with serve(answer, "127.0.0.1", 0, ssl=context, process_request=page) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await asyncio.Future()


asyncio.run(main(*sys.argv[1:]))
