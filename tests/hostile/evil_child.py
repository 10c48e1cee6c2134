"""The reading process with readers that misbehave: the file's words say how."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reportedly.read import child, formats  # noqa: E402
from reportedly.read.plain import read_plain  # noqa: E402


def misbehave(name, file, given):
    how = file.read().decode()
    if how == "hang":
        time.sleep(3600)
    elif how == "spin":
        while True:
            pass
    elif how == "ignore SIGTERM":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        time.sleep(3600)
    elif how == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif how == "leave":
        os._exit(0)
    elif how == "eat memory":
        held = []
        while True:
            held.append(bytearray(50_000_000))
    elif how == "recurse":
        def again(n):
            return again(n + 1) + 1
        again(0)
    elif how == "print":
        os.write(1, b"\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00{}" * 100)
        print("nonsense", flush=True)
    elif how == "fork":
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                time.sleep(3600)
            os._exit(0)
        time.sleep(3600)
    elif how == "answer nonsense":
        os.write(3 if os.path.exists("/proc/self/fd/3") else 1, b"\xff" * 64)
        time.sleep(3600)
    yield from read_plain(name, __import__("io").BytesIO(b"Two men died."), given)


formats.READERS["pdf"] = misbehave
child.main()
