"""Write every page that the program generates: formulation, schema, model-file keys, data dictionary, baseline."""

from __future__ import annotations

from pathlib import Path

from siting.config.docs import model_file_page
from siting.planning import formulation_text, schema_text
from siting.regions import load_dataset
from siting.regions.pages import baseline_page, data_page
from siting.report.exports.fields import fields_markdown

ROOT = Path(__file__).resolve().parents[1]


def pages() -> dict[str, str]:
    """Path -> text."""
    dataset = load_dataset(ROOT / "data" / "regions")
    return {
        "models/FORMULATION.md": formulation_text("models/tech-valley-2030", None),
        "models/model.schema.json": schema_text(),
        "docs/model-file.md": model_file_page(),
        "docs/data.md": data_page(dataset),
        "docs/baseline.md": baseline_page(dataset),
        "docs/export.md": export_page(),
    }


def export_page() -> str:
    """The page on exported files with the tables of fields at its end, the rest as it stands."""
    written = (ROOT / "docs/export.md").read_text("utf-8")
    tables = fields_markdown()
    return written[: written.index(tables.splitlines()[0])] + tables


if __name__ == "__main__":
    for path, text in pages().items():
        (ROOT / path).write_text(text, encoding="utf-8")
        print(path)
