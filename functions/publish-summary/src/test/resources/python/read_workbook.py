"""Reads a workbook by openpyxl, in normal and in read-only mode, and prints what it found as JSON."""

import json
import sys

import openpyxl


def cell(value):
    return value.isoformat()[:10] if hasattr(value, "isoformat") else value


def rows(sheet):
    return [[cell(value) for value in row] for row in sheet.iter_rows(values_only=True)]


whole = openpyxl.load_workbook(sys.argv[1])
streamed = openpyxl.load_workbook(sys.argv[1], read_only=True)
properties = whole.properties
print(
    json.dumps(
        {
            "title": properties.title,
            "language": properties.language,
            "creator": properties.creator,
            "sheets": [
                {
                    "name": sheet.title,
                    "dimension": sheet.calculate_dimension(),
                    "streamedDimension": streamed[sheet.title].calculate_dimension(),
                    "rows": rows(sheet),
                    "streamedRows": rows(streamed[sheet.title]),
                    "tables": dict(sheet.tables.items()),
                    "paper": sheet.page_setup.paperSize,
                    "titleStyle": sheet["A1"].style,
                }
                for sheet in whole.worksheets
            ],
        }
    )
)
