"""Rows in and out, as Arrow C streams.

``Stream`` is what stelsel hands out. It is read here batch by batch, without copying, or handed on
to anything that knows the Arrow PyCapsule protocol (pyarrow, polars, DuckDB).
"""

from __future__ import annotations

import array
import ctypes
import datetime
import decimal
import itertools
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from ctypes import POINTER, byref, c_char_p, c_void_p, cast, py_object, pythonapi
from typing import Any

from . import _border as border

_EPOCH = datetime.date(1970, 1, 1)
_EPOCH_TIME = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
_BATCH_ROWS = 65536
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


class Column:
    """One column of a batch. ``data``, ``offsets`` and ``validity`` are views of stelsel's memory,
    not copies; they live as long as the batch."""

    def __init__(self, schema: border.ArrowSchema, raw: border.ArrowArray, batch: Batch) -> None:
        self._schema, self._raw, self._batch = schema, raw, batch
        self.name: str = schema.name.decode()
        self.format: str = schema.format.decode()

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
        return [decimal.Decimal(halves[2 * at]).scaleb(-scale) for at in rows]

    def _entries(self) -> list[Any]:
        def decode() -> list[Any]:
            schema, raw = self._schema.dictionary.contents, self._raw.dictionary.contents
            return Column(schema, raw, self._batch).values()

        return self._batch.dictionary(self._raw, decode)


class Batch:
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

    def __len__(self) -> int:
        return int(self._raw.length)

    def dictionary(self, raw: border.ArrowArray, decode: Callable[[], list[Any]]) -> list[Any]:
        address = ctypes.addressof(raw)
        if address not in self._dictionaries:
            self._dictionaries[address] = decode()
        return self._dictionaries[address]

    def columns(self) -> list[Column]:
        if not self._raw.release:
            raise border.Error(9, "the batch was closed")
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


class Stream:
    """Rows of a table, a query, a calculation or findings. Works once; on one thread at a time.

    Iterating gives the rows as dicts; ``batches()`` gives views without copies;
    ``__arrow_c_stream__`` hands it on, as in ``pyarrow.table(stream)``.
    """

    def __init__(self) -> None:
        self._raw = border.ArrowArrayStream()
        self._schema: _Schema | None = None
        self._source: _Source | None = None

    def __del__(self) -> None:
        self.close()

    @property
    def raw(self) -> Any:
        """For calls that fill the stream or take it."""
        return byref(self._raw)

    @property
    def failure(self) -> Exception | None:
        """What the rows raised of which it was made; None when nothing did."""
        return self._source.failure if self._source is not None else None

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


# ---- Streams of our own rows ----


def arrow_format(field: Mapping[str, Any]) -> str:
    """The Arrow type in which stelsel takes a field of a Table Schema."""
    kinds = {"integer": "l", "boolean": "b", "date": "tdD", "datetime": "tsu:UTC"}
    if field["type"] == "number":
        scale = 2 if field.get("stelsel:unit") == "EUR" else field.get("stelsel:scale", 0)
        return f"d:19,{scale}"
    return kinds.get(field["type"], "u")


def _decimal_bytes(value: Any, scale: int) -> bytes:
    try:
        scaled = decimal.Decimal(str(value)).scaleb(scale)
    except decimal.InvalidOperation:
        raise border.Error(3, f"{value!r} is no decimal number") from None
    whole = scaled.to_integral_value()
    if whole != scaled:
        raise border.Error(3, f"a number has more than {scale} decimals")
    return int(whole).to_bytes(16, "little", signed=True)


def _days(value: Any) -> int:
    day: datetime.date = datetime.date.fromisoformat(value) if isinstance(value, str) else value
    return (day - _EPOCH).days


