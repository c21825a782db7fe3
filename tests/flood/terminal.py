"""A program in a pseudo-terminal."""

import codecs
import fcntl
import os
import pty
import re
import select
import struct
import termios
import time


class Terminal:
    """A program, its screen of 100 columns, and who types."""

    def __init__(self, arguments, environment):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(arguments[0], arguments, environment)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
        self.text, self.ended = "", False
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def read(self, seconds):
        """Reads for so long at most, and returns what came."""
        if not select.select([self.fd], [], [], seconds)[0]:
            return ""
        try:
            chunk = os.read(self.fd, 65536)
        except OSError:
            chunk = b""
        self.ended |= not chunk
        came = self.decoder.decode(chunk)
        self.text = (self.text + came)[-200_000:]
        return came

    def until(self, pattern, seconds):
        end = time.monotonic() + seconds
        while not re.search(pattern, self.text):
            if self.ended or time.monotonic() > end:
                raise SystemExit(f"`{pattern}` never came; the end of the screen is\n{self.text[-2000:]}")
            self.read(0.05)

    def press(self, keys):
        os.write(self.fd, keys.encode())

    def peak(self):
        """The peak of the resident memory so far, in MiB."""
        status = open(f"/proc/{self.pid}/status", encoding="ascii").read()
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024
