"""Files of a new project that are not its content: for hosts, for CI, for git and for code editors."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.catalogue.schema.entries import ENTRIES

_GLOBS = {
    "course": "catalogue/*/*/*.md",
    "withdrawn": "catalogue/*/*/*.yaml",
    "subject": "catalogue/vocabulary/subjects/*.yaml",
    "institution": "catalogue/vocabulary/institutions/*.yaml",
    "place": "catalogue/vocabulary/places/*.yaml",
    "requirement": "catalogue/vocabulary/requirements/*.yaml",
    "year": "catalogue/*/year.yaml",
    "article": "content/*.md",
    "story": "content/historier/*.md",
    "site": "content/site.yaml",
    "profile": "content/profile.yaml",
    "queries": "content/expected-searches.yaml",
}
"""Kind of file -> the files that an editor checks against its schema."""


def host_files(version: str) -> Mapping[str, str]:
    """Return path -> text of the files for hosts, CI, git and code editors, for the builder of `version` ("0.1.0")."""
    return {
        "requirements.txt": f"studiekatalog=={version}\n",
        "netlify.toml": _NETLIFY,
        ".github/workflows/catalogue.yml": _WORKFLOW,
        ".gitignore": "/.memo/\n/public/\n/schemas/\n/.venv/\n",
        ".gitattributes": "* text=auto eol=lf\n*.png binary\n*.jpg binary\n*.webp binary\n*.avif binary\n",
        ".vscode/settings.json": _editor_settings(),
        ".pre-commit-config.yaml": _PRE_COMMIT,
    }


def _editor_settings() -> str:
    """Return settings that name the JSON Schemas which `site-builder schema` writes."""
    lines = [f'    "./schemas/{kind}.schema.json": "{_GLOBS[kind]}"' for kind in ENTRIES if kind in _GLOBS]
    schemas = ",\n".join(lines)
    return f'{{\n  "yaml.schemas": {{\n{schemas}\n  }},\n  "files.encoding": "utf8",\n  "files.eol": "\\n"\n}}\n'


_NETLIFY = """\
[build]
  command = "pip install --quiet -r requirements.txt && site-builder build --production"
  publish = "public"

[build.environment]
  PYTHON_VERSION = "3.11"

[context.deploy-preview]
  command = "pip install --quiet -r requirements.txt && site-builder build --preview --base \\"$DEPLOY_PRIME_URL\\""
"""

_SET_UP = """\
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with: { fetch-depth: 0, persist-credentials: false }
      - uses: actions/setup-python@a26af69be951a213d495a4c3e4e4022e16d87065 # v5
        with: { python-version: "3.11" }
      - run: pip install --quiet -r requirements.txt
"""
"""Steps of each job before its own."""

_WORKFLOW = (
    """\
# Checks every change, and publishes the main branch to GitHub Pages; each night too, so that banners are of the day.
name: Catalogue

on:
  push:
    branches: [main]
  pull_request:
  schedule:
    - cron: "12 2 * * *"
  workflow_dispatch:

permissions:
  contents: read

concurrency:
  group: catalogue-${{ github.ref }}
  cancel-in-progress: ${{ github.event_name == 'pull_request' }}

jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
"""
    + _SET_UP
    + """\
      - run: site-builder check --format github

  publish:
    if: github.ref == 'refs/heads/main' && github.event_name != 'pull_request'
    needs: check
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}
    steps:
"""
    + _SET_UP
    + """\
      - run: site-builder build --production
      - uses: actions/upload-pages-artifact@56afc609e74202658d3ffba0e8f6dda462b719fa # v3.0.1
        with: { path: public }
      - id: deployment
        uses: actions/deploy-pages@d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e # v4.0.5
"""
)

_PRE_COMMIT = """\
repos:
  - repo: local
    hooks:
      - id: site-builder-check
        name: site-builder check
        entry: site-builder check
        language: system
        pass_filenames: false
        files: ^(catalogue|content|templates)/
"""
