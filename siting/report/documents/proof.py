"""How the plan was judged, what its data cannot tell, how to read it, and how to compute it again."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from siting.report.documents.blocks import Block, Bullets, Paragraph, Table
from siting.results.summary import over_bound, penalty_mmad
from siting.words import Lang, keys, number, percent, plural, say

if TYPE_CHECKING:
    from siting.results import Run
    from siting.results.verify import StageCertificate

__all__ = ["certificate_blocks", "colophon_table", "limits", "reading"]

_PENALTY = 1e-6  #: million MAD: a penalty above it is for a goal that is missed
_SHORT = 12  #: letters of a fingerprint that are printed


def certificate_blocks(run: Run, lang: Lang, *, whole: bool) -> Iterator[Block]:
    """The verdict in words; ``whole``: with the largest violations, and value and bound of every stage."""
    certificate = run.certificate
    checked = number(certificate.rows_checked, lang)
    yield Paragraph(_verdict(run, lang), "warning" if certificate.refuted else "body")
    kept = "unclear" if certificate.reasons or certificate.refuted else "kept"
    yield Paragraph(say(f"document-proof-checked-{kept}", lang, rows=checked, count=int(certificate.rows_checked)))
    if certificate.reasons:
        yield Bullets(certificate.reasons)
    if not whole:
        return
    values = {
        "primal": _power(certificate.primal_max_violation, lang),
        "dual": _power(certificate.dual_max_violation, lang),
        "gap": _power(certificate.duality_gap_rel, lang),
    }
    yield Paragraph(say("document-proof-figures", lang, **values))
    rows = tuple(_stage(stage, lang) for stage in certificate.stages)
    heads = tuple(say(f"document-head-{key}", lang) for key in ("stage", "round", "value", "bound", "proven"))
    yield Table(say("document-table-stages", lang), heads, rows, note=say("document-table-stages-note", lang))


def _verdict(run: Run, lang: Lang) -> str:
    """What is proven about the plan: it may cost more than the cheapest, since later goals use the tolerance."""
    verdict = run.certificate.verdict
    if run.certificate.refuted:
        return say("picture-refuted", lang)
    over = over_bound(run.summary)
    told = percent(math.ceil(over * 1e4 - 1e-6) / 1e4, lang, 2)
    weighted = run.summary["stages"][0]["objective"] == "weighted"
    if penalty_mmad(run.summary) > _PENALTY and verdict in ("proven optimal", "within gap") and not weighted:
        return say("document-proof-soft", lang, over=told)
    if verdict == "proven optimal":
        if weighted:
            return say("document-proof-weighted", lang)
        return say("document-proof-optimal", lang) if over <= 1e-6 else say("document-proof-staged", lang, over=told)
    if verdict == "within gap" and not weighted:
        return say("document-proof-gap", lang, over=told)
    return say("picture-not-proven", lang)


def _stage(stage: StageCertificate, lang: Lang) -> tuple[str, ...]:
    key = f"document-stage-{stage.objective.replace('_', '-')}"
    name = say(key, lang) if key in keys(lang) else stage.objective
    proven = say("document-yes" if stage.proven else "document-no", lang)
    digits = 1 if abs(stage.value) >= 100 else 3
    bound = number(stage.bound, lang, digits) if math.isfinite(stage.bound) else say("document-none", lang)
    return name, str(stage.round or ""), number(stage.value, lang, digits), bound, proven


def _power(value: float, lang: Lang) -> str:
    """A tiny figure as ``5.3 × 10⁻¹⁰``."""
    if value == 0 or not math.isfinite(value):
        return number(0, lang)
    exponent = math.floor(math.log10(abs(value)))
    raised = str(exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    # Left-to-right isolates keep the factors in this order where lines run from the right.
    text = f"{number(value / 10.0**exponent, lang, 1)}\u00a0×\u00a010{raised}"
    return f"\u2066{text}\u2069" if lang == "ar" else text


def limits(run: Run, lang: Lang) -> Bullets:
    """What the data cannot tell; of the shipped data set also what is known to be weak in it."""
    shipped = bool((run.manifest.get("data") or {}).get("shipped"))
    labels = run.inputs.labels
    items = []
    if "estimate" in labels and bool(labels["estimate"].any()):
        base = run.inputs.zone_segment["baseline_jobs"].sum()
        told = {"jobs": number(base, lang), "count": plural(base, lang)}
        items.append(say("document-limit-baseline", lang, base=run.inputs.scalars.base_year, **told))
    if shipped:
        items += [say(f"document-limit-{key}", lang) for key in ("exports", "wages", "census")]
    items += [say(f"document-limit-{key}", lang) for key in ("answer", "regions")]
    if shipped:
        items.append(say("document-limit-boundaries", lang))
    return Bullets(tuple(items))


def reading(run: Run, lang: Lang) -> Bullets:
    """What the words of the tables mean."""
    rate = percent(run.inputs.scalars.discount_rate, lang, 1)
    base = run.inputs.scalars.base_year
    return Bullets(
        (
            say("document-read-stock", lang),
            say("document-read-seat", lang),
            say("document-read-money", lang, rate=rate, base=base),
            say("document-read-rate", lang, thousand=number(1000, lang)),
            say("document-read-gini", lang),
            say("document-read-price", lang),
        )
    )


def colophon_table(run: Run, lang: Lang) -> Table:
    """Versions, fingerprints and the command that computes the run again."""
    manifest = run.manifest
    packages = manifest.get("packages") or {}
    engine, solver = manifest.get("engine") or {}, manifest.get("solver") or {}
    data = manifest.get("data") or {}
    pairs = (
        ("run", run.name),
        ("engine", f"{engine.get('name', 'siting')} {engine.get('version', '')}".strip()),
        ("solver", str(solver.get("version") or solver.get("name") or "")),
        ("packages", ", ".join(f"{name} {version}" for name, version in packages.items())),
        ("inputs", str(manifest.get("inputs_sha256") or "")[:_SHORT]),
        ("data", str(data.get("content_hash") or "")[:_SHORT]),
        ("seed", str(manifest.get("seed", ""))),
        ("started", str(manifest.get("started") or "")),
        ("command", str(manifest.get("command") or "")),
    )
    rows = tuple((say(f"document-colophon-{key}", lang), value) for key, value in pairs if value)
    heads = (say("document-head-item", lang), say("document-head-value", lang))
    return Table(say("document-table-colophon", lang), heads, rows, text_columns=2)
