# What cannot be done, and what would help.

infeasible-title = no plan satisfies all the rules; nothing written
infeasible-told = siting: { $message }
infeasible-conflict = These rules contradict one another; without any one of them the others can hold:
infeasible-conflict-undecided = These rules contradict one another (there was no time to see whether all of them are needed):
infeasible-further = So do these, by themselves:
infeasible-minimum = No smaller set of rules contradicts itself.
infeasible-irreducible = Each of these rules is needed for the contradiction. Whether another, smaller set of rules contradicts itself was not decided.
infeasible-relaxed = It shows already with parks of any size.
infeasible-repairs = To have a plan, give up one of:
infeasible-combination = To have a plan, do all of:
infeasible-combination-goals = Or keep the goals and do all of:
infeasible-not-enough = { $count ->
    [one] Giving up { $goal } alone is not enough: without it { $rules } still cannot hold.
   *[other] Giving up { $goal } alone is not enough: without it { $rules } still contradict one another.
}
infeasible-none = No single limit was found that a plan would follow from.

infeasible-note-large = The model is too large to look for the rules that contradict one another; try it at the level of provinces.
infeasible-note-undecided = Which rules contradict one another was not decided in the time allowed.
infeasible-note-parks = With parks of any size a plan exists: the contradiction needs whole parks. Which other rules it needs was not decided in the time allowed.
infeasible-note-time = There was no time to look at every limit; others may help too.

infeasible-detail = { $rule } ({ $details })
infeasible-years = { $first } to { $last }
infeasible-places = { $count ->
    [one] { $number } place
   *[other] { $number } places
}
infeasible-regions = { $count ->
    [one] { $number } region
   *[other] { $number } regions
}
infeasible-cost = { $move }; least cost { $cost }
infeasible-cost-soft = { $move }; what is then built and done costs { $cost }, the penalty for what is missing left out
infeasible-not-least = { $move } (a smaller change was not ruled out)

infeasible-goal-jobs = the jobs goal
infeasible-goal-export = the export goal
infeasible-rule-jobs-goal = the jobs goal
infeasible-rule-export-goal = the export goal of { $of }
infeasible-rule-national-pace = the most jobs that the country adds in a year
infeasible-rule-segment-min = the least share of { $of } in all jobs
infeasible-rule-segment-max = the largest share of { $of } in all jobs
infeasible-rule-budget = the budget of the { $of }
infeasible-rule-territorial-floor = the floor of each region
infeasible-rule-territorial-cap = the ceiling of each region
infeasible-rule-inequality = the ceiling on inequality between regions (Gini)
infeasible-rule-limit-cost = the ceiling on the total cost
infeasible-rule-limit-commuting = the ceiling on the cost of commuting
infeasible-rule-limit-suitability = the least sum of suitability
infeasible-rule-limit-gaps = the ceiling on the gaps between regions
infeasible-rule-least-served = the least jobs per 1,000 active in each region
infeasible-rule-ordered-median = the least mean of the regions’ rates in order
infeasible-rule-kolm-pollak = the least Kolm-Pollak rate
infeasible-rule-group-min = the least share of the zones { $of }
infeasible-rule-group-max = the largest share of the zones { $of }
infeasible-rule-absorption = how fast a place fills
infeasible-rule-retention = the jobs that must stay where they are
infeasible-rule-talent = the people whom the sector can recruit within reach of a job
infeasible-rule-training = the places in training programmes
infeasible-rule-site-limit = the room for new seats
infeasible-rule-eligibility = the thresholds below which a segment may not grow in a place
infeasible-rule-smallest-park = the smallest size of a park
infeasible-rule-whole-parks = that parks come in whole phases
infeasible-rule-park-count-min = the fewest parks
infeasible-rule-park-count-max = the most parks
infeasible-rule-park-per-region = one park in each region
infeasible-rule-lock-in = the park decided in advance in { $of }
infeasible-rule-lock-seats = the seats decided in advance in { $of }
infeasible-rule-lock-out = the zones where nothing may be built
infeasible-rule-other = the rule { $of }

infeasible-payer-state = state
infeasible-payer-developer = developers
infeasible-payer-firm = firms
infeasible-payer-worker = workers

infeasible-move-jobs = jobs goal of { $of }: { $old } → { $new }, and the path to it alike
infeasible-move-exports = export goal of { $of }: { $old } → { $new }
infeasible-move-pace = most jobs added in a year over the country: { $old } → { $new }
infeasible-move-recruit = share of the eligible pool that is recruited in a year: { $old } → { $new }
infeasible-move-commute = longest commute: { $old } → { $new } minutes
infeasible-move-training = places in training programmes: { $new } more
infeasible-move-growth = growth of a place in a year: { $old } → { $new }
infeasible-move-entry = jobs that a place may add in a year on top of its growth: { $old } → { $new }
infeasible-move-market = new seats that a place takes per 1,000 active: { $old } → { $new }
infeasible-move-shrink = share of its jobs that a place may lose in a year: { $old } → { $new }
infeasible-move-park-min = fewest parks: { $old } → { $new }
infeasible-move-park-max = most parks: { $old } → { $new }
infeasible-move-smallest-park = smallest park: { $old } → { $new } seats
infeasible-move-budget = budget of the { $of } (largest year): { $old } → { $new }, and the other years alike
infeasible-move-floor = floor of each region: { $old } → { $new } of its share of the labour force
infeasible-move-cap = ceiling of each region: { $old } → { $new } times its share of the labour force
infeasible-move-gini = highest Gini between regions: { $old } → { $new }
infeasible-move-limit-cost = highest total cost: { $old } → { $new }
infeasible-move-limit-commuting = highest cost of commuting: { $old } → { $new }
infeasible-move-limit-suitability = least sum of suitability: { $old } → { $new }
infeasible-move-limit-gaps = highest sum of gaps: { $old } → { $new }
infeasible-move-least-served = least jobs per 1,000 active in each region: { $old } → { $new }
infeasible-move-ordered-median = least mean of the regions’ rates in order: { $old } → { $new }
infeasible-move-kolm-pollak = least Kolm-Pollak rate: { $old } → { $new }
infeasible-move-group-min = least share of the zones { $of }: { $old } → { $new }
infeasible-move-group-max = largest share of the zones { $of }: { $old } → { $new }
infeasible-move-share-min = least share of { $of } in all jobs: { $old } → { $new }
infeasible-move-share-max = largest share of { $of } in all jobs: { $old } → { $new }
infeasible-move-lock-in = the park decided in advance in { $of } is dropped
infeasible-move-lock-out = building in { $of } is allowed
infeasible-move-lock-seats = the seats decided in advance in { $of } are dropped
infeasible-move-per-region = not every region needs a park
infeasible-move-divisible = parks may have any size, and are not counted
infeasible-move-soft-jobs = the jobs goal is declared soft: { $reached } { $reached_count ->
    [one] job is
   *[other] jobs are
} then reached in { $of }
infeasible-move-soft-exports = the export goal is declared soft: { $reached } are then reached in { $of }
infeasible-move-soft-goals = both goals are declared soft: { $reached } { $reached_count ->
    [one] job
   *[other] jobs
} and exports of { $exports } are then reached in { $of }
