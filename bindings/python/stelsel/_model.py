"""What is known at one moment, and how the next moment is made."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from ctypes import byref, c_char_p, c_void_p
from typing import TYPE_CHECKING, Any, Callable

from . import _border as border
from ._arrow_read import Stream, take_capsule
from ._arrow_write import stream_of_columns, stream_of_rows

if TYPE_CHECKING:
    from ._engine import Engine


class Snapshot(border.Owner):
    """All rows at one moment; never changes. Any thread may use it, also after its engine."""

    def __init__(self, engine: Engine, raw: int) -> None:
        self._model = engine._model
        self._library = engine._library  # stays loaded
        self._raw = raw

    def __del__(self) -> None:
        self._model.release(self._raw)

    @property
    def tables(self) -> list[str]:
        """Tables that are known, each after those it refers to."""
        count = self._model.table_count(self._raw)
        return [self._model.table_name(self._raw, i).decode() for i in range(count)]

    def schema(self, table: str) -> dict[str, Any]:
        """The Table Schema of a table."""
        found = self._model.schema(self._raw, border.text(table))
        if found is None:
            raise border.Error(5, f"no table is called {table!r}")
        return dict(json.loads(found))

    def row_count(self, table: str) -> int:
        count = int(self._model.row_count(self._raw, border.text(table)))
        if count < 0:
            raise border.Error(5, f"no table is called {table!r}")
        return count

    def stream(self, table: str, columns: Sequence[str] | None = None) -> Stream:
        """The rows of a table: all columns, or these in this order."""
        names = None
        if columns is not None:
            names = (c_char_p * len(columns))(*(border.text(name) for name in columns))
        out = Stream()
        self._model.stream(self._raw, border.text(table), names, len(columns or ()), out.raw)
        return out

    def as_of(self, day: datetime.date | str) -> Snapshot:
        """What held on that day."""
        out = c_void_p()
        self._model.as_of(self._raw, border.text(day), byref(out))
        return self._taken(out)

    @property
    def revision(self) -> int:
        """Of the store that it was read from; 0 of anything else."""
        return int(self._model.revision(self._raw))

    def diff(self, before: Snapshot | None, table: str) -> tuple[Stream, Stream]:
        """What leads from ``before`` to this: rows to upsert, and keys to erase."""
        upserts, erasures = Stream(), Stream()
        raw = before._raw if before is not None else None
        self._model.diff(raw, self._raw, border.text(table), upserts.raw, erasures.raw)
        return upserts, erasures

    def _taken(self, out: c_void_p) -> Snapshot:
        twin = object.__new__(Snapshot)
        twin._model, twin._library, twin._raw = self._model, self._library, out.value or 0
        return twin


class Writer(border.Owner):
    """Makes the next snapshot. On one thread at a time; used up by ``commit``."""

    def __init__(self, engine: Engine, base: Snapshot | None) -> None:
        self._engine = engine
        self._model = engine._model
        self._known = base if base is not None else engine._empty()
        raw = c_void_p()
        self._model.begin(engine._open(), base._raw if base is not None else None, byref(raw))
        self._raw: int | None = raw.value
        engine._hold(raw.value, self._model.abandon)

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self.abandon()

    def __del__(self) -> None:
        self.abandon()

    def upsert(self, table: str, rows: Any) -> None:
        """Adds rows; each replaces the row that has its key. ``rows``: dicts with the same fields,
        a dict of columns, or anything with ``__arrow_c_stream__``."""
        self._write(self._model.upsert, table, rows)

    def erase(self, table: str, keys: Any) -> None:
        """Removes rows by key; only the columns of the key are looked at."""
        self._write(self._model.erase, table, keys)

    def _write(self, call: Callable[..., None], table: str, rows: Any) -> None:
        with self._engine._in_call(), self._in_call():  # the first row is asked for before the call
            raw = self._open()
            try:
                stream = self._stream(table, rows)
            except border.Error:
                raise
            except Exception as error:
                raise border.Error(3, str(error)) from error
            try:
                call(raw, border.text(table), stream.raw)
            except border.Error as error:
                border.raise_from(error, stream.failure)

    def commit(self) -> Snapshot:
        """The next snapshot. It is not stored: that is the engine's ``commit``."""
        out = c_void_p()
        self._check_idle()
        raw, self._raw = self._open(), None
        self._engine._let_go(raw)
        self._model.commit(raw, byref(out))
        return Snapshot(self._engine, out.value or 0)

    def close(self) -> None:
        """The same as ``abandon``, which after ``commit`` does nothing."""
        self.abandon()

    def abandon(self) -> None:
        """Throws away what was written. Not from within the rows of one of its calls."""
        self._check_idle()
        raw, self._raw = getattr(self, "_raw", None), None
        if raw is not None and self._engine._let_go(raw):
            self._model.abandon(raw)

    def _open(self) -> int:
        if self._raw is None or not self._engine._holds(self._raw):
            raise border.Error(9, "the writer was committed or abandoned")
        return self._raw

    def _stream(self, table: str, rows: Any) -> Stream:
        if isinstance(rows, Stream):
            return rows
        if hasattr(rows, "__arrow_c_stream__"):
            return take_capsule(rows.__arrow_c_stream__())
        fields = self._known.schema(table)["fields"]
        if isinstance(rows, Mapping):
            return stream_of_columns(fields, rows)
        return stream_of_rows(fields, rows)
