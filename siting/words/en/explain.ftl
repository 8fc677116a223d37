# Why a plan is as it is. Amounts, numbers and names come as text; counts come as numbers.

explain-title-plan = The plan in brief
explain-title-goals = Goals: what one more would cost
explain-title-rules = Limits and policies, dearest first
explain-title-idle = What does not bind
explain-title-region = { $name }
explain-title-zone = { $name } ({ $region })
explain-title-bare = Zones with nothing new

explain-parks-fixed = (The parks of this plan taken as given.)

explain-order-weighted = The plan minimises one weighted sum: { $terms }. Every “cost” and price below is this sum, not money.
explain-order-one = The plan is the one of least cost under its rules: { $least } at present value, all payers together.
explain-order-many = Goals are taken in this order, each within what the ones before allow: { $stages }.
explain-spent = The least cost is { $least }. Up to { $tolerance } more may be spent on { $goals }. These later goals spent { $spent }: the plan costs { $cost }, { $share } more than the least.
explain-spent-penalty = What is minimised first, cost and penalty together, comes to { $least } at least. Up to { $tolerance } more may be spent on { $goals }. These later goals spent { $spent }: the plan comes to { $cost }, { $share } more than the least.
explain-parks = Parks are whole: which are opened was decided first. Prices come from the linear programme with the parks of this plan taken as given; they say nothing of other parks.
explain-large = At this level each question takes long: regions and zones are explained only when asked for by name.
explain-by-cost = Cost alone decides the total of { $regions }.
explain-by-cost-all = Cost alone decides the total of every region.
explain-by-fairness = Cost leaves a choice, which the later goals make, in { $regions }.

explain-stage-cost = least cost
explain-stage-least-served = the region with the fewest jobs per 1,000 active raised as far as it goes, then the next
explain-stage-ordered-median = the mean of the regions’ rates, in which the lowest weigh most, raised as far as it goes
explain-stage-kolm-pollak = the Kolm-Pollak rate of the regions, their mean less what is lost to inequality, raised as far as it goes
explain-stage-suitability = jobs where connectivity, infrastructure and talent suit them best
explain-stage-inequality = the smallest gaps between regions
explain-stage-weight = { $weight } × { $what }

explain-term-cost = cost
explain-term-build-cost = building
explain-term-opening-cost = opening of parks
explain-term-territorial-premium = territorial premium
explain-term-training-cost = training grants
explain-term-employment-premium = employment premium
explain-term-training-premium = training premium
explain-term-commuting-cost = commuting
explain-term-operating-difference = operating difference
explain-term-shortfall = penalty of missed goals
explain-term-suitability = suitability
explain-term-inequality = gaps between regions
explain-term-least-served = least-served region
explain-term-ordered-median = mean of the rates in order
explain-term-kolm-pollak = loss to inequality (Kolm-Pollak)

explain-rule-jobs-goal = Jobs goal of { $year }
explain-rule-jobs-goal-path = Jobs goal of { $year } with the path to it
explain-rule-export-goal = Export goal of { $year }
explain-rule-national-pace = Jobs added over the country in { $year }
explain-rule-national-pace-path = Jobs added over the country a year, all years together
explain-rule-segment-min = Least share of { $segment } in { $year }
explain-rule-segment-max = Largest share of { $segment } in { $year }
explain-rule-budget = Budget in { $year }, { $payer }
explain-rule-territorial-floor = Territorial floor, { $place }
explain-rule-territorial-cap = Territorial ceiling, { $place }
explain-rule-group-min = Least share of the group { $group }
explain-rule-group-max = Largest share of the group { $group }
explain-rule-inequality = Ceiling on inequality between regions
explain-rule-limit-cost = Ceiling on the total cost
explain-rule-limit-commuting = Ceiling on the cost of commuting
explain-rule-limit-suitability = Least sum of suitability
explain-rule-limit-gaps = Ceiling on the gaps between regions
explain-rule-least-served = Least jobs per 1,000 active, { $place }
explain-rule-ordered-median = Least mean of the regions’ rates in order
explain-rule-kolm-pollak = Least Kolm-Pollak rate
explain-rule-park-count-min = Fewest parks
explain-rule-park-count-max = Most parks
explain-rule-park-per-region = A park in { $place }
explain-rule-capacity = Seats standing in { $place } in { $year }
explain-rule-talent = People to recruit in { $place } by { $year }, { $skill }
explain-rule-training = Training places in { $place } in { $year }
explain-rule-absorption = How fast { $place } may fill in { $year }
explain-rule-retention = Jobs that must stay in { $place } in { $year }
explain-rule-site-limit = Room for new seats in { $place }
explain-rule-lock-in = Park decided in advance in { $place }
explain-rule-lock-seats = Seats decided in advance in { $place } in { $year }
explain-rule-other = { $block } { $ids }

