"""Hostile tables for `import`, and files that the builder keeps itself."""

from __future__ import annotations

import io
import json
import zipfile

from hostile_cases.case import Case

HEADINGS = "studietilbud;tittel;fag;trinn;studiepoeng;språk;studieform;oppstart;varighet;opphav.type;tekst\n"
ROW = "hihm/{key};{title};naturfag;1-7;30;nb;nettbasert;høst 2016;2 semestre;eksempel;x\n"

CSV = {
    "a key of 1,000 letters": HEADINGS + ROW.format(key="a" * 1_000, title="X"),
    "a key out of the folder": HEADINGS + ROW.format(key="../../../x", title="X"),
    "an absolute key": HEADINGS + ROW.format(key="/etc/passwd", title="X"),
    "a reserved key": HEADINGS + ROW.format(key="con", title="X"),
    "a formula": HEADINGS + ROW.format(key="ny", title='=HYPERLINK("x")'),
    "a script": HEADINGS + ROW.format(key="ny", title="<script>alert(1)</script>"),
    "a line break": HEADINGS + ROW.format(key="ny", title='"a\n::error::x"'),
    "an open quote": HEADINGS + ROW.format(key="ny", title='"X'),
    "an open quote and 100,000 rows": HEADINGS + '"' + "x\n" * 100_000,
    "a cell of 300,000 letters": HEADINGS + ROW.format(key="ny", title="x" * 300_000),
    "10,000 columns": ";" * 10_000 + "\n" + ";" * 10_000,
    "headings alone": HEADINGS,
    "nothing": "",
    "zeros": "\0" * 1_000,
    "no headings": "a;b\nc;d\n",
    "doubled headings": "tittel;tittel\na;b\n",
    "no letter": "\ufffe\n",
    "a terminal's command": HEADINGS + ROW.format(key="ny", title="\x1b[2J"),
    "a no-number": HEADINGS + ROW.format(key="ny", title="X").replace(";30;", ";1e999;"),
}
JSON = {
    "deep": "[" * 100_000,
    "6,000 digits": '[{"tittel": ' + "9" * 6_000 + "}]",
    "half a character": '[{"tittel": "\\ud800", "studietilbud": "hihm/nytt"}]',
    "not a number": '[{"tittel": NaN, "studietilbud": "hihm/nytt"}]',
    "a number": "1",
    "nothing": "null",
    "a list of numbers": "[1, 2]",
    "an object": '{"a": 1}',
    "objects in objects": '[{"tittel": {"a": {"b": [1]}}, "studietilbud": "hihm/nytt"}]',
    "doubled keys": '[{"tittel": "a", "tittel": "b", "studietilbud": "hihm/nytt"}]',
    "an empty key": '[{"": "", "studietilbud": ""}]',
    "half": '[{"tittel": "a"',
}
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{}</sheets></workbook>'
)
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
    'ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def xlsx(data: str, *, sheets: int = 1, before: str = "") -> bytes:
    """Return a workbook whose first sheet holds `data`; `before` stands before its root element."""
    names = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, sheets + 1))
    parts = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        for n in range(1, sheets + 1)
    )
    root = f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    return _zip(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELATIONS.format(root),
            "xl/workbook.xml": BOOK.format(names),
            "xl/_rels/workbook.xml.rels": RELATIONS.format(parts),
            "xl/worksheets/sheet1.xml": before + SHEET.format(data),
        }
    )


