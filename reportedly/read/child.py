"""The process that takes risky formats apart: `python -m reportedly.read.child`, started by workshop.py and by nobody else.

It reads requests from standard input, one JSON object a line, and answers on the pipe that was its standard output in frames:
two lengths, a JSON object, and the bytes that it speaks of. What a library prints goes nowhere.
"""

from __future__ import annotations

import gc
import json
import os
import struct
import sys
from dataclasses import asdict, fields
from typing import BinaryIO

from ..limits import PARSE_BYTES
from ..records import RawDocument, Refusal
from .formats import Begin, read_all
from .identity import Given

LENGTHS = struct.Struct(">IQ")

# What a frame says that it holds.
BEGIN, REPORT, REFUSAL, DONE = "begin", "report", "refusal", "done"


def main() -> None:
    answers = own_output()
    bound_memory()
    for line in sys.stdin.buffer:
        request = json.loads(line)
        given = Given(**{**request["given"], "columns": tuple(map(tuple, request["given"]["columns"]))})
        begun = ""
        try:
            with open(request["path"], "rb") as file:
                for item in read_all(request["name"], request["kind"], file, given, request["skip"]):
                    begun = item.name if isinstance(item, Begin) else begun
                    answer(answers, item)
        except Exception as error:
            if not isinstance(error, MemoryError):
                answer(answers, Refusal(begun or request["name"], "failed", f"cannot be read ({type(error).__name__}: {error}). Save it again, or its text as .txt."))
                frame(answers, {"is": DONE})
                continue
            gc.collect()
            answer(answers, Refusal(begun or request["name"], "failed", f"needs more than {PARSE_BYTES:,} bytes of memory. Split it, or save its text."))
            raise                                     # what is left of this process is not to be trusted
        frame(answers, {"is": DONE})


def own_output() -> BinaryIO:
    """The pipe to the parent; standard output itself is led away."""
    pipe = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return pipe


def bound_memory() -> None:
    """The system ends what takes more; Windows has no such bound, there only the time is watched."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (PARSE_BYTES, PARSE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(pipe: BinaryIO, item: Begin | RawDocument | Refusal) -> None:
    if isinstance(item, Begin):
        frame(pipe, {"is": BEGIN, "name": item.name})
    elif isinstance(item, Refusal):
        frame(pipe, {"is": REFUSAL, **asdict(item)})
    else:
        said = {f.name: getattr(item, f.name) for f in fields(item) if f.name != "data"}
        frame(pipe, {"is": REPORT, **said}, item.data)


def frame(pipe: BinaryIO, said: dict, data: bytes = b"") -> None:
    head = json.dumps(said).encode("ascii")
    pipe.write(LENGTHS.pack(len(head), len(data)) + head + data)
    pipe.flush()


if __name__ == "__main__":
    main()
