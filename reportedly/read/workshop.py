"""Runs the process that takes risky formats apart, and outlives whatever happens in it.

A part that makes it hang, crash or eat memory ends as one failed record; the process and all that it started are killed,
and a new one goes on with the next part.
"""

from __future__ import annotations

import json
import os
import secrets
import selectors
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from ..errors import Failed
from ..limits import CHUNK_BYTES, FILE_BYTES, PARSE_SECONDS
from ..records import RawDocument, Refusal
from .child import BEGIN, DONE, LENGTHS, REFUSAL, REPORT
from .identity import Given, refusal

# What Python is to run.
PROGRAM = ("-m", "reportedly.read.child")

# In the environment of the process and of all that it starts: how they are found again.
MARK = "REPORTEDLY_WORKSHOP"

# The longest answer: a page as characters and as bytes, each with room for JSON.
ANSWER_BYTES = 16 * FILE_BYTES


class Broken(Exception):
    """The process ended, or did not answer in time; the message says which."""


class Workshop:
    """One process for many files; use it in a `with`."""

    def __init__(self, seconds: float = PARSE_SECONDS, program: Sequence[str] = PROGRAM) -> None:
        self.seconds, self.program = seconds, program
        self.process: subprocess.Popen | None = None
        self.mark = ""

    def __enter__(self) -> Workshop:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, name: str, kind: str, path: str, given: Given) -> Iterator[RawDocument | Refusal]:
        """The reports of the file at `path`, which is reported under `name`. Never raises for an input."""
        begun, skip, told = name, 0, False          # told: the part that was begun last has ended in a refusal of its own
        while True:
            self.ask({"name": name, "kind": kind, "path": path, "given": asdict(given), "skip": skip})
            try:
                for said, data in self.answers():
                    if said["is"] == BEGIN:
                        begun, skip, told = said["name"], skip + 1, False
                    else:
                        item = item_of(said, data)
                        told = isinstance(item, Refusal)
                        yield item
                return
            except Broken as error:
                self.close()
                if not told:
                    yield refusal(begun, Failed(f"{error}. Save its text as .txt; the others were read."))
                if skip == 0:
                    return                            # it never came to the first part

    def ask(self, request: dict) -> None:
        if self.process is None or self.process.poll() is not None:
            self.start()
        try:
            self.process.stdin.write(json.dumps(request).encode("ascii") + b"\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass                                      # answers() will say so

    def start(self) -> None:
        self.close()
        self.mark = secrets.token_hex(8)
        self.process = subprocess.Popen(
            [sys.executable, *self.program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={**os.environ, MARK: self.mark, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}, start_new_session=True)

    def answers(self) -> Iterator[tuple[dict, bytes]]:
        while True:
            head, size = LENGTHS.unpack(self.receive(LENGTHS.size))
            if head + size > ANSWER_BYTES:
                raise Broken("made the process that reads it answer at impossible length")
            try:
                said = json.loads(self.receive(head))
            except ValueError:
                raise Broken("made the process that reads it answer nonsense") from None
            data = self.receive(size)
            if said["is"] == DONE:
                return
            yield said, data

    def receive(self, size: int) -> bytes:
        """So many bytes of the answer; each silence may last `seconds`."""
        pieces: list[bytes] = []
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while size:
                if not selector.select(self.seconds):
                    raise Broken(f"took longer than {self.seconds:g} seconds")
                piece = os.read(self.process.stdout.fileno(), min(size, CHUNK_BYTES))
                if not piece:
                    raise Broken("made the process that reads it break down")
                pieces.append(piece)
                size -= len(piece)
        return b"".join(pieces)

    def close(self) -> None:
        """End the process and whatever it has started, also what no longer belongs to it."""
        if self.process is None:
            return
        for pid in (*started(self.mark), self.process.pid):
            kill(pid)
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()
        self.process = None


def item_of(said: dict, data: bytes) -> RawDocument | Refusal:
    kind = said.pop("is")
    if kind == REPORT:
        return RawDocument(**said, data=data)
    if kind == REFUSAL:
        return Refusal(**said)
    raise Broken("made the process that reads it answer nonsense")


def started(mark: str) -> list[int]:
    """The processes that carry the mark, where the system shows the environment of processes (Linux)."""
    found = []
    wanted = f"{MARK}={mark}".encode()
    for entry in os.listdir("/proc") if os.path.isdir("/proc") else ():
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/environ", "rb") as file:
                    if wanted in file.read().split(b"\0"):
                        found.append(int(entry))
            except OSError:
                continue                              # gone, or another user's
    return found


def kill(pid: int) -> None:
    """End one process, and its group where it leads one."""
    for end in (os.killpg, os.kill) if hasattr(os, "killpg") else (os.kill,):
        try:
            end(pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        except (ProcessLookupError, PermissionError):
            continue