explain-skill-secondary = upper secondary education
explain-skill-higher = higher education
explain-payer-state = the state
explain-payer-developer = developers
explain-payer-firm = firms
explain-payer-worker = workers

explain-one-job = one job
explain-one-seat = one seat
explain-one-person = one person
explain-one-place = one place
explain-one-exports = one MAD of exports
explain-one-money = one MAD
explain-one-gap = one job of gap
explain-one-level = one job per 1,000 active
explain-one-park = one park

explain-amount-job = { $n } { $count ->
    [one] job
   *[other] jobs
}
explain-amount-seat = { $n } { $count ->
    [one] seat
   *[other] seats
}
explain-amount-person = { $n } { $count ->
    [one] person
   *[other] people
}
explain-amount-place = { $n } { $count ->
    [one] place
   *[other] places
}
explain-amount-exports = MAD { $n } million of exports
explain-amount-money = MAD { $n } million
explain-amount-gap = { $n } { $count ->
    [one] job of gap
   *[other] jobs of gap
}
explain-amount-level = { $n } per 1,000 active
explain-amount-loss = { $n } per 1,000 active of loss to inequality
explain-amount-park = { $n } { $count ->
    [one] park
   *[other] parks
}

explain-price-costs = { $rule }: { $one } more costs { $amount }.
explain-price-saves = { $rule }: { $one } more saves { $amount }.
explain-price-between = { $rule }: between { $left } and { $right }: the first is what { $one } fewer saves, the second what { $one } more costs.
explain-price-between-worth = { $rule }: between { $right } and { $left }: the first is what { $one } more saves, the second what { $one } fewer costs.
explain-price-between-turn = { $rule }: { $one } fewer costs { $left }, { $one } more costs { $right }.
explain-price-no-more = { $rule }: not { $one } more, for then no plan exists; { $one } fewer saves { $left }.
explain-price-no-more-worth = { $rule }: not { $one } more, for then no plan exists; { $one } fewer costs { $left }.
explain-price-no-fewer = { $rule }: not { $one } fewer, for then no plan exists; { $one } more costs { $right }.
explain-price-no-fewer-worth = { $rule }: not { $one } fewer, for then no plan exists; { $one } more saves { $right }.
explain-price-neither = { $rule }: it can be neither loosened nor tightened: no plan exists on either side.
explain-range = This holds from { $low } to { $high }{ $ends }.
explain-range-steps = This holds for { $fewer } fewer and { $more } more{ $ends }.
explain-end-low-limit = , at least, going down
explain-end-high-limit = , at least, going up
explain-end-both-limit = , at least
explain-end-low-none = ; below it no plan exists
explain-end-high-none = ; above it no plan exists
explain-step-costs = { $rule }: { $step } more would cost { $total }, { $each } { $per }; { $exact } ({ $range }).
explain-step-saves = { $rule }: { $step } more would save { $total }, { $each } { $per }; { $exact } ({ $range }).
explain-goal-step = { $rule }: about { $each } { $per } for the next { $step }; as many fewer would save about { $down } { $per }. { $exact }
explain-goal-step-up = { $rule }: about { $each } { $per } for the next { $step }; no plan has as many fewer. { $exact }
explain-exact-only = the first one { $amount }
explain-exact-both = the first one { $amount }, while one fewer saves { $fewer }
explain-exact-both-worth = the first one { $amount }, while one fewer costs { $fewer }
explain-goal-exact = Exactly: { $exact }, from { $low } to { $high }{ $ends }.
explain-exact = exact from { $low } to { $high }{ $ends }
explain-exact-steps = exact for { $fewer } fewer and { $more } more{ $ends }
explain-goal-years = The price with the path is the one to quote. One job more in a single year, the path left as it is: { $years }.
explain-goal-year = { $amount } in { $year }
explain-price-stays = Existing jobs in { $place } in { $year }: one costs up to { $amount } more there than elsewhere.
explain-per-job = a job
explain-per-seat = a seat
explain-per-person = a person
explain-per-place = a place
explain-per-exports = for each MAD of exports
explain-per-money = for each MAD
explain-per-gap = for each job of gap
explain-per-level = for each job per 1,000 active
explain-per-park = a park

explain-idle-over = { $rule }: exceeded by { $amount }.
explain-idle-under = { $rule }: { $amount } of room left.
explain-idle-met = { $rule }: just met by this plan; at least cost there is room, so its price is zero.
explain-idle-counted = { $count } { $count ->
    [one] more rule of the kind “{ $kind }” does not bind.
   *[other] more rules of the kind “{ $kind }” do not bind.
}
explain-kind-segment-min = least share of a segment
explain-kind-segment-max = largest share of a segment
explain-kind-territorial-floor = territorial floor
explain-kind-territorial-cap = territorial ceiling
explain-kind-least-served = least jobs per 1,000 active
explain-kind-park-per-region = a park in each region
explain-kind-other = { $block }

