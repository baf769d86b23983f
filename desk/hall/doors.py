"""Windows that open, pause and close; and the hall's day."""

from sqlalchemy import update

from desk.domain.tickets import Detail, HallMove, WindowStanding
from desk.hall.change import LEFT_OVER
from desk.hall.face import Face
from desk.hall.tables import hall, window

_STANDING = {
    HallMove.WINDOW_OPENED: WindowStanding.OPEN,
    HallMove.WINDOW_PAUSED: WindowStanding.PAUSED,
    HallMove.WINDOW_CLOSED: WindowStanding.CLOSED,
}


class Doors(Face):
    """Who is there to serve, and until when."""

    def open_window(self, code: str, person: str, *, command: str | None = None) -> None:
        """The window takes numbers again. Raises `WindowUnknown`."""
        self._stand(code, person, HallMove.WINDOW_OPENED, "", command)

    def pause_window(
        self, code: str, person: str, reason: str, *, command: str | None = None
    ) -> None:
        """The window calls nobody for a while; whoever stands at it is served to the end.

        `reason` is shown on the hall's screens, at most 40 characters. Raises `WindowUnknown`.
        """
        self._stand(code, person, HallMove.WINDOW_PAUSED, reason[:40], command)

    def close_window(self, code: str, person: str, *, command: str | None = None) -> None:
        """The window calls nobody today; whoever stands at it is served to the end.

        Raises `WindowUnknown`.
        """
        self._stand(code, person, HallMove.WINDOW_CLOSED, "", command)

    def close_day(self, person: str, *, command: str | None = None) -> int:
        """No more numbers today, and whoever still waits is told to come again.

        Returns how many tickets expired. Whoever stands at a window is served to the end. The
        next day opens by itself.
        """
        with self._changing() as change:
            if change.closed or change.settled_of_hall(command, HallMove.DAY_CLOSED):
                return 0
            expired = change.expire(LEFT_OVER, person)
            change.record_of_hall(HallMove.DAY_CLOSED, person=person, command=command)
            change.add(update(hall).values(closed=change.day))
            return expired

    def _stand(
        self, code: str, person: str, move: HallMove, reason: str, command: str | None
    ) -> None:
        with self._changing() as change:
            change.window(code)
            if change.settled_of_hall(command, move, code):
                return
            change.record_of_hall(
                move,
                window=code,
                person=person,
                command=command,
                detail=Detail(reason=reason or None),
            )
            change.add(
                update(window)
                .where(window.c.code == code)
                .values(standing=_STANDING[move], reason=reason, person=person)
            )
