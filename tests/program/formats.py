"""Reads the report NAME as CSV, JSON and workbook, and fails when they are not what they should be."""
import csv
import json
import re
import sys

import openpyxl


def fail(text):
    sys.exit(f"{sys.argv[1]}: {text}")


def read_json(name):
    with open(f"{name}.json", encoding="utf-8") as file:
        document = json.load(file)
    for element in document["elements"]:
        for row in element.get("rows", []):
            if len(row) != len(element["columns"]):
                fail(f"a row of {element['caption']} has {len(row)} cells")
    return document


def blocks_of(name):
    """The blocks of a CSV report, each a list of records."""
    with open(f"{name}.csv", encoding="utf-8-sig", newline="") as file:
        text = file.read()
    if not text.endswith("\r\n"):
        fail("the CSV has no line end at its end")
    blocks = [[]]
    for record in csv.reader(text.splitlines(keepends=True), delimiter=";"):
        if record:
            blocks[-1].append(record)
        else:
            blocks.append([])
    return blocks


def check_csv(name, document):
    blocks = blocks_of(name)
    tables = [block for block in blocks if len(block) > 1]
    wanted = [e for e in document["elements"] if "rows" in e]
    if document["footnotes"]:
        tables.pop()
    if len(tables) != len(wanted):
        fail(f"the CSV has {len(tables)} tables, not {len(wanted)}")
    for table, element in zip(tables, wanted):
        if len(table) - 2 != len(element["rows"]):
            fail(f"{element['caption']} has {len(table) - 2} rows in the CSV, not {len(element['rows'])}")
    for block in blocks:
        for cell in (cell for record in block for cell in record):
            starts = re.match(r'[\s"]*[=+\-@\t\r]', cell)
            if starts and not re.fullmatch(r"-[0-9]+(,[0-9]+)?", cell):
                fail(f"a spreadsheet would run {cell[:40]!r}")


def check_cell(cell):
    if cell.data_type == "f" or cell.data_type == "e":
        fail(f"{cell.coordinate} is a formula or an error")
    if cell.data_type == "s" and len(cell.value) > 32767:
        fail(f"{cell.coordinate} is too long")


def check_workbook(name, document):
    book = openpyxl.load_workbook(f"{name}.xlsx")
    if len({sheet.title.lower() for sheet in book}) != len(book.sheetnames):
        fail("two sheets have one name")
    for sheet in book:
        if len(sheet.title.encode("utf-16-le")) > 62:
            fail(f"{sheet.title} is too long a name")
        for row in sheet.iter_rows():
            for cell in row:
                check_cell(cell)
    wanted = [e for e in document["elements"] if "rows" in e]
    rows = [sheet for sheet in book if sheet.auto_filter.ref]
    if document["footnotes"]:
        rows.pop()
    if len(rows) != len(wanted):
        fail(f"the workbook has {len(rows)} tables, not {len(wanted)}")
    for sheet, element in zip(rows, wanted):
        check_table(sheet, element)


def check_table(sheet, element):
    if sheet.freeze_panes != "A2":
        fail(f"the head of {sheet.title} does not stay")
    shown = [i for i, column in enumerate(element["columns"]) if column["kind"] != "none"]
    if sheet.max_row - 1 != len(element["rows"]) and any(any(v is not None for v in r) for r in element["rows"][-1:]):
        fail(f"{sheet.title} has {sheet.max_row - 1} rows, not {len(element['rows'])}")
    for number, row in enumerate(element["rows"], start=2):
        for column, index in enumerate(shown, start=1):
            check_value(sheet.cell(number, column), element["columns"][index], row[index])


def check_value(cell, column, value):
    """Numbers are numbers and dates dates, with the value that programs get."""
    if isinstance(value, dict):
        value = value.get("value")
    where = f"{cell.parent.title} {cell.coordinate}"
    if column["kind"] == "date" and value and "1900-03-01" <= value <= "9999-12-31":
        if not cell.is_date or cell.value.strftime("%Y-%m-%d") != value:
            fail(f"{where} is {cell.value!r}, not {value}")
    elif isinstance(value, bool) or "values" in column:
        pass
    elif isinstance(value, (int, float)) and abs(value) < 1e13:
        if cell.data_type != "n":
            fail(f"{where} is no number but {cell.value!r}")
        shown = cell.value * 100 if column["kind"] == "percent" else cell.value
        if abs(shown - value) > 1e-9 * max(1, abs(value)):
            fail(f"{where} is {cell.value!r}, not {value!r}")


report = read_json(sys.argv[1])
check_csv(sys.argv[1], report)
check_workbook(sys.argv[1], report)
