"""Listeners: one rule of subscribing, of leaving, and of failing.

psygnal 0.16 was tried and left: it stops at the first listener that fails, knows no present
value, and adds 51 ms to the start and 2.3 MB to the archive for a call that takes as long.
"""

import logging
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
log = logging.getLogger(__name__)


class Signal(Generic[T]):
    """Calls its listeners with every value that is emitted, in the order in which they came.

    Used on one thread. A listener may subscribe, leave or emit while it is called.
    """

    def __init__(self) -> None:
        self._listeners: dict[object, Callable[[T], object]] = {}

    @property
    def heard(self) -> bool:
        """Whether anybody listens."""
        return bool(self._listeners)

    def subscribe(self, listener: Callable[[T], object]) -> Callable[[], None]:
        """Call `listener` with every value from now on; returns a function that unsubscribes it."""
        key = object()
        self._listeners[key] = listener

        def leave() -> None:
            self._listeners.pop(key, None)

        return leave

    def emit(self, value: T) -> None:
        """Call the listeners. One that fails is logged, and the others are called all the same."""
        for key, listener in tuple(self._listeners.items()):
            if key not in self._listeners:
                continue  # it left while the others were called
            try:
                listener(value)
            except Exception:
                log.exception("a listener failed")


class Observable(Signal[T]):
    """A value whose listeners are called when they subscribe and whenever it changes."""

    def __init__(self, value: T) -> None:
        super().__init__()
        self._value = value

    @property
    def value(self) -> T:
        """The present value."""
        return self._value

    def subscribe(self, listener: Callable[[T], object]) -> Callable[[], None]:
        """Call `listener` with the value now and after every change; returns a function that
        unsubscribes it.

        An exception of this first call is raised to the subscriber.
        """
        leave = super().subscribe(listener)
        listener(self._value)
        return leave

    def set(self, value: T) -> None:
        """Change the value; an equal one is no change, and nobody is called."""
        if value != self._value:
            self.emit(value)

    def emit(self, value: T) -> None:
        """Change the value and call the listeners, even if it is equal to the one before."""
        self._value = value
        super().emit(value)
