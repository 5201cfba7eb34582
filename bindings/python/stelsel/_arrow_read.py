"""Rows out, as Arrow C streams.

``Stream`` is what stelsel hands out. It is read here batch by batch, without copying, or handed on
to anything that knows the Arrow PyCapsule protocol (pyarrow, polars, DuckDB).
"""

from __future__ import annotations

import array
import ctypes
import datetime
import decimal
from collections.abc import Callable, Iterator
from ctypes import byref, c_char_p, c_void_p, cast, py_object, pythonapi
from typing import Any

from . import _border as border

_EPOCH = datetime.date(1970, 1, 1)
_EPOCH_TIME = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
# The errno with which a stream fails, as a code of stelsel.h.
_CODES = {11: 14, 12: 8, 13: 7, 22: 3, 38: 12, 74: 15, 125: 1}

# ---- PyCapsules ----

_capsule_new = pythonapi.PyCapsule_New
_capsule_new.restype = py_object
_capsule_new.argtypes = [c_void_p, c_char_p, c_void_p]
_capsule_pointer = pythonapi.PyCapsule_GetPointer
_capsule_pointer.restype = c_void_p
_capsule_pointer.argtypes = [py_object, c_char_p]
_STREAM_NAME = b"arrow_array_stream"


# A capsule that is going is named by its address: an object would bring it back to life.
_going_pointer = ctypes.PYFUNCTYPE(c_void_p, c_void_p, c_char_p)(
    ("PyCapsule_GetPointer", pythonapi)
)


def _drop(capsule: int) -> None:
    raw = _exported.pop(_going_pointer(capsule, _STREAM_NAME), None)
    if raw is not None and raw.release:  # nobody took the stream
        border.RELEASE_STREAM(raw.release)(byref(raw))


_drop_capsule = ctypes.CFUNCTYPE(None, c_void_p)(_drop)

# Streams that capsules point to, by address.
_exported: dict[int, border.ArrowArrayStream] = {}


# Whatever the context of the caller: as exact as the longest number of stelsel.
EXACT = decimal.Context(prec=60, traps=[decimal.Inexact, decimal.InvalidOperation])


