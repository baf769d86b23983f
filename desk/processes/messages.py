"""The messages between a process pool and its workers: MessagePack of declared types.

A call is a head and, after it, each long byte string of its arguments as a message of its own,
so that pages of many megabytes are never copied while they are packed. An answer looks the
same. Both are decoded against the annotations of the function that is called.
"""

import importlib
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from functools import cached_property, lru_cache
from inspect import Parameter, signature
from pathlib import PurePath
from typing import Any, TypeVar

import msgspec

from desk.domain.failures import Failure

F = TypeVar("F", bound=Callable[..., Any])

DEADLINE_S = 60.0
"""How long a call may take when its function does not say."""

_APART = 4096
"""Byte strings longer than this travel as messages of their own."""
_BLOB = 1
"""The MessagePack extension type that stands for such a byte string: its place among them."""
_MIB = 1024 * 1024
_LONGEST_FACT = 4096


class Broken(Exception):
    """A message that is not what the format says."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A packed message: its head and the byte strings that follow it."""

    head: bytes
    blobs: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """Bytes in all."""
        return len(self.head) + sum(map(len, self.blobs))


class _Packer:
    def __init__(self) -> None:
        self.blobs: list[bytes] = []

    def pack(self, value: Any) -> Parcel:
        return Parcel(msgspec.msgpack.encode(self._set_apart(value)), tuple(self.blobs))

    def _set_apart(self, value: Any) -> Any:
        match value:
            case bytes() if len(value) > _APART:
                self.blobs.append(value)
                place = len(self.blobs) - 1
                return msgspec.msgpack.Ext(_BLOB, place.to_bytes(4, "big"))
            case dict():
                return {key: self._set_apart(one) for key, one in value.items()}
            case list() | tuple():
                return [self._set_apart(one) for one in value]
            case _:
                return value


def _unpack(parcel: Parcel) -> Any:
    def blob(code: int, data: memoryview) -> bytes:
        place = int.from_bytes(data, "big")
        if code != _BLOB or place >= len(parcel.blobs):
            raise Broken("an unknown extension")
        return parcel.blobs[place]

    try:
        return msgspec.msgpack.decode(parcel.head, ext_hook=blob)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Broken("no message") from error


def _plain(value: Any) -> Any:
    """`value` as strings, numbers, lists and dictionaries; byte strings stay as they are."""
    return msgspec.to_builtins(value, builtin_types=(bytes,), enc_hook=_path_out)


def _path_out(value: Any) -> Any:
    if isinstance(value, PurePath):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot be sent to another process")


def _path_in(kind: type, value: Any) -> Any:
    if issubclass(kind, PurePath) and isinstance(value, str):
        return kind(value)
    raise TypeError(f"{kind.__name__} cannot come from another process")


class Slot:
    """How values of one declared type are sent and taken.

    Of a union of several classes the class's name travels beside the value.
    """

    def __init__(self, declared: Any) -> None:
        self._declared = declared
        self._classes: dict[str, Any] = {}
        if typing.get_origin(declared) in (typing.Union, types.UnionType):
            members = [one for one in typing.get_args(declared) if isinstance(one, type)]
            classes = {one.__name__: one for one in members if is_dataclass(one)}
            if len(classes) > 1:
                self._classes = classes

    def pack(self, value: Any) -> bytes:
        """A value as one message."""
        return msgspec.msgpack.encode(self.send(value))

    def unpack(self, message: bytes) -> Any:
        """The value of one message. Raises `Broken`."""
        return self.take(_unpack(Parcel(message, ())))

    def send(self, value: Any) -> Any:
        """A value as strings, numbers, byte strings, lists and dictionaries."""
        return [type(value).__name__, _plain(value)] if self._classes else _plain(value)

    def take(self, value: Any) -> Any:
        """The reverse of `send`. Raises `Broken`."""
        declared = self._declared
        if self._classes:
            match value:
                case [str(name), inside] if name in self._classes:
                    declared, value = self._classes[name], inside
                case _:
                    raise Broken("a class that was not declared")
        try:
            return msgspec.convert(value, declared, builtin_types=(bytes,), dec_hook=_path_in)
        except (msgspec.ValidationError, ValueError, TypeError) as error:
            raise Broken("a value of another type") from error


