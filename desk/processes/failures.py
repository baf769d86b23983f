"""How a call to another process may fail, apart from what the function itself raises."""


class WorkerLost(Exception):
    """The process that did the work ended before it answered."""


class WorkerNotStarted(WorkerLost):
    """No process could be started, or it did not get ready: the work was not begun."""


class WorkerCrashed(WorkerLost):
    """It crashed, ran out of memory or broke the message format; `reason` says which."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class WorkerOverdue(WorkerLost):
    """It was ended because its deadline had passed."""

    def __init__(self, deadline_s: float) -> None:
        self.deadline_s = deadline_s
        super().__init__(f"no answer within {deadline_s:.0f} s")


class WorkerError(Exception):
    """The function raised something other than a `Failure`; `kind` is the exception's name."""

    def __init__(self, kind: str, text: str) -> None:
        self.kind = kind
        super().__init__(text)