explain-place-jobs = { $before } { $count ->
    [one] job
   *[other] jobs
} at the end of { $base }, { $jobs } at the end of { $last }; new seats: { $seats }.
explain-place-rate = That is { $rate } jobs per 1,000 active.
explain-place-total-cost = Cost alone decides this total: within the tolerance it can have no other.
explain-place-total-range = At the cost allowed it could have from { $low } to { $high }.
explain-place-first = It is among the regions with the fewest jobs per 1,000 active, which come first{ $given }
explain-place-after = Regions with fewer jobs per 1,000 active came first ({ $regions }){ $given }
explain-place-raised = : it was raised to { $level }{ $ties }, as far as { $limit } allowed.
explain-place-left = : { $level } is the most that was left for it{ $ties }, as far as { $limit } allowed.
explain-limit-money = the money and the other rules
explain-limit-rules = the rules, not the money,
explain-place-ties = , together with { $regions }
explain-place-least-one = If cost alone decided, it would have { $low }.
explain-place-least-range = If cost alone decided, it could have from { $low } to { $high }.
explain-place-above = The plan has { $jobs } more: the later goals put them there, and holding them there costs { $amount }.
explain-place-below = The plan has { $jobs } fewer: the later goals put them elsewhere, and holding the total down costs { $amount }.

explain-more-costs = One more job there costs the country { $amount }.
explain-more-holds = Each costs as much up to { $to }{ $ends }.
explain-more-changes = The price changes within this one job.
explain-more-free = One more job there would cost the country nothing.
explain-more-saves = One more job there would save the country { $amount }: the later goals, not the cost, hold it back.
explain-more-none = No plan has one more job there under these rules.
explain-more-beyond = From { $jobs } on, one more costs { $amount }.
explain-end-more-limit = , at least
explain-end-more-none = ; beyond, no plan exists
explain-split = By what is paid: { $terms }.
explain-split-term = { $term } { $amount }
explain-stands = They would stand in { $places }.
explain-taken = They would be taken from { $places }.

explain-place-count = { $name } ({ $jobs })
explain-place-span = { $name } ({ $low }–{ $high })

explain-fewer-costs = Next-best place: were there { $jobs } fewer, they would go to { $places }, and the country would pay { $amount } more.
explain-fewer-free = Next-best place: were there { $jobs } fewer, they would go to { $places }, at no cost.
explain-fewer-saves = Next-best place: were there { $jobs } fewer, they would go to { $places }, and the country would save { $amount }: they are here because of the later goals.
explain-fewer-nowhere = { $jobs } fewer there would change the cost by { $amount }; no other place would gain more than a tenth of them.
explain-fewer-lose = On the way { $others } would lose some.
explain-fewer-one = The first of them alone would cost { $amount }.
explain-fewer-one-saves = The first of them alone would save { $amount }.
explain-fewer-none = No plan has one job fewer there: what stands there stays, or the rules ask for it.

explain-bind-absorption = { $count ->
    [one] { $places } fills
   *[other] { $places } fill
} as fast as allowed ({ $names }).
explain-bind-talent = In { $places } everyone who can be recruited has been ({ $names }).
explain-bind-training = In { $places } all training places are taken ({ $names }).
explain-bind-site-limit = { $count ->
    [one] { $places } has
   *[other] { $places } have
} no room for more seats ({ $names }).
explain-bind-retention = In { $places } existing jobs would be cheaper elsewhere; the plan does not move them ({ $names }).
explain-bind-lock = { $count ->
    [one] { $places } is
   *[other] { $places } are
} bound by decisions taken in advance ({ $names }).
explain-bind-none = No limit there has a price: the jobs stand where they do because of what places cost.
explain-bind-shared = No limit of its own has a price there: what it gets follows from what places cost, from the later goals and from the rule on several regions together.
explain-bind-goals = No limit of its own has a price there: the later goals, not a limit, decide what it gets.
explain-bind-dearest = Dearest: { $price }
explain-names-more = { $names } and { $count } more
explain-lever = What would have to change for one more job there at no extra cost: { $rule }; { $amount } more would suffice.
explain-lever-one = What would have to change for one more job there at no extra cost: { $rule }; { $one } more would more than suffice.
explain-lever-none = Loosening the dearest limit there does not pay for one more job by itself: { $rule }.

