"""WebSockets as far as floods need them: handshakes, text frames out, whole frames in (RFC 6455)."""

import base64
import hashlib
import re
import socket
import struct


def frame(payload):
    """A text frame."""
    length = len(payload)
    return b"\x81" + (bytes([length]) if length < 126 else b"\x7e" + struct.pack(">H", length)) + payload


def answer_handshake(peer):
    """Reads the request, opens the socket, and returns the request."""
    request, _ = head(peer)
    key = re.search(rb"(?i)sec-websocket-key: *(\S+)", request)[1]
    accept = base64.b64encode(hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())
    peer.sendall(
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
        + accept
        + b"\r\n\r\n"
    )
    return request


def masked(payload):
    """A text frame of fewer than 126 bytes as a client sends it, with the mask 0."""
    return b"\x81" + bytes([128 | len(payload)]) + bytes(4) + payload


def head(peer):
    """What comes up to the empty line, and what came after it."""
    received = b""
    while b"\r\n\r\n" not in received:
        more = peer.recv(65536)
        if not more:
            raise EOFError
        received += more
    end = received.index(b"\r\n\r\n") + 4
    return received[:end], received[end:]


def open_socket(port, path):
    """A client of a server on loopback."""
    peer = socket.create_connection(("127.0.0.1", port))
    key = base64.b64encode(bytes(16)).decode()
    peer.sendall(
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode()
    )
    answer, _ = head(peer)
    if b" 101 " not in answer.split(b"\r\n")[0]:
        raise SystemExit(f"the server answered {answer!r}")
    return peer


class Frames:
    """Takes bytes as they come, and gives whole frames."""

    def __init__(self, rest=b""):
        self.rest = rest

    def take(self, data):
        """Of each frame that ends in `data`: where it ends there, its first byte, and what it carries without the mask."""
        frames, buffer, at, before = [], self.rest + data, 0, len(self.rest)
        while len(buffer) - at >= 2:
            mask, length, start = buffer[at + 1] & 128, buffer[at + 1] & 127, at + 2
            if length > 125:
                size = 2 if length == 126 else 8
                length, start = int.from_bytes(buffer[start : start + size], "big"), start + size
            if mask:
                mask, start = buffer[start : start + 4], start + 4
            end = start + length
            if end > len(buffer):
                break
            payload = buffer[start:end]
            if mask:
                payload = bytes(byte ^ mask[number % 4] for number, byte in enumerate(payload))
            frames.append((end - before, buffer[at], payload))
            at = end
        self.rest = buffer[at:]
        return frames
