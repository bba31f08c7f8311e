"""A pseudo-terminal that drives the real program, and a small screen that shows what it drew.

Only the standard library is used.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time


class Screen:
    """What a terminal of the given size would show. Knows the sequences that the program uses."""

    TOKEN = re.compile(r"\x1b\[([?0-9;]*)([A-Za-z])|\x1b([78])|([\r\n\b])|\x1b(.)|([^\x1b\r\n\b]+)", re.S)

    def __init__(self, rows, columns):
        self.resize(rows, columns)

    def resize(self, rows, columns):
        self.rows, self.columns = rows, columns
        self.cells = [[" "] * columns for _ in range(rows)]
        self.row = self.column = 0
        self.top, self.bottom = 0, rows - 1
        self.saved = (0, 0)
        self.history = []

    def feed(self, text):
        for match in self.TOKEN.finditer(text):
            parameters, final, save, control, _, plain = match.groups()
            if final:
                self.sequence(parameters, final)
            elif save == "7":
                self.saved = (self.row, self.column)
            elif save == "8":
                self.row, self.column = self.saved
            elif control:
                self.control(control)
            elif plain:
                for character in plain:
                    self.put(character)

    def put(self, character):
        if self.column >= self.columns:
            self.column = 0
            self.line_feed()
        self.cells[self.row][self.column] = character
        self.column += 1

    def control(self, character):
        if character == "\r":
            self.column = 0
        elif character == "\n":
            self.line_feed()
        else:
            self.column = max(0, self.column - 1)

    def line_feed(self):
        if self.row == self.bottom:
            self.history.append("".join(self.cells[self.top]).rstrip())
            del self.cells[self.top]
            self.cells.insert(self.bottom, [" "] * self.columns)
        else:
            self.row = min(self.rows - 1, self.row + 1)

    def sequence(self, parameters, final):
        numbers = [int(n) if n.isdigit() else 0 for n in parameters.split(";")]
        if final == "H":
            row = numbers[0] or 1
            column = (numbers[1] if len(numbers) > 1 else 1) or 1
            self.row, self.column = min(self.rows, row) - 1, min(self.columns, column) - 1
        elif final == "J":
            first = 0 if numbers[0] == 2 else self.row
            for row in range(first, self.rows):
                self.cells[row] = [" "] * self.columns
        elif final == "K":
            self.cells[self.row] = [" "] * self.columns
        elif final == "r":
            self.top = (numbers[0] or 1) - 1
            self.bottom = ((numbers[1] if len(numbers) > 1 else 0) or self.rows) - 1
            self.row = self.column = 0

    def lines(self):
        return ["".join(row).rstrip() for row in self.cells]

    def everything(self):
        return "\n".join(self.history + self.lines())


class Terminal:
    """The program in a pseudo-terminal."""

    def __init__(self, arguments, environment=None, rows=24, columns=80):
        self.screen = Screen(rows, columns)
        self.raw = ""
        self.pending = b""
        self.process, self.descriptor = pty.fork()
        if self.process == 0:
            os.environ.update({"TERM": "xterm-256color", "LANG": "C.UTF-8", **(environment or {})})
            os.execv(arguments[0], arguments)
        self.set_size(rows, columns)
        self.status = None

    def set_size(self, rows, columns):
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def resize(self, rows, columns):
        self.read(0.05)
        self.screen.resize(rows, columns)
        self.set_size(rows, columns)
        os.kill(self.process, signal.SIGWINCH)

    def read(self, seconds):
        """Takes what the program writes within so many seconds. False when it has closed its end."""
        end = time.monotonic() + seconds
        while True:
            left = end - time.monotonic()
            ready, _, _ = select.select([self.descriptor], [], [], max(0, left))
            if not ready:
                return True
            try:
                data = os.read(self.descriptor, 65536)
            except OSError:
                return False
            if not data:
                return False
            self.pending += data
            try:
                text = self.pending.decode()
                self.pending = b""
            except UnicodeDecodeError as error:
                text = self.pending[: error.start].decode()
                self.pending = self.pending[error.start :]
            self.raw += text
            self.screen.feed(text)
            if left <= 0:
                return True

    def wait_for(self, pattern, seconds=20):
        """Reads until the screen or its history matches; fails with what is there otherwise."""
        end = time.monotonic() + seconds
        while True:
            if re.search(pattern, self.screen.everything()):
                return
            if time.monotonic() > end or not self.read(0.05):
                if re.search(pattern, self.screen.everything()):
                    return
                raise AssertionError(f"{pattern!r} did not appear; the screen shows:\n" + self.screen.everything())

    def send(self, text):
        data = text.encode() if isinstance(text, str) else text
        while data:
            # The program's output must be taken meanwhile, or both ends wait for each other.
            _, writable, _ = select.select([], [self.descriptor], [], 0.05)
            if writable:
                sent = os.write(self.descriptor, data[:1024])
                data = data[sent:]
            if not self.read(0):
                return

    def kill(self, number=signal.SIGKILL):
        os.kill(self.process, number)

    def wait(self, seconds=20):
        """The program's exit status; negative when a signal ended it."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.02)
            done, status = os.waitpid(self.process, os.WNOHANG)
            if done:
                self.read(0.05)
                os.close(self.descriptor)
                return os.waitstatus_to_exitcode(status)
        raise AssertionError("the program did not end; the screen shows:\n" + self.screen.everything())

    def is_cooked(self):
        """Whether the terminal echoes again, as it was found."""
        return bool(termios.tcgetattr(self.descriptor)[3] & termios.ECHO)