explain-why-not-eligible = Nothing comes here: in no year does a segment clear its thresholds.
explain-why-unknown = The run does not hold the thresholds or indices behind this, so the distance is not known.
explain-why-locked = Nothing comes here: it is locked out, nothing may be built.
explain-why-no-pool = Nothing comes here: nobody who could be recruited lives within reach.
explain-why-no-plan = Nothing comes here: no plan with one job more here keeps all the rules.
explain-why-no-park = Nothing comes here: with the parks of this plan no job more fits here, and whether a park here would pay was not asked.
explain-why-cost = Nothing comes here because of cost: { $jobs } here in { $year } would cost the country { $amount } over the plan.
explain-why-beyond = The later goals may spend { $allowed } in all.
explain-why-within = Cost does not exclude it: { $jobs } here in { $year } would cost the country { $amount } over the plan, within the { $allowed } that the later goals may spend.
explain-why-free = Cost does not exclude it: { $jobs } here in { $year } would cost the country nothing.
explain-why-first = The first job would cost { $amount }.
explain-why-least = If cost alone decided, { $jobs } would stand here.
explain-decided-regions = Fairness counts regions, not { $level ->
    [province] provinces
    [commune] communes
   *[other] single zones
}.
explain-decided-spent = It has spent this money: with every region at its jobs of the plan, the same jobs here would cost { $amount } more, and nothing is left.
explain-decided-over = With every region at its jobs of the plan, the same jobs here would cost { $amount } more, and { $left } is left.
explain-decided-no-plan = With every region at its jobs of the plan, no plan has the same jobs here.
explain-decided-cheapest = With every region at its jobs of the plan, the same jobs here would cost { $amount } more, and of the plans that serve the regions alike the cheapest was taken.
explain-decided-alike = Other plans serve the regions as well at the same cost, and one of them was taken.
explain-decided-tie = Other places cost no more, and one of them was taken.
explain-decided-suits = The jobs are where they suit better: the suitability of { $better } for { $segment } is { $there } against { $here } here.
explain-decided-suitability = With the jobs elsewhere the suitability of all jobs together is as high or higher.
explain-miss = { $poor } for { $segments }: index { $value } of 1 in { $year }, at least { $threshold } needed. What is missing most: { $indicator } ({ $scaled } of 1, which takes { $lost } off the index).
explain-poor-connectivity = Too poorly connected
explain-poor-infrastructure = Infrastructure too poor
explain-short = { $name }: { $reason }
explain-short-miss = { $poor } for { $segments }: index { $value } of 1, at least { $threshold } needed. What is missing most: { $indicator }.

explain-indicator = { $name ->
    [airport_minutes] the way to an airport
    [high_speed_minutes] the way to a high-speed station
    [motorway] motorway access
    [passenger_rail] passenger rail
    [mobile_5g] the 5G wave
    [cable_or_data_centre_km] the distance to a cable landing or data centre
    [park_floor_in_reach] park floor within reach
    [establishments_50_plus] establishments of 50 and more
    [water] dwellings on the water network
    [electricity] dwellings on the electricity network
    [sewer] dwellings on the sewer
    [vacant_dwellings] vacant dwellings
   *[other] { $name }
}

explain-block-costs = { $jobs } more would cost { $amount }, { $each } each.
explain-block-saves = { $jobs } more would save { $amount }, { $each } each.
explain-block-free = { $jobs } more would cost nothing.
explain-block-fits = No more than about { $jobs } fit.
explain-block-fits-more = No plan has many more than { $jobs } more.
explain-taken-gain = They would be taken from { $places }; on the way { $others } would gain some.

explain-penalty = A goal may be missed here, and what is minimised counts { $rates }. That penalty is no money and nobody pays it. The plan pays { $paid } and is charged { $penalty } of penalty; at the least cost { $least_paid } would be paid, with { $least_penalty } of penalty.
explain-penalty-counted = (Counting { $rates }.)
explain-penalty-jobs = { $amount } for each job missing
explain-penalty-exports = { $amount } for each MAD of exports missing

explain-level-region = { $count ->
    [one] one region
   *[other] { $count } regions
}
explain-level-province = { $count ->
    [one] one province
   *[other] { $count } provinces
}
explain-level-commune = { $count ->
    [one] one commune
   *[other] { $count } communes
}
explain-level-other = { $count ->
    [one] one zone
   *[other] { $count } zones
}

explain-segment = { $code } ({ $what })
explain-segment-crm = call centres
explain-segment-bpo = business processes
explain-segment-ito = information technology
explain-segment-eso = engineering
explain-segment-kpo = knowledge processes

explain-later-least-served = fairness
explain-later-ordered-median = fairness
explain-later-kolm-pollak = fairness
explain-later-inequality = fairness
explain-later-suitability = suitability
explain-later-cost = the later goals

explain-idle-years = { $rule } (and in { $count ->
    [one] one other year
   *[other] { $count } other years
}, no less)
