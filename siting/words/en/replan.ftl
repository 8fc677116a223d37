# Re-planning from the outturn: the drift table and what was assumed.

replan-title = Re-plan of { $run }: { $first }–{ $last } as observed, { $next }–{ $end } planned anew
replan-title-one = Re-plan of { $run }: { $first } as observed, { $next }–{ $end } planned anew

replan-country = The country, year by year
replan-regions = Jobs by region: drift at the end of { $last } and in the plan for { $end }
replan-money = Still to pay after { $last }, MAD million at present value of { $last }
replan-zones = Places whose jobs in { $end } change most
replan-notes = What was assumed or decided

replan-head-year = year
replan-head-state = state
replan-head-goal = goal, new plan
replan-head-jobs-planned = jobs planned
replan-head-jobs-now = jobs, new plan
replan-head-seats-planned = seats planned
replan-head-seats-now = seats, new plan
replan-head-change = change
replan-head-planned = planned
replan-head-now = new plan
replan-head-region = region
replan-head-place = place
replan-head-payer = paid by
replan-head-planned-of = planned { $year }
replan-head-observed-of = observed { $year }
replan-head-now-of = new plan { $year }

replan-state-base = base year
replan-state-observed = observed
replan-state-planned = planned anew

replan-whole-country = Country
replan-all = all together
replan-payer-state = the state
replan-payer-developer = developers
replan-payer-firm = firms, against the national mean
replan-payer-worker = workers, commuting
replan-owed = besides: premiums owed for jobs added up to { $last }

replan-behind = At the end of { $last } the country had { $now } { $count ->
    [one] job
   *[other] jobs
}, { $gap } fewer than the plan had.
replan-ahead = At the end of { $last } the country had { $now } { $count ->
    [one] job
   *[other] jobs
}, { $gap } more than the plan had.
replan-level = At the end of { $last } the country had { $now } { $count ->
    [one] job
   *[other] jobs
}, as many as the plan had.
replan-dearer = What is left to do costs { $gap } more than the earlier plan had for these years ({ $now } in place of { $planned }).
replan-cheaper = What is left to do costs { $gap } less than the earlier plan had for these years ({ $now } in place of { $planned }).
replan-same-cost = What is left to do costs what the earlier plan had for these years ({ $now }).
replan-within-gap = The parks are whole, and the new plan is proven only within { $share } of the best: a difference of this size says nothing.
replan-unfinished = The solver stopped before the later goals were reached: regional figures are not those of a finished plan.

replan-zone = { $name } ({ $code })
replan-note-missing = { $count ->
    [one] One zone is not in the outturn in every year; the plan’s figures stand in for it: { $zones }.
   *[other] { $count } zones are not in the outturn in every year; the plan’s figures stand in for them, among them { $zones }.
}
replan-note-split = { $count ->
    [one] Assumed: for one zone and year the outturn gives jobs without segments; they are split as the earlier plan split the zone in that year, or else the country.
   *[other] Assumed: for { $count } pairs of zone and year the outturn gives jobs without segments; they are split as the earlier plan split the zone in that year, or else the country.
}
replan-note-rounded = { $count ->
    [one] In one place the observed jobs need more seats than stand, by { $seats } ({ $zones }). That is taken for rounding: the re-plan has as many seats there as the jobs use.
   *[other] In { $count } places the observed jobs need more seats than stand, by { $seats } at most, first in { $zones }. That is taken for rounding: the re-plan has as many seats there as the jobs use.
}
replan-note-trained = Assumed: the outturn does not say how many people were trained with a grant; the plan’s { $people } are taken.
replan-note-path = The country had { $jobs } { $jobs_count ->
    [one] job
   *[other] jobs
} at the end of { $year }, the path to the goal asked for { $goal }: the path starts anew from what was observed, the goals stated in the model stay.
replan-note-budget = Budgets of the state are reduced by { $mmad } of training premiums owed for jobs that were added already.
replan-note-undone = { $seats } { $seats_count ->
    [one] seat that was decided for the observed years was
   *[other] seats that were decided for the observed years were
} not built ({ $zones }); the decision is not carried over.
replan-note-completed = The park in { $zone } was begun and is finished as the earlier plan said: { $seats } { $seats_count ->
    [one] seat
   *[other] seats
} to come.
replan-note-parks = { $count ->
    [1] One park was opened in the observed years and counts towards the number of parks asked for; a region without one gets it where the earlier plan had it.
   *[other] { $count } parks were opened in the observed years and count towards the number asked for; a region without one gets it where the earlier plan had it.
}
replan-note-balance = Rules on jobs added go on counting from { $from_year }: they are written as shares of the stock of { $last_year }, which is the same for { $jobs } { $jobs_count ->
    [one] job
   *[other] jobs
} in the country.
replan-note-late = { $seats } { $seats_count ->
    [one] seat that was committed up to the last observed year was not delivered ({ $zones }); it is taken
   *[other] seats that were committed up to the last observed year were not delivered ({ $zones }); they are taken
} to come in { $year }.
replan-note-room = { $seats } { $seats_count ->
    [one] seat was
   *[other] seats were
} built beyond the room that the model saw ({ $zones }); nothing more can be built there.
replan-note-overdraft = Reality hired { $people } { $people_count ->
    [one] person more than the recruit rates give within the commute, most in { $zones }; this one is counted
   *[other] people more than the recruit rates give within the commute, most in { $zones }; they are counted
} as there.
replan-note-arc = Jobs were observed where the model saw none ({ $zones }): staff is taken to live there, { $minutes } { $minutes_count ->
    [one] minute
   *[other] minutes
} from work.

replan-run = Run: { $folder }

replan-departures = Observed against planned at the end of { $last }: the places that departed most
replan-head-observed = observed
replan-head-seats-gap = earlier gap in seats

replan-causes = Regions that departed from the plan or change by { $end }: what the figures say
replan-cause = { $region }, { $gap } in { $end }: { $past }, and { $later }.
replan-cause-past-same = its jobs at the end of { $last } were those planned
replan-cause-past-more = it had { $n } more than planned at the end of { $last }
replan-cause-past-fewer = it had { $n } fewer than planned at the end of { $last }
replan-cause-later-same = after { $last } the new plan adds as many as the earlier one
replan-cause-later-more = after { $last } the new plan adds { $n } more than the earlier one
replan-cause-later-fewer = after { $last } the new plan adds { $n } fewer than the earlier one
replan-cause-seats-more = Seats standing there at the end of { $last }: { $n } more than planned.
replan-cause-seats-fewer = Seats standing there at the end of { $last }: { $n } fewer than planned.
replan-cause-people = At hand by then and not hired there: { $n } { $count ->
    [one] person
   *[other] people
} more than planned.
replan-cause-empty = Empty seats there by then: { $n } more than planned.
replan-gap-in = { $gap } ({ $year })
replan-region-change = { $region } ({ $change })
replan-cause-from = The country’s total in { $end } is that of the earlier plan; fewer jobs go to { $others }.
replan-cause-to = The country’s total in { $end } is that of the earlier plan; more jobs go to { $others }.
