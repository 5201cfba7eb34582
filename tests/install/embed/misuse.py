"""What nobody should do ends in an exception that says so, and not in a crash or in other numbers. Each block is a claim;
a claim that does not hold ends the program."""

import copy
import datetime
import decimal
import gc
import sys

import stelsel

landscape, plugins = sys.argv[1:]


def refuses(call, *kinds, saying=""):
    try:
        call()
    except kinds or stelsel.Error as error:
        assert saying in str(error), error
        return
    raise AssertionError(f"not refused: {saying}")


def memory():
    """MiB in use."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096 >> 20


engine = stelsel.Engine(plugins=[plugins], language="en")
snapshot, findings = engine.read(landscape)

# A text that the library would cut.
refuses(lambda: snapshot.row_count("region\0x"), saying="NUL")
refuses(lambda: engine.commit(snapshot, "sqlite:nul.sqlite\0.bak"), saying="NUL")
refuses(lambda: engine.query(snapshot, "SELECT 1\0 AS a"), saying="NUL")

# Numbers do not depend on the context of the caller, and what does not fit is told.
key = {"region": "ijssel_vecht", "contract": "a", "product": "p", "sequence": 1, "illustratief": True}


def stored(amount, **more):
    with engine.writer(snapshot) as writer:
        writer.upsert("inkoop_tariff", [{**key, "amount": amount, **more}])
        return next(iter(writer.commit().stream("inkoop_tariff")))


with decimal.localcontext() as context:
    context.prec = 6
    assert str(stored(decimal.Decimal("12345678.91"))["amount"]) == "12345678.91"
for amount in (decimal.Decimal("NaN"), decimal.Decimal("Infinity"), "1E+99999999", "-1E+26"):
    refuses(lambda amount=amount: stored(amount), saying="out of range")
for amount in ("1E-99999999", decimal.Decimal("0.001")):
    refuses(lambda amount=amount: stored(amount), saying="more than 2 decimals")
refuses(lambda: stored(1, valid_from="2021-W01-1"), saying="valid_from in row 1")
refuses(lambda: stored(1, explanation=b"abc"), saying="a bytes is no text")
assert stored(1, explanation=datetime.date(2021, 12, 31))["explanation"] == "2021-12-31"

# Parameters keep their type.
row = next(iter(engine.query(snapshot, "SELECT 5 > :n AS a, typeof(:t) AS b", set={"n": 1, "t": "1"})))
assert row == {"a": 1, "b": "text"}, row
refuses(lambda: engine.query(snapshot, "SELECT :n", set={"n": float("nan")}), saying="JSON")
refuses(lambda: stelsel.Engine(plugins=""), saying="empty")
refuses(lambda: findings.count("bogus"), saying="fatal, error, warning, info")
assert engine.check(snapshot, packs="inkoop", threads=1).errors == 0


# What is to end the program ends it.
def interrupted(*_):
    raise KeyboardInterrupt


def interrupted_rows():
    yield {**key, "amount": 1}
    interrupted()


refuses(lambda: engine.writer().upsert("inkoop_tariff", interrupted_rows()), KeyboardInterrupt)
refuses(lambda: engine.read(landscape, progress=interrupted), KeyboardInterrupt)
refuses(lambda: engine.report("reporting/national", snapshot, as_of="2021-12-31", write=interrupted), KeyboardInterrupt)

# The first row is asked for before the library is called: what it raises is a cause like any other.
def no_rows():
    raise ValueError("lost")
    yield


try:
    engine.writer().upsert("region", no_rows())
    raise AssertionError("not refused")
except stelsel.Error as error:
    assert isinstance(error.__cause__, ValueError)

# A stream that is closed or handed on half-way; a batch that is closed below its columns.
for end in (stelsel.Stream.close, stelsel.Stream.__arrow_c_stream__):
    stream = snapshot.stream("agreement_status")
    batches = stream.batches()
    next(batches)
    end(stream)
    refuses(lambda batches=batches: next(batches), saying="closed or handed on")
batch = next(iter(snapshot.stream("region").batches()))
column = batch.columns()[0]
batch.close()
for look in (len, list, lambda c: c.validity, lambda c: c.values()):
    refuses(lambda look=look: look(column), saying="closed")
refuses(lambda: len(batch), saying="closed")

# Nothing is given back twice, or while a call uses it.
for owner in (engine, snapshot, findings, engine.writer(), snapshot.stream("region")):
    refuses(lambda owner=owner: copy.copy(owner), TypeError, saying="cannot be copied")
    refuses(lambda owner=owner: copy.deepcopy(owner), TypeError, saying="cannot be copied")
writer = engine.writer()


def rows_that(call):
    refuses(call, saying="under way")
    yield {"region": "a", "name": "A", "illustratief": True}


for call in (writer.abandon, writer.commit, engine.close):
    writer.upsert("region", rows_that(call))
told = []


def tell(*_):
    if not told:
        refuses(engine.close, saying="under way")
        refuses(findings.close, saying="under way")
    told.append(1)


engine.check(snapshot, findings=findings, progress=tell)
assert told and writer.commit().row_count("region") == 1

# Memory stays: of engines that are forgotten, and of columns before one that cannot be converted.
before = memory()
for _ in range(60):
    forgotten = stelsel.Engine(plugins=[plugins])
    left = forgotten.writer(), stelsel.Findings(forgotten)
    forgotten.own = left  # in a circle
    del forgotten, left
    gc.collect()
spoilt = {"region": ["a" * 1000] * 20000, "name": ["A"] * 20000, "illustratief": ["no"] * 20000}
for _ in range(20):
    refuses(lambda: engine.writer().upsert("region", spoilt), saying="no boolean")
assert memory() - before < 100, memory() - before
engine.close()
print("misuse is refused")
