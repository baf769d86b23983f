"""What runs in a worker process: it loads little before its guards stand."""

import importlib
import multiprocessing
import os
import signal
import threading
import traceback
from multiprocessing import connection
from multiprocessing.connection import Connection

from desk.core_dumps import no_core_files
from desk.domain.failures import Failure
from desk.processes.limits import (
    ProcessLimits,
    bound,
    bound_processor_time,
    end_with_parent,
    shut_off,
)
from desk.processes.messages import Broken, Parcel, asked, error_parcel, failure_parcel

READY = b"ready"


def serve(pipe: Connection, parent: int, warm: str, limits: ProcessLimits) -> None:
    """Answer calls until the other end of the pipe is closed. The process's main function."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the window to handle
    shut_off(limits)
    no_core_files()
    end_with_parent(parent)
    threading.Thread(target=_watch_parent, name="parent-watch", daemon=True).start()
    if warm:
        module, _, name = warm.partition(":")
        getattr(importlib.import_module(module), name)()
    bound(limits)
    try:
        pipe.send_bytes(READY)
        while True:
            processor_s = float(pipe.recv_bytes())
            call = receive(pipe)
            bound_processor_time(processor_s)
            send(pipe, _answer(call))
            del call
    except (EOFError, OSError):
        return  # the window is gone, or has no more work


def _answer(call: Parcel) -> Parcel:
    try:
        remote, sent = asked(call)
        return remote.result(remote.do(sent))
    except Failure as failure:
        return failure_parcel(failure)
    except Exception as error:  # noqa: BLE001 (told to the parent, whatever it is)
        text = "".join(traceback.format_exception(error))
        return error_parcel(type(error).__name__, text[-8000:])


def send(pipe: Connection, parcel: Parcel) -> None:
    """Send a message: how many byte strings, its head, the byte strings."""
    pipe.send_bytes(str(len(parcel.blobs)).encode())
    pipe.send_bytes(parcel.head)
    for blob in parcel.blobs:
        pipe.send_bytes(blob)


def receive(pipe: Connection, longest: int | None = None) -> Parcel:
    """Receive a message of at most `longest` bytes in all.

    Raises EOFError or OSError when the other side is gone or says too much, `Broken`.
    """
    left = longest
    parts = []
    text = pipe.recv_bytes(16)
    if not (text.isdigit() and len(text) <= 6):
        raise Broken("no message")
    for _ in range(int(text) + 1):
        parts.append(pipe.recv_bytes(left))
        if left is not None:
            left = max(left - len(parts[-1]), 0)
    return Parcel(parts[0], tuple(parts[1:]))


def _watch_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