class Column:
    """One column of a batch. ``data``, ``offsets`` and ``validity`` are views of stelsel's memory,
    not copies; they live as long as the batch."""

    def __init__(self, schema: border.ArrowSchema, raw: border.ArrowArray, batch: Batch) -> None:
        self._schema, self._array, self._batch = schema, raw, batch
        self.name: str = schema.name.decode()
        self.format: str = schema.format.decode()

    @property
    def _raw(self) -> border.ArrowArray:
        self._batch.check_open()
        return self._array

    def __len__(self) -> int:
        return int(self._raw.length)

    def _buffer(self, index: int, size: int) -> memoryview:
        address = self._raw.buffers[index] if index < self._raw.n_buffers else None
        if not address or size == 0:
            return memoryview(b"")
        view = (ctypes.c_char * size).from_address(address)
        view._keep = self._batch  # type: ignore[attr-defined]  # the memory is the batch's
        return memoryview(view).cast("B").toreadonly()

    @property
    def validity(self) -> memoryview | None:
        """A bit a row, the lowest first, set where there is a value; None where all have one."""
        if self._raw.null_count == 0 or not self._raw.buffers[0]:
            return None
        return self._buffer(0, (self._raw.offset + self._raw.length + 7) // 8)

    @property
    def data(self) -> memoryview:
        """The values of a column of numbers, dates, times or dictionary indices."""
        width = {"l": "q", "g": "d", "tdD": "i", "tsu:UTC": "q", "i": "i", "s": "h", "c": "b"}
        code = width.get(self.format)
        if code is None:
            raise border.Error(3, f"column {self.name} ({self.format}) is no array of numbers")
        size = array.array(code).itemsize
        first, rows = self._raw.offset, self._raw.length
        return self._buffer(1, (first + rows) * size)[first * size :].cast(code)

    def values(self) -> list[Any]:
        """All values in Python: str, int, Decimal, bool, date, datetime, float, or None."""
        rows = range(self._raw.offset, self._raw.offset + self._raw.length)
        all_values = self._decode(rows)
        bits = self.validity
        if bits is None:
            return all_values
        return [
            value if bits[at >> 3] >> (at & 7) & 1 else None for at, value in zip(rows, all_values)
        ]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.values())

    def _decode(self, rows: range) -> list[Any]:
        kind = self.format
        if self._schema.dictionary:
            entries = self._entries()
            return [entries[index] if entries else None for index in self.data]
        if kind == "u":
            return self._texts(rows)
        if kind == "b":
            bits = self._buffer(1, (rows.stop + 7) // 8)
            return [bool(bits[at >> 3] >> (at & 7) & 1) for at in rows]
        if kind.startswith("d:"):
            return self._decimals(rows, int(kind.split(",")[1]))
        if kind == "tdD":
            return [_EPOCH + datetime.timedelta(days=days) for days in self.data]
        if kind == "tsu:UTC":
            return [_EPOCH_TIME + datetime.timedelta(microseconds=at) for at in self.data]
        return self.data.tolist()

    def _texts(self, rows: range) -> list[str]:
        offsets = self._buffer(1, (rows.stop + 1) * 4).cast("i") if rows else array.array("i", [0])
        texts = self._buffer(2, offsets[rows.stop] if rows else 0)
        return [str(texts[offsets[at] : offsets[at + 1]], "utf-8") for at in rows]

    def _decimals(self, rows: range, scale: int) -> list[decimal.Decimal]:
        # The upper half only repeats the sign: no number of stelsel is longer than 19 digits.
        halves = self._buffer(1, rows.stop * 16).cast("q")
        return [EXACT.scaleb(decimal.Decimal(halves[2 * at]), -scale) for at in rows]

    def _entries(self) -> list[Any]:
        def decode() -> list[Any]:
            schema, raw = self._schema.dictionary.contents, self._raw.dictionary.contents
            return Column(schema, raw, self._batch).values()

        return self._batch.dictionary(self._raw, decode)


class Batch(border.Owner):
    """Some rows of a stream. Its memory goes when nothing looks at it any more, or at once by
    ``close``, after which no view of it may be used."""

    def __init__(self, schema: _Schema, raw: border.ArrowArray) -> None:
        self._schema, self._raw = schema, raw
        self._dictionaries: dict[int, list[Any]] = {}

    def __del__(self) -> None:
        self.close()

    def __enter__(self) -> Batch:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._raw.release:
            border.RELEASE_ARRAY(self._raw.release)(byref(self._raw))
            self._raw.release = None

    def check_open(self) -> None:
        if not self._raw.release:
            raise border.Error(9, "the batch was closed")

    def __len__(self) -> int:
        self.check_open()
        return int(self._raw.length)

    def dictionary(self, raw: border.ArrowArray, decode: Callable[[], list[Any]]) -> list[Any]:
        address = ctypes.addressof(raw)
        if address not in self._dictionaries:
            self._dictionaries[address] = decode()
        return self._dictionaries[address]

    def columns(self) -> list[Column]:
        self.check_open()
        schema = self._schema.raw
        return [
            Column(schema.children[i].contents, self._raw.children[i].contents, self)
            for i in range(schema.n_children)
        ]


class _Schema:
    def __init__(self) -> None:
        self.raw = border.ArrowSchema()

    def __del__(self) -> None:
        if self.raw.release:
            border.RELEASE_SCHEMA(self.raw.release)(byref(self.raw))


class Stream(border.Owner):
    """Rows of a table, a query, a calculation or findings. Works once; on one thread at a time.

    Iterating gives the rows as dicts; ``batches()`` gives views without copies;
    ``__arrow_c_stream__`` hands it on, as in ``pyarrow.table(stream)``.
    """

    def __init__(self) -> None:
        self._raw = border.ArrowArrayStream()
        self._schema: _Schema | None = None
        self._failure_of: Callable[[], BaseException | None] = lambda: None

    def __del__(self) -> None:
        self.close()

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def raw(self) -> Any:
        """For calls that fill the stream or take it."""
        return byref(self._raw)

    @property
    def failure(self) -> BaseException | None:
        """What the rows raised of which it was made; None when nothing did."""
        return self._failure_of()

    def close(self) -> None:
        """Releases it; afterwards it is used up."""
        if self._raw.release:
            border.RELEASE_STREAM(self._raw.release)(byref(self._raw))
            self._raw.release = None

    def _check(self, code: int) -> None:
        if code != 0:
            text = border.GET_LAST_ERROR(self._raw.get_last_error)(byref(self._raw))
            message = (text or b"a stream of rows failed").decode("utf-8", "replace")
            raise border.Error(_CODES.get(code, 2), message)

    def _read_schema(self) -> _Schema:
        if not self._raw.release:
            raise border.Error(9, "the stream was used already")
        if self._schema is None:
            schema = _Schema()
            self._check(border.GET_SCHEMA(self._raw.get_schema)(byref(self._raw), byref(schema.raw)))
            self._schema = schema
        return self._schema

    @property
    def columns(self) -> list[str]:
        schema = self._read_schema().raw
        return [schema.children[i].contents.name.decode() for i in range(schema.n_children)]

    def batches(self) -> Iterator[Batch]:
        schema = self._read_schema()
        get_next = border.GET_NEXT(self._raw.get_next)
        while True:
            if not self._raw.release:
                raise border.Error(9, "the stream was closed or handed on")
            raw = border.ArrowArray()
            self._check(get_next(byref(self._raw), byref(raw)))
            if not raw.release:
                break
            yield Batch(schema, raw)
        self.close()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for batch in self.batches():
            columns = batch.columns()
            names = [column.name for column in columns]
            for values in zip(*columns):
                yield dict(zip(names, values))

    def rows(self) -> list[dict[str, Any]]:
        return list(self)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The Arrow PyCapsule protocol; the stream is then used up here."""
        if not self._raw.release:
            raise border.Error(9, "the stream was used already")
        moved = border.ArrowArrayStream()
        ctypes.memmove(byref(moved), byref(self._raw), ctypes.sizeof(moved))
        self._raw.release = None
        address = ctypes.addressof(moved)
        _exported[address] = moved
        return _capsule_new(address, _STREAM_NAME, cast(_drop_capsule, c_void_p))


def take_capsule(capsule: object) -> Stream:
    """A stream of somebody else's, out of its capsule."""
    stream = Stream()
    address = _capsule_pointer(py_object(capsule), _STREAM_NAME)
    theirs = border.ArrowArrayStream.from_address(address)
    ctypes.memmove(stream.raw, byref(theirs), ctypes.sizeof(theirs))
    theirs.release = None
    return stream
