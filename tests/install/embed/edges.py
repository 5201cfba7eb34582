"""What goes wrong comes out as one exception, nothing crosses the border, and values come back as they were."""

import datetime
import decimal
import sys

import stelsel

landscape, plugins = sys.argv[1:]


def said(what, call, because=False):
    try:
        call()
        print(f"{what}: nothing")
    except stelsel.Error as error:
        print(f"{what}: {error.name}" + (f" because of {error.__cause__}" if because else ""))


def boom(*_):
    raise RuntimeError("boom")


def spoilt(row):
    yield row
    boom()


try:
    stelsel.Engine(library="/nowhere/libstelsel.so")
except stelsel.Error as error:
    print(f"no library: {error.name}: {str(error).split(' (')[0]}")
said("bad engine option", lambda: stelsel.Engine(language="de"))
engine = stelsel.Engine(plugins=[plugins], language="en")
said("missing source", lambda: engine.read("/nowhere"))
snapshot, findings = engine.read(landscape)
said("bad day", lambda: engine.check(snapshot, as_of="gisteren"))
said("unknown table", lambda: snapshot.row_count("nowhere"))
said("unknown column", lambda: snapshot.stream("region", ["nowhere"]))


def tariff(sequence, amount, valid_from, valid_to, explanation, illustratief):
    return {
        "region": "ijssel_vecht", "contract": "één", "product": "p", "sequence": sequence, "amount": amount,
        "valid_from": valid_from, "valid_to": valid_to, "explanation": explanation, "illustratief": illustratief,
    }  # fmt: skip


def upsert(rows):
    with engine.writer(snapshot) as writer:
        writer.upsert("inkoop_tariff", rows)
        return writer.commit()


good = tariff(1, decimal.Decimal("1234.56"), datetime.date(2023, 1, 1), None, "Één € 😀", True)
said("unknown field", lambda: upsert([{**good, "nowhere": 1}]))
said("wrong date", lambda: upsert([{**good, "valid_from": "2023-02-30"}]))
said("wrong boolean", lambda: upsert([{**good, "illustratief": "false"}]))
said("too many decimals", lambda: upsert([{**good, "amount": decimal.Decimal("0.001")}]))
said("rows not alike", lambda: upsert([good, {"region": "x"}]))
said("rows that throw", lambda: upsert(spoilt(good)), because=True)
said("progress that throws", lambda: engine.read(landscape, progress=boom), because=True)


def report(write=None):
    return engine.report(
        "reporting/region", snapshot, as_of="2021-12-31", set={"region": "ijssel_vecht"}, write=write
    )


try:
    report(boom)
except stelsel.Error as error:
    print(f"output that throws: cancelled or failed because of {error.__cause__}")
writer = engine.writer(snapshot)
writer.commit()
said("committed writer", lambda: writer.upsert("region", []))
stream = snapshot.stream("region")
stream.rows()
said("used stream", stream.rows)
batch = next(iter(snapshot.stream("region").batches()))
batch.close()
said("closed batch", batch.columns)
print(f"no rows: {upsert([]).row_count('inkoop_tariff')}")
largest = decimal.Decimal("92233720368547758.07")
filled = upsert(
    [good, tariff(2, "-0.05", "0001-01-01", "9999-12-31", None, False), tariff(3, largest, None, None, "", None)]
)
for row in filled.stream("inkoop_tariff"):
    cells = [row[name] for name in ("sequence", "amount", "valid_from", "valid_to", "explanation", "illustratief")]
    print(*("null" if cell is None else str(cell).lower() if cell in (True, False) and isinstance(cell, bool) else cell for cell in cells))
with engine.writer(filled) as writer:
    writer.erase("inkoop_tariff", [{k: good[k] for k in ("region", "contract", "product", "sequence")}])
    print(f"erased: {writer.commit().row_count('inkoop_tariff')}")
fewer = snapshot.as_of("2020-12-31").row_count("agreement_status") < snapshot.row_count("agreement_status")
print("as of 2020-12-31:", "fewer rows" if fewer else "all rows")


def resident():
    """MiB of memory in use."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096 >> 20


long_row = {**good, "explanation": "x" * 5_000_000}
before = resident()
for _ in range(60):
    upsert([long_row])
print("memory stays:", str(resident() - before < 200).lower())
told = []
engine.read(landscape, progress=lambda what, done, total: told.append(what))
print("told:", str(len(told) > 0).lower())
parts = []
report(parts.append)
print("written:", str(b"".join(parts) == report()).lower())
engine.close()
said("closed engine", lambda: engine.read(landscape))
