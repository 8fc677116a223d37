"""What is lost to inequality between regions by Kolm and Pollak, as an objective."""

from __future__ import annotations

from siting.model.arrays import Terms
from siting.model.data import ModelData
from siting.model.registry import term
from siting.model.variables import Variables


@term("kolm_pollak", payer="none", unit="jobs per 1,000 active", discounted=False)
def kolm_pollak(v: Variables, d: ModelData) -> tuple[Terms, ...]:
    r"""Mean loss over the regions, each with its share of the labour force, in the final year; minimised.

    $$ \min \sum_r \alpha_r h^{loss}_r, \qquad
       W = \bar e - \frac{1}{\eta} \ln \left( \eta \sum_r \alpha_r h^{loss}_r \right) $$

    The Kolm-Pollak rate is highest where the mean loss is least.

    Source: Kolm (1976); Horton, Logan, Speakman and Skipper (2024).
    """
    return ((v.loss * d.active_share).labelled("year", d.last),)
