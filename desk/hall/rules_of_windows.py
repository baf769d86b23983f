"""Windows that open, pause and close, and how the hall is set up."""

from desk.domain.tickets import Detail, HallMove
from desk.hall import requests
from desk.hall.draft import Decision, Draft
from desk.hall.failures import PrefixTaken
from desk.hall.state import PREFIXES, Arrangement


def open_window(draft: Draft, request: requests.OpenWindow) -> Decision:
    """The window takes numbers again."""
    return _stand(draft, HallMove.WINDOW_OPENED)


def pause_window(draft: Draft, request: requests.PauseWindow) -> Decision:
    """The window calls nobody for a while."""
    return _stand(draft, HallMove.WINDOW_PAUSED, request.reason[: requests.REASON])


def close_window(draft: Draft, request: requests.CloseWindow) -> Decision:
    """The window calls nobody today."""
    return _stand(draft, HallMove.WINDOW_CLOSED)


def arrange(draft: Draft, request: requests.Arrange) -> Decision:
    """Set up services and windows; what is not named stays as it is."""
    services = draft.state.services | {one.code: one for one in request.services}
    windows = draft.state.windows | {one.code: one for one in request.windows}
    require_own_prefixes([service.prefix for service in services.values()])
    draft.note(HallMove.ARRANGED)
    arrangement = Arrangement(tuple(services.values()), tuple(windows.values()))
    return draft.decision(arrangement=arrangement)


def require_own_prefixes(prefixes: list[str]) -> None:
    """Raise `PrefixTaken` when two services share one, or one is a priority's."""
    if len({*prefixes, *PREFIXES.values()}) < len(prefixes) + len(PREFIXES):
        raise PrefixTaken


def _stand(draft: Draft, move: HallMove, reason: str = "") -> Decision:
    window = draft.window(draft.requester.window)
    draft.note(move, window=window.code, detail=Detail(reason=reason or None))
    return draft.decision()
