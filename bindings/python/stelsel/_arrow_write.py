"""Rows in, as Arrow C streams that are made of dicts or of columns."""

from __future__ import annotations

import array
import ctypes
import datetime
import decimal
import enum
import itertools
import numbers
import operator
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from ctypes import POINTER, c_void_p, cast
from typing import Any

from . import _border as border
from ._arrow_read import EXACT, Stream

_EPOCH = datetime.date(1970, 1, 1)
_EPOCH_TIME = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
_BATCH_ROWS = 65536
_MOST_DIGITS = 25  # more than any number of stelsel has, and few enough to be written out
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def arrow_format(field: Mapping[str, Any]) -> str:
    """The Arrow type in which stelsel takes a field of a Table Schema."""
    kinds = {"integer": "l", "boolean": "b", "date": "tdD", "datetime": "tsu:UTC"}
    if field["type"] == "number":
        scale = 2 if field.get("stelsel:unit") == "EUR" else field.get("stelsel:scale", 0)
        return f"d:19,{scale}"
    return kinds.get(field["type"], "u")


def _decimal_bytes(value: Any, scale: int) -> bytes:
    try:
        number = decimal.Decimal(str(value))
    except decimal.InvalidOperation:
        raise border.Error(3, f"{value!r} is no decimal number") from None
    if not number.is_finite() or number.adjusted() > _MOST_DIGITS:
        raise border.Error(3, f"{value!r} is out of range")
    try:
        scaled = EXACT.scaleb(number, scale) if number.adjusted() > -_MOST_DIGITS else number
    except decimal.Inexact:
        scaled = number
    whole = int(scaled)
    if whole != scaled:
        raise border.Error(3, f"a number has more than {scale} decimals")
    return whole.to_bytes(16, "little", signed=True)


def _days(value: Any) -> int:
    if isinstance(value, str):
        if not _DAY.fullmatch(value):
            raise border.Error(3, f"{value!r} is no date: YYYY-MM-DD")
        value = datetime.date.fromisoformat(value)
    return int((value - _EPOCH).days)


def _text(value: Any) -> bytes:
    if isinstance(value, enum.Enum):
        value = value.value
    if not isinstance(value, (str, numbers.Number, datetime.date, uuid.UUID)):
        raise border.Error(3, f"a {type(value).__name__} is no text")
    return str(value).encode()


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
        texts = [b"" if value is None else _text(value) for value in values]
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


def _place_of(form: str, values: Sequence[Any]) -> int:
    """Where in the values the first is that the form cannot have."""
    for place, value in enumerate(values):
        try:
            _buffers_of(form, [value])
        except Exception:
            return place
    return 0


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
        self.rows = 0  # that were given already
        self.failure: BaseException | None = None
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
        children: list[border.ArrowArray] = []
        try:
            columns = next(self.batches, None)
            if columns is None:
                return 0
            children = [border.ArrowArray() for _ in columns]
            for child, (name, form), values in zip(children, self.forms, columns):
                try:
                    buffers, nulls = _buffers_of(form, values)
                except Exception as error:
                    row = self.rows + _place_of(form, values) + 1
                    raise border.Error(3, f"{name} in row {row}: {error}") from error
                _fill_array(child, len(values), nulls, buffers)
            self.rows += len(columns[0])
            top = out.contents
            _fill_array(top, len(columns[0]), 0, [None])
            kept = _fill_children(top, border.ArrowArray, children)
            _Held.alive[top.private_data] += (kept, children)
            return 0
        except BaseException as error:  # no exception crosses the border
            for child in children:
                if child.release:
                    _release(ctypes.pointer(child))
            message = str(error).encode("utf-8", "replace")
            self.failure, self.message = error, ctypes.create_string_buffer(message)
            return 22

    def _release(self, raw: Any) -> None:
        number = raw.contents.private_data
        raw.contents.release = None
        _Held.alive.pop(number, None)


def make_stream(forms: list[tuple[str, str]], batches: Iterator[list[Sequence[Any]]]) -> Stream:
    source = _Source(forms, batches)
    stream = Stream()
    stream._failure_of = lambda: source.failure
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
        before = 0
        while batch := list(itertools.islice(ahead, _BATCH_ROWS)):
            for number, row in enumerate(batch, start=before + 1):
                if len(row) != len(names) or any(name not in row for name in names):
                    raise border.Error(3, f"row {number} has other fields than the first")
            before += len(batch)
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
