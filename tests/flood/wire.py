"""The server's side of a WebSocket, as far as floods need it: the handshake and unmasked text frames (RFC 6455)."""

import base64
import hashlib
import re
import struct


def frame(payload):
    """A text frame."""
    length = len(payload)
    return b"\x81" + (bytes([length]) if length < 126 else b"\x7e" + struct.pack(">H", length)) + payload


def answer_handshake(peer):
    """Reads the request, opens the socket, and returns the request."""
    request = b""
    while b"\r\n\r\n" not in request:
        request += peer.recv(4096)
    key = re.search(rb"(?i)sec-websocket-key: *(\S+)", request)[1]
    accept = base64.b64encode(hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())
    peer.sendall(
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
        + accept
        + b"\r\n\r\n"
    )
    return request
