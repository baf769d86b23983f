"""Functions that the tests of the process pool let workers call."""

import os
import signal
import time
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from desk.processes import remote
from desk.scan.failures import FileLocked


class Colour(StrEnum):
    """An enumeration, as facts have them."""

    RED = "red"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A dataclass with one of each kind of value."""

    name: str
    day: date
    colour: Colour
    place: Path
    data: bytes
    sizes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Stone:
    """Another one, for unions."""

    weight: int


@remote()
def pid() -> int:
    """The worker's own id."""
    return os.getpid()


@remote()
def same(leaf: Leaf) -> Leaf:
    """What came."""
    return leaf


@remote()
def either(thing: Leaf | Stone) -> list[bytes]:
    """The class that came, and its bytes."""
    kind = type(thing).__name__.encode()
    return [kind, thing.data] if isinstance(thing, Leaf) else [kind]


@remote()
def echo(data: bytes) -> bytes:
    """The same bytes."""
    return data


@remote()
def refuse(name: str) -> None:
    """Raise a failure of the product."""
    raise FileLocked(name=name)


@remote()
def stumble() -> None:
    """Raise something that nobody expected."""
    raise LookupError("no such thing")


@remote(deadline_s=1)
def hang() -> None:
    """Never answer, and burn the processor."""
    while True:
        pass


@remote(deadline_s=0.5)
def hang_over(files: list[bytes]) -> None:
    """Never answer about these."""
    time.sleep(60)


@remote(deadline_s=30)
def sleep(seconds: float) -> None:
    """Answer late."""
    time.sleep(seconds)


@remote()
def crash(number: int) -> None:
    """End by a signal."""
    os.kill(os.getpid(), number)
    time.sleep(10)


@remote()
def crash_once(mark: Path) -> int:
    """Be killed as by somebody else the first time, and answer the second time."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(10)
    return os.getpid()


@remote()
def hoard(size: int) -> int:
    """Take so many bytes of memory."""
    return len(bytearray(size))


@remote()
def write(path: Path, size: int) -> None:
    """Write a file."""
    path.write_bytes(bytes(size))


@remote()
def reach(port: int) -> str:
    """Try to reach a server of this machine; the error's name, empty when it could."""
    import socket

    try:
        socket.create_connection(("127.0.0.1", port), timeout=2).close()
    except OSError as error:
        return type(error).__name__
    return ""


@remote()
def answer_otherwise() -> int:
    """Answer with another type than was declared."""
    return "eleven"  # type: ignore[return-value]


@remote()
def answer_with_a_pickle() -> int:
    """Break the format, as a worker does that a file has taken over: a pickle on the pipe."""
    import gc
    import pickle
    from multiprocessing.connection import Connection

    pipe = next(one for one in gc.get_objects() if isinstance(one, Connection))
    pipe.send_bytes(pickle.dumps(_Bomb()))
    return 1


class _Bomb:
    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (os.environ["BOMB"],)