def _micros(value: Any) -> int:
    if isinstance(value, str):
        value = datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    return int((value - _EPOCH_TIME) // datetime.timedelta(microseconds=1))


def _boolean(value: Any) -> bool:
    if value is not None and not isinstance(value, bool):
        raise border.Error(3, f"{value!r} is no boolean")
    return bool(value)


def _bits(flags: Iterable[bool], count: int) -> bytearray:
    out = bytearray((count + 7) // 8)
    for place, flag in enumerate(flags):
        if flag:
            out[place >> 3] |= 1 << (place & 7)
    return out


def _buffers_of(form: str, values: Sequence[Any]) -> tuple[list[Any], int]:
    """The buffers of a column, of which the first says which values there are, and the nulls."""
    nulls = sum(1 for value in values if value is None)
    valid = _bits((value is not None for value in values), len(values)) if nulls else None
    if form == "u":
        texts = [b"" if value is None else str(value).encode() for value in values]
        ends = array.array("i", itertools.accumulate(map(len, texts), initial=0))
        return [valid, ends, b"".join(texts)], nulls
    if form == "b":
        return [valid, _bits((_boolean(value) for value in values), len(values))], nulls
    if form.startswith("d:"):
        scale = int(form.split(",")[1])
        return [
            valid,
            b"".join(_decimal_bytes(0 if value is None else value, scale) for value in values),
        ], nulls
    convert: Callable[[Any], int] = {"l": operator.index, "tdD": _days, "tsu:UTC": _micros}[form]
    numbers = (0 if value is None else convert(value) for value in values)
    return [valid, array.array("i" if form == "tdD" else "q", numbers)], nulls


class _Held:
    """Arrow structs that others read: everything they point to stays until they are released."""

    alive: dict[int, Any] = {}
    numbers = itertools.count(1)

    @classmethod
    def keep(cls, *things: Any) -> int:
        number = next(cls.numbers)
        cls.alive[number] = things
        return number


def _release(raw: Any) -> None:
    struct = raw.contents
    for i in range(struct.n_children):  # they go with it, unless they were moved
        if struct.children[i].contents.release:
            _release(struct.children[i])
    _Held.alive.pop(struct.private_data, None)
    struct.release = None


_release_array = border.RELEASE_ARRAY(_release)
_release_schema = border.RELEASE_SCHEMA(_release)


def _address(buffer: Any) -> tuple[int | None, Any]:
    if buffer is None:
        return None, None
    if isinstance(buffer, bytes):
        kept = ctypes.create_string_buffer(buffer, max(len(buffer), 1))
        return ctypes.addressof(kept), kept
    if len(buffer) == 0:
        return _address(b"\0")
    view = (ctypes.c_char * (len(buffer) * getattr(buffer, "itemsize", 1))).from_buffer(buffer)
    return ctypes.addressof(view), view


def _fill_array(out: border.ArrowArray, length: int, nulls: int, buffers: list[Any]) -> None:
    addresses, kept = zip(*(_address(buffer) for buffer in buffers))
    pointers = (c_void_p * len(buffers))(*addresses)
    out.length, out.null_count, out.n_buffers = length, nulls, len(buffers)
    out.buffers = cast(pointers, POINTER(c_void_p))
    out.private_data = _Held.keep(pointers, kept, buffers)
    out.release = cast(_release_array, c_void_p)


def _fill_children(out: Any, kind: Any, children: list[Any]) -> tuple[Any, ...]:
    pointers = (POINTER(kind) * len(children))(*(ctypes.pointer(child) for child in children))
    out.n_children = len(children)
    out.children = cast(pointers, POINTER(POINTER(kind)))
    return pointers, children


class _Source:
    """Makes a stream of batches; ``next_batch`` gives the columns of one, or None at the end."""

    def __init__(self, forms: list[tuple[str, str]], batches: Iterator[list[Sequence[Any]]]) -> None:
        self.forms, self.batches = forms, batches
        self.message = ctypes.create_string_buffer(b"")
        self.failure: Exception | None = None
        self.functions = (
            border.GET_SCHEMA(self._get_schema),
            border.GET_NEXT(self._get_next),
            border.GIVE_LAST_ERROR(lambda _: ctypes.addressof(self.message)),
            border.RELEASE_STREAM(self._release),
        )

    def _get_schema(self, _: Any, out: Any) -> int:
        children = []
        for name, form in self.forms:
            child = border.ArrowSchema(name=name.encode(), format=form.encode(), flags=2)
            child.private_data = _Held.keep(child.name, child.format)
            child.release = cast(_release_schema, c_void_p)
            children.append(child)
        top = out.contents
        ctypes.memset(out, 0, ctypes.sizeof(border.ArrowSchema))
        top.format, top.name = b"+s", b""
        kept = _fill_children(top, border.ArrowSchema, children)
        top.private_data = _Held.keep(kept, children)
        top.release = cast(_release_schema, c_void_p)
        return 0

    def _get_next(self, _: Any, out: Any) -> int:
        ctypes.memset(out, 0, ctypes.sizeof(border.ArrowArray))
        try:
            columns = next(self.batches, None)
            if columns is None:
                return 0
            children = [border.ArrowArray() for _ in columns]
            for child, (_name, form), values in zip(children, self.forms, columns):
                buffers, nulls = _buffers_of(form, values)
                _fill_array(child, len(values), nulls, buffers)
            top = out.contents
            _fill_array(top, len(columns[0]), 0, [None])
            kept = _fill_children(top, border.ArrowArray, children)
            _Held.alive[top.private_data] += (kept, children)
            return 0
        except Exception as error:  # no exception crosses the border
            self.failure, self.message = error, ctypes.create_string_buffer(str(error).encode())
            return 22

    def _release(self, raw: Any) -> None:
        number = raw.contents.private_data
        raw.contents.release = None
        _Held.alive.pop(number, None)


def make_stream(forms: list[tuple[str, str]], batches: Iterator[list[Sequence[Any]]]) -> Stream:
    source = _Source(forms, batches)
    stream = Stream()
    stream._source = source
    raw = stream._raw
    raw.get_schema, raw.get_next, raw.get_last_error, raw.release = (
        cast(function, c_void_p) for function in source.functions
    )
    raw.private_data = _Held.keep(source)
    return stream


def stream_of_rows(
    fields: Sequence[Mapping[str, Any]], rows: Iterable[Mapping[str, Any]]
) -> Stream:
    """Rows as dicts, of a table with these fields. A field that no row of a batch names is empty."""
    known = {field["name"]: arrow_format(field) for field in fields}
    iterator = iter(rows)
    first = list(itertools.islice(iterator, 1))
    names = list(first[0]) if first else list(known)
    for name in names:
        if name not in known:
            raise border.Error(3, f"the table has no field {name!r}")

    def batches() -> Iterator[list[Sequence[Any]]]:
        ahead = itertools.chain(first, iterator)
        while batch := list(itertools.islice(ahead, _BATCH_ROWS)):
            for row in batch:
                if len(row) != len(names) or any(name not in row for name in names):
                    raise border.Error(3, "each row needs the same fields as the first")
            yield [[row[name] for row in batch] for name in names]

    return make_stream([(name, known[name]) for name in names], batches())


def stream_of_columns(
    fields: Sequence[Mapping[str, Any]], columns: Mapping[str, Sequence[Any]]
) -> Stream:
    """The same by columns of one length, which is quicker for many rows."""
    known = {field["name"]: arrow_format(field) for field in fields}
    for name in columns:
        if name not in known:
            raise border.Error(3, f"the table has no field {name!r}")
    rows = {len(values) for values in columns.values()}
    if len(rows) != 1:
        raise border.Error(3, "the columns need one length")
    count = rows.pop()

    def batches() -> Iterator[list[Sequence[Any]]]:
        for begin in range(0, count, _BATCH_ROWS):
            yield [values[begin : begin + _BATCH_ROWS] for values in columns.values()]

    return make_stream([(name, known[name]) for name in columns], batches())