def ods(content: str, before: str = "") -> bytes:
    """Return an OpenDocument spreadsheet with one table that holds `content`."""
    spaces = "".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" ' for name in ("office", "table", "text")
    )
    body = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name='A'>{content}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return _zip({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": before + body})


def _zip(files: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(
        packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1
    ) as archive:  # every test process makes them
        for name, text in files.items():
            archive.writestr(name, text)
    return packed.getvalue()


def _cell(text: str) -> str:
    return f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'


def _repeated(times: str) -> str:
    """Return a row of a cell that says how often it is repeated."""
    return f"<table:table-row>{_ODS_CELL.format(f' table:number-columns-repeated={times!r}')}</table:table-row>"


def _row(text: str) -> str:
    """Return a row of one cell."""
    return f"<table:table-row><table:table-cell><text:p>{text}</text:p></table:table-cell></table:table-row>"


_ODS_CELL = "<table:table-cell{}><text:p>x</text:p></table:table-cell>"
XLSX = {
    "no sheet": xlsx("", sheets=0),
    "an empty sheet": xlsx("<sheetData/>"),
    "no data": xlsx(""),
    "2,000 sheets": xlsx(f"<sheetData>{_cell('x')}</sheetData>", sheets=2_000),
    "the last cell there can be": xlsx('<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    "a dimension that is not so": xlsx(f'<dimension ref="A1:XFD1048576"/><sheetData>{_cell("x")}</sheetData>'),
    "a dimension that is none": xlsx(f'<dimension ref="\'&quot;:"/><sheetData>{_cell("x")}</sheetData>'),
    "entities in entities": xlsx(f"<sheetData>{_cell('&j;')}</sheetData>", before=LAUGHS),
    "a file of this machine": xlsx(f"<sheetData>{_cell('&a;')}</sheetData>", before=OUTSIDE),
    "a bomb": xlsx(f"<sheetData>{_cell('x' * 60_000_000)}</sheetData>"),
    "30,000 rows": xlsx(f"<sheetData>{_cell('x') * 30_000}</sheetData>"),
    "600,000 cells": xlsx(f"<sheetData><row>{'<c/>' * 600_000}</row></sheetData>"),
    "50,000 empty rows": xlsx(f"<sheetData>{'<row/>' * 50_000}</sheetData>"),
    "no day": xlsx('<sheetData><row r="1"><c r="A1" t="d"><v>2016-99-99</v></c></row></sheetData>'),
    "no number": xlsx('<sheetData><row r="1"><c r="A1"><v>x</v></c></row></sheetData>'),
    "no shared text": xlsx('<sheetData><row r="1"><c r="A1" t="s"><v>99</v></c></row></sheetData>'),
    "no style": xlsx('<sheetData><row r="1"><c r="A1" s="999"><v>1</v></c></row></sheetData>'),
    "no cell": xlsx('<sheetData><row r="x"><c r="1A"><v>1</v></c></row></sheetData>'),
    "deep": xlsx("<a>" * 20_000),
    "another archive": _zip({"a": "b"}),
    "no archive": b"PK\x03\x04" + b"\0" * 1_000,
    "half an archive": xlsx(f"<sheetData>{_cell('x')}</sheetData>")[:-40],
    "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1_000,
}
ODS = {
    "no table": _zip({"content.xml": "<a/>"}),
    "no content": _zip({"a": "b"}),
    "a row a thousand million times": ods(
        f'<table:table-row table:number-rows-repeated="1000000000">{_ODS_CELL.format("")}</table:table-row>'
    ),
    "a cell a thousand million times": ods(_repeated("1000000000")),
    "repeated in no number": ods(_repeated("x")),
    "repeated less than never": ods(_repeated("-5")),
    "entities in entities": ods("<table:table-row><table:table-cell>&j;</table:table-cell></table:table-row>", LAUGHS),
    "a file of this machine": ods(
        "<table:table-row><table:table-cell>&a;</table:table-cell></table:table-row>", OUTSIDE
    ),
    "deep": ods("<table:table-row>" * 20_000),
    "a bomb": ods(
        f"<table:table-row><table:table-cell><text:p>{'x' * 60_000_000}</text:p></table:table-cell></table:table-row>"
    ),
}


def table_cases() -> list[Case]:
    """Return the cases of tables; each is one file."""
    texts = {f"inn.csv: {name}": text for name, text in CSV.items()}
    texts |= {f"inn.json: {name}": text for name, text in JSON.items()}
    packed = {name: text.encode("utf-8", "surrogatepass") for name, text in texts.items()}
    packed |= {f"inn.xlsx: {name}": content for name, content in XLSX.items()}
    packed |= {f"inn.ods: {name}": content for name, content in ODS.items()}
    return [Case("table", name, {name.partition(":")[0]: content}) for name, content in packed.items()]


RECORDS = {
    "brackets": b"[" * 5_000,
    "nothing": b"",
    "a number": b"1",
    "zeros": b"\0" * 100,
    "another shape": b'{"inputs": [], "site": 1}',
    "a command of CI": json.dumps({"inputs": {}, "site": "", "warnings": [["error", "::error::x"]]}).encode(),
    "a warning of 2 MB": json.dumps({"inputs": {}, "site": "", "warnings": [["error", "x" * 2_000_000]]}).encode(),
    "code": b"\x80\x05\x95",
}
KEPT = ("last-build.json", "file-index.memo", "links.json", "pages-0000000000000000-0000000000000000.memo")


def kept_cases() -> list[Case]:
    """Return the cases of files of the builder's own."""
    return [
        Case("kept", f"{file}: {name}", {f".memo/{file}": content})
        for file in KEPT
        for name, content in RECORDS.items()
    ]
