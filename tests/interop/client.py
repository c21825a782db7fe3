"""Prints what a server sends to Python's websockets, a line each.

python client.py ADDRESS
"""

import sys

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

with connect(sys.argv[1]) as socket:
    try:
        while True:
            message = socket.recv()
            kind = "text" if isinstance(message, str) else "binary"
            data = message.encode() if isinstance(message, str) else message
            print(kind, data.hex())
    except ConnectionClosed as closed:
        print("close", closed.rcvd.code, closed.rcvd.reason)
