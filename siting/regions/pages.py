"""Two pages of the docs that are written from the data: the data dictionary and the baseline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

import pandas as pd

from siting.regions.dataset import Dataset

__all__ = ["baseline_page", "data_page"]


def _text(name: str) -> str:
    return resources.files("siting.regions").joinpath("texts", name).read_text(encoding="utf-8").strip()


def _cell(value: Any) -> str:
    return str(value).replace("|", "\\|")


def _limits(field: Mapping[str, Any]) -> str:
    held = field.get("constraints", {})
    parts = ["required"] if held.get("required") else []
    if "minimum" in held or "maximum" in held:
        parts.append(f"{held.get('minimum', '')} .. {held.get('maximum', '')}".strip())
    if "enum" in held:
        parts.append(", ".join(held["enum"]))
    return "; ".join(parts)


def _table(resource: Mapping[str, Any], rows: int | None) -> Iterator[str]:
    extra = resource.get("siting", {})
    licence = ", ".join(found["name"] for found in resource.get("licenses", []))
    source = "; ".join(found["title"] for found in resource.get("sources", []))
    yield f"### `{resource['path']}`"
    yield ""
    yield f"{resource['description']}"
    yield ""
    count = "" if rows is None else f"{rows:,} rows; "
    yield (
        f"{count}one row a {extra.get('unit', '')}; year {extra.get('year', '')}; grade {extra.get('grade', '')}; "
        f"licence {licence}. Source: {source}."
    )
    yield ""
    schema = resource.get("schema")
    if schema is None:
        return
    yield f"Key: {', '.join(f'`{name}`' for name in schema['primaryKey'])}."
    yield ""
    yield "| column | type | unit | what | limits |"
    yield "|---|---|---|---|---|"
    for field in schema["fields"]:
        cells = (f"`{field['name']}`", field["type"], field.get("unit", ""), field["description"], _limits(field))
        yield "| " + " | ".join(_cell(value) for value in cells) + " |"
    yield ""


def data_page(dataset: Dataset) -> str:
    """docs/data.md: how the data came about, and the dictionary of every table from the data package."""
    lines = [_text("data.md"), "", "## Data dictionary", ""]
    for resource in dataset.package["resources"]:
        name = str(resource["path"]).removesuffix(".csv")
        rows = len(dataset.tables[name]) if name in dataset.tables else None
        lines += _table(resource, rows)
    return "\n".join(lines).rstrip() + "\n"


def _markdown(frame: pd.DataFrame) -> Iterator[str]:
    yield "| " + " | ".join(str(column) for column in frame.columns) + " |"
    yield "|---" * len(frame.columns) + "|"
    for row in frame.itertuples(index=False, name=None):
        yield "| " + " | ".join(f"{v:,}" if isinstance(v, int) else _cell(v) for v in row) + " |"


def _regions(dataset: Dataset) -> pd.DataFrame:
    jobs = _placed(dataset)
    table = jobs.pivot_table(index="region_code", columns="segment", values="jobs", aggfunc="sum", fill_value=0)
    table["total"] = table.sum(axis=1)
    table.loc["country"] = table.sum()
    names = dataset.zones("region").set_index("code")["name_fr"].to_dict()
    share = [f"{100 * total / table.loc['country', 'total']:.1f} %" for total in table["total"]]
    frame = table.astype(int).reset_index(names="code")
    frame.insert(1, "region", [names.get(code, "Maroc") for code in frame["code"]])
    return frame.assign(share=share)


def _placed(dataset: Dataset) -> pd.DataFrame:
    zones = dataset.zones("province")[["code", "region_code", "name_fr"]]
    merged: pd.DataFrame = dataset.table("baseline_jobs").merge(zones, on="code", how="left")
    return merged


def _provinces(dataset: Dataset) -> pd.DataFrame:
    jobs = _placed(dataset)
    by = ["code", "name_fr", "method", "note"]
    grouped: pd.DataFrame = jobs.groupby(by)["jobs"].sum().reset_index()
    grouped = grouped.sort_values(["jobs", "code"], ascending=[False, True])
    grouped["note"] = grouped["note"].str.removesuffix("; split by segment estimated")
    grouped["note"] = grouped["note"].str.replace("split by segment estimated", "", regex=False)
    columns = {"code": "code", "name_fr": "province", "jobs": "jobs", "method": "method", "note": "of which"}
    listed: pd.DataFrame = grouped[list(columns)].rename(columns=columns)
    return listed


def baseline_page(dataset: Dataset) -> str:
    """docs/baseline.md: how the jobs at the end of 2024 were estimated, with the numbers of the data set."""
    anchors = dataset.table("jobs_anchors")[["place", "period", "jobs", "role", "grade", "note"]].copy()
    anchors["jobs"] = ["" if pd.isna(value) else f"{value:,.0f}" for value in anchors["jobs"]]
    anchors = anchors.fillna("")
    text = _text("baseline.md")
    blocks = {
        "{anchors}": "\n".join(_markdown(anchors)),
        "{regions}": "\n".join(_markdown(_regions(dataset))),
        "{provinces}": "\n".join(_markdown(_provinces(dataset))),
    }
    for mark, block in blocks.items():
        text = text.replace(mark, block)
    return text + "\n"
