"""The Arrow PyCapsule protocol, with a consumer that knows Arrow's specification and nothing of stelsel."""

import ctypes
import sys

import stelsel

landscape, plugins = sys.argv[1:]
NAME = b"arrow_array_stream"
get_pointer = ctypes.pythonapi.PyCapsule_GetPointer
get_pointer.restype, get_pointer.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]


class Words(ctypes.Structure):
    """A struct of the C data interface: words of 64 bits."""

    def __getitem__(self, at):
        return self.words[at]


def struct(count):
    return type(f"Words{count}", (Words,), {"_fields_": [("words", ctypes.c_int64 * count)]})


Stream, Schema, Array = struct(5), struct(9), struct(10)
call = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
release = ctypes.CFUNCTYPE(None, ctypes.c_void_p)


def taken(capsule):
    """The stream, moved out of its capsule, as a consumer does."""
    source = Stream.from_address(get_pointer(capsule, NAME))
    moved = Stream.from_buffer_copy(source)
    source.words[3] = 0
    return moved


def formats(stream):
    schema = Schema()
    assert call(stream[0])(ctypes.addressof(stream), ctypes.addressof(schema)) == 0
    children = (ctypes.c_int64 * schema[4]).from_address(schema[5])
    found = [ctypes.string_at(Schema.from_address(child)[0]).decode() for child in children]
    release(schema[7])(ctypes.addressof(schema))
    return found


def batches(stream):
    while True:
        array = Array()
        assert call(stream[1])(ctypes.addressof(stream), ctypes.addressof(array)) == 0
        if array[8] == 0:
            break
        yield array
        release(array[8])(ctypes.addressof(array))
    release(stream[3])(ctypes.addressof(stream))


def total(stream, column):
    """The sum of a column of int64."""
    found = 0
    for array in batches(stream):
        child = Array.from_address((ctypes.c_int64 * array[4]).from_address(array[6])[column])
        values = (ctypes.c_int64 * (child[2] + child[0])).from_address(
            (ctypes.c_int64 * 2).from_address(child[5])[1]
        )
        found += sum(values[child[2] :])
    return found


class Foreign:
    """Rows of somebody who speaks the protocol."""

    def __init__(self, stream):
        self.stream = stream

    def __arrow_c_stream__(self, requested_schema=None):
        return self.stream.__arrow_c_stream__(requested_schema)


with stelsel.Engine(plugins=[plugins]) as engine:
    snapshot, _ = engine.read(landscape)
    asked = engine.query(snapshot, "SELECT sum(sequence) AS n, count(*) AS rows FROM agreement_status").rows()[0]

    stream = snapshot.stream("agreement_status", ["region", "sequence", "illustratief"])
    capsule = stream.__arrow_c_stream__()
    try:
        stream.rows()
        raise SystemExit("a stream that was handed on can be read again")
    except stelsel.Error as error:
        assert error.name == "failed precondition", error.name
    moved = taken(capsule)
    del capsule, stream  # the consumer has it
    assert formats(moved) == ["i", "l", "b"]
    assert total(moved, 1) == asked["n"] > 0

    snapshot.stream("agreement_status").__arrow_c_stream__()  # which nobody takes, is released

    # And the other way: what speaks the protocol can be upserted.
    with engine.writer() as writer:
        writer.upsert("agreement_status", Foreign(snapshot.stream("agreement_status")))
        assert writer.commit().row_count("agreement_status") == asked["rows"]
print("capsules work")
