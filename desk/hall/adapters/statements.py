"""Statements that are worded once for each database, and asked with their values ever after.

SQLAlchemy words them and knows how values travel; what it does anew for every execution (look
up the wording, build a result) takes longer than the statement itself, and a hall waits while
it is held. So what a hall asks a thousand times an hour goes to the driver as finished text.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect, Insert, Select, Update

Values = Mapping[str, Any]
Turn = Callable[[Any], Any]


class Statement:
    """One statement. `columns` names what an INSERT or UPDATE sets, all of it by its values."""

    def __init__(
        self, words: Select[Any] | Insert | Update, columns: Iterable[str] | None = None
    ) -> None:
        self._words = words
        self._columns = None if columns is None else list(columns)
        self._worded: dict[str, Worded] = {}

    def worded(self, dialect: Dialect) -> "Worded":
        """The statement as this database takes it."""
        found = self._worded.get(dialect.name)
        if found is None:
            found = self._worded[dialect.name] = Worded(self._words, self._columns, dialect)
        return found


class Worded:
    """A statement's text, and how its values and its rows are turned."""

    def __init__(
        self,
        words: Select[Any] | Insert | Update,
        columns: list[str] | None,
        dialect: Dialect,
    ) -> None:
        if dialect.name == "postgresql":  # its places as PREPARE wants them
            as_prepared: Any = type(dialect)
            dialect = as_prepared(paramstyle="numeric_dollar")
        compiled: Any = words.compile(dialect=dialect, column_keys=columns)
        self.text: str = str(compiled)
        self._places: Sequence[str] = compiled.positiontup
        self._given: dict[str, tuple[Any, Turn | None]] = {
            name: (
                None if bind.required else bind.effective_value,
                bind.type.dialect_impl(dialect).bind_processor(dialect),
            )
            for name, bind in compiled.binds.items()
        }
        turns = [
            column.type.dialect_impl(dialect).result_processor(dialect, None)
            for column in words.exported_columns  # none of a statement that only writes
        ]
        self._turns = [(place, turn) for place, turn in enumerate(turns) if turn is not None]

    def parameters(self, values: Values) -> tuple[Any, ...]:
        """The values as the driver takes them, in their places; what is not named is NULL."""
        ready = []
        for name in self._places:
            preset, turn = self._given[name]
            value = values.get(name, preset)
            ready.append(turn(value) if turn else value)
        return tuple(ready)

    def rows(self, raw: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Rows as the driver gave them, with the values that the hall works with."""
        if not self._turns:
            return raw
        turned = []
        for row in raw:
            values = list(row)
            for place, turn in self._turns:
                values[place] = turn(values[place])
            turned.append(tuple(values))
        return turned