@dataclass(eq=False)
class Remote:
    """A function that workers may be asked to call, and how long it may take.

    The deadline is `deadline_s` and `per_mib_s` for each MiB of byte strings that it is given.
    """

    function: Callable[..., Any]
    deadline_s: float
    per_mib_s: float

    @property
    def name(self) -> str:
        """Module and name, by which the worker finds it."""
        return f"{self.function.__module__}:{self.function.__qualname__}"

    def deadline(self, size: int) -> float:
        """Seconds allowed for arguments of `size` bytes."""
        return self.deadline_s + self.per_mib_s * size / _MIB

    @cached_property
    def _hints(self) -> dict[str, Any]:
        return typing.get_type_hints(self.function)

    @cached_property
    def _slots(self) -> dict[str, Slot]:
        parameters = signature(self.function).parameters.values()
        if any(one.kind in (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD) for one in parameters):
            raise TypeError(f"{self.name} takes arguments that are not declared")
        return {one.name: Slot(self._hints[one.name]) for one in parameters}

    @cached_property
    def _result(self) -> Slot:
        return Slot(self._hints["return"])

    def call(self, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Parcel:
        """The message that asks for this call. Raises TypeError for what cannot be sent."""
        given = signature(self.function).bind(*args, **kwargs).arguments
        sent = {name: self._slots[name].send(value) for name, value in given.items()}
        return _Packer().pack([self.name, sent])

    def answer(self, parcel: Parcel) -> Any:
        """What a worker answered: a result of the declared type, or a failure, which is raised.

        Raises `Broken` for anything else.
        """
        match _unpack(parcel):
            case ["result", value]:
                return self._result.take(value)
            case ["failure", str(name), dict(facts)]:
                raise failure_named(name, facts)
            case ["error", str(kind), str(text)]:
                raise Raised(kind, text)
            case _:
                raise Broken("no answer")

    def do(self, sent: Mapping[str, Any]) -> Any:
        """In a worker: call the function with the arguments of a message."""
        return self.function(**{name: self._slots[name].take(one) for name, one in sent.items()})

    def result(self, value: Any) -> Parcel:
        """In a worker: the answer with the function's result."""
        return _Packer().pack(["result", self._result.send(value)])


class Raised(Exception):
    """The function raised; `kind` is the exception's name, `text` its traceback."""

    def __init__(self, kind: str, text: str) -> None:
        self.kind = kind
        self.text = text
        super().__init__(kind)


_REMOTES: dict[str, Remote] = {}


def remote(*, deadline_s: float = DEADLINE_S, per_mib_s: float = 0.0) -> Callable[[F], F]:
    """Mark a function of a module as one that `ProcessPool.run` may call in a worker.

    Everything that it takes and returns must be annotated with types that msgspec can convert:
    plain values, bytes, paths, dates, enumerations, dataclasses and collections of them.
    `deadline_s` is how long one call may take, `per_mib_s` what is added for each MiB that it
    is given.
    """

    def mark(function: F) -> F:
        known = Remote(function, deadline_s, per_mib_s)
        _REMOTES[known.name] = known
        return function

    return mark


def remote_of(function: Callable[..., Any]) -> Remote:
    """The marked function. Raises LookupError when it is not marked with `remote`."""
    name = f"{function.__module__}:{getattr(function, '__qualname__', '')}"
    found = _REMOTES.get(name)
    if found is None or found.function is not function:
        raise LookupError(f"{name} is not marked with desk.processes.remote")
    return found


@lru_cache
def remote_named(name: str) -> Remote:
    """In a worker: the marked function of this name. Raises `Broken`."""
    importlib.import_module(name.partition(":")[0])
    if name not in _REMOTES:
        raise Broken(f"no function {name}")
    return _REMOTES[name]


def asked(parcel: Parcel) -> tuple[Remote, Mapping[str, Any]]:
    """In a worker: the function and the arguments of a call. Raises `Broken`."""
    match _unpack(parcel):
        case [str(name), dict(sent)]:
            return remote_named(name), sent
        case _:
            raise Broken("no call")


def failure_parcel(failure: Failure) -> Parcel:
    """In a worker: the answer with a failure."""
    return _Packer().pack(["failure", failure_name(failure), _plain(failure.facts)])


def error_parcel(kind: str, text: str) -> Parcel:
    """In a worker: the answer with any other exception."""
    return _Packer().pack(["error", kind, text])


def failure_name(failure: Failure) -> str:
    """The name by which `failure_named` knows this kind of failure."""
    return f"{type(failure).__module__}:{type(failure).__qualname__}"


def failure_named(name: str, facts: Mapping[Any, Any]) -> Failure:
    """A failure that this process knows itself, with facts that are words and numbers.

    Raises `Broken` for any other.
    """
    known = (one for one in _kinds(Failure) if f"{one.__module__}:{one.__qualname__}" == name)
    kind = next(known, None)
    if kind is None:
        raise Broken("a failure that nobody knows")
    told: dict[str, str | int] = {}
    for key, fact in facts.items():
        match key, fact:
            case str(), str() if len(fact) <= _LONGEST_FACT:
                told[key] = fact
            case str(), int():
                told[key] = fact
            case _:
                raise Broken("facts of another type")
    return kind(**told)


def _kinds(kind: type[Failure]) -> list[type[Failure]]:
    return [kind, *(deeper for one in kind.__subclasses__() for deeper in _kinds(one))]
