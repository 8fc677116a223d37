# Words on the picture of a comparison.

comparison-title-both = From “{ $first }” to “{ $other }”: { $up } gains { $gain } { $count ->
    [one] job
   *[other] jobs
}, { $down } loses { $loss }
comparison-title-gain = From “{ $first }” to “{ $other }”: { $up } gains { $gain } { $count ->
    [one] job
   *[other] jobs
}, no region loses any
comparison-title-loss = From “{ $first }” to “{ $other }”: { $down } loses { $loss } { $count ->
    [one] job
   *[other] jobs
}, no region gains any
comparison-title-same = From “{ $first }” to “{ $other }”: no region gains or loses jobs
comparison-subtitle = Offshoring jobs in { $last } by { $level } (maps) and by region (lines), { $count } plans compared
comparison-map-total = { $jobs } { $count ->
    [one] job
   *[other] jobs
}
comparison-count-note =
    (in brackets: number of places,
    first map · second map)
comparison-gains = gain most jobs, map 1 to map 2
comparison-losses = lose most jobs, map 1 to map 2
comparison-slope-title = Jobs in { $last } by region
comparison-slope-log = Logarithmic scale: equal slopes are equal changes in %. On the right, in brackets: change from “{ $first }”.
comparison-slope-linear = Scale from zero. On the right, in brackets: change from “{ $first }”.
comparison-map = map { $position }
comparison-facts = The country in the two plans
comparison-fact-cost-total = Cost borne by all together, MAD million
comparison-fact-state = of which borne by the state
comparison-fact-seats-built = New seats
comparison-fact-least-served = Least-served region, jobs per 1,000 active
comparison-fact-gini = Gini of jobs per active (0 is equal)
comparison-fact-commute-minutes = Mean way to work, minutes
comparison-about = “{ $run }”: { $note }
comparison-changed = “{ $run }” ({ $settings })
comparison-between = ;{" "}
comparison-settings = Values changed by hand: { $changed }.
comparison-missed = “{ $run }” misses its goals{ $by }; the penalty for that is not money and is in no cost.
comparison-missed-jobs = {" "}({ $jobs } { $count ->
    [one] job
   *[other] jobs
} short in { $year })
comparison-base-moved = The jobs of { $base } do not stand in the same zones in all plans.
comparison-alt = Change in jobs by region from “{ $first }” to “{ $other }”: { $changes }.
