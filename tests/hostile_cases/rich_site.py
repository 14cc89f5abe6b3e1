"""A small site in which nearly every field of every kind of file has a value, for changing them one by one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

MINIMAL = Path(__file__).parent.parent / "sites/minimal"

_NEW = {
    "content/profile.yaml": {
        "undertittel": "K",
        "bunntekst": {"nb": "b", "nn": "b"},
        "søkeeksempel": {"nb": "gym", "nn": "gym"},
        "land": "NO",
        "ordning": "KfK",
        "egne felt": [{"nøkkel": "kode", "navn": {"nb": "Kode", "nn": "Kode"}, "slag": "valg", "valg": ["a", "b"]}],
    },
    "content/expected-searches.yaml": {
        "forventet": [{"søk": "naturfag", "slag": "fag", "studietilbud": "hihm/naturfag-2-1-7", "blant": "3"}]
    },
    "catalogue/vocabulary/words.yaml": {
        "ord": [{"ord": ["gym"], "fag": ["naturfag"]}],
        "nett": ["nett"],
        "uttrykk": [{"skrevet": "for sent", "betyr": "frist"}],
    },
    "catalogue/vocabulary/units.yaml": {
        "enheter": [{"navn": {"nb": "vekttall", "nn": "vekttal"}, "nøkkel": "vekttall", "studiepoeng": "3"}],
        "kilde": "x",
        "bekreftet": "ja",
    },
    "catalogue/vocabulary/towns.yaml": {"kilde": "x", "steder": ["Mosjøen 65.84 13.19"]},
    "catalogue/import/udir.yaml": {
        "ark": "Ark1",
        "overskrifter i rad": "1",
        "kolonner": {"tittel": "Tittel"},
        "hopp over": {"tittel": ["Sum"]},
    },
    "catalogue/2016-2017/hihm/borte.yaml": {
        "tittel": "Borte",
        "fag": "naturfag",
        "språk": "nb",
        "trukket": "2016-01-01",
        "merknad": "x",
        "se": ["hihm/naturfag-1-1-7"],
    },
}
_ADDED = {
    "catalogue/2016-2017/hihm/naturfag-2-1-7.md": {
        "samlinger": [{"fra": "2016-09-05", "til": "2016-09-06", "sted": "hamar", "form": "fysisk"}],
        "studiesteder": ["hamar"],
        "eksamensform": "hjemme",
        "kompetansekrav": ["barnetrinnet"],
        "plasser": "30",
        "frister": [{"hvem": "lærer", "hva": {"nb": "Frist", "nn": "Frist"}, "dato": "2016-04-01", "i tillegg": "ja"}],
        "lenke": "https://hihm.no/a",
        "kontakt": {"navn": "N", "e-post": "a@hihm.no", "telefon": "62 43 00 00"},
        "gamle adresser": ["/gammel/"],
    },
    "content/om.md": {"kilder": ["https://a.no"], "gamle adresser": ["/om-gammel/"]},
    "catalogue/vocabulary/places/hamar.yaml": {"samisk navn": "Hámmár", "posisjon": "60.79 11.07"},
    "catalogue/vocabulary/institutions/hinn.yaml": {"nettsted": "https://inn.no", "merknad": "m"},
    "content/site.yaml": {
        "ny fil": "https://github.com/a/b/new/main?filename={path}&value={text}",
        "lisensadresse": "https://data.norge.no/nlod",
        "filgrense": "20000",
        "uten nett": "ja",
        "vekt": {"forside": "80"},
    },
}


def write_site(root: Path) -> None:
    """Write the site to a folder that does not exist yet."""
    shutil.copytree(MINIMAL, root)
    for path, values in _NEW.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(written(values, None), encoding="utf-8")
    for path, values in _ADDED.items():
        fields, body = fields_and_body((root / path).read_text(encoding="utf-8"))
        (root / path).write_text(written(fields | values, body), encoding="utf-8")


def fields_and_body(text: str) -> tuple[dict[str, Any], str | None]:
    """Return the fields of a file, every value as text, and what stands below them; None for a file of fields alone."""
    head, fence, body = text.removeprefix("---\n").partition("\n---\n")
    return yaml.load(head, yaml.BaseLoader), body if fence else None


def written(fields: object, body: str | None) -> str:
    """Return the text of a file."""
    head = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10**9)
    return head if body is None else f"---\n{head}---\n{body}"


def places_in(value: object, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path to every value in the fields, groups and lists too."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in items:
        yield (*at, key)
        yield from places_in(each, (*at, key))
