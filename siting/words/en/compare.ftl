# Comparison of runs: tables, notes, spreadsheet.

compare-title = Comparison of { $count } plans, { $first }–{ $last }

compare-regions-jobs-last = Jobs at the end of { $year } by region
compare-regions-added = Jobs added by region, end of { $base } to end of { $year }
compare-regions-seats-last = Seats standing at the end of { $year } by region
compare-regions-share = Share of the country’s jobs at the end of { $year }, %
compare-regions-per-1000-active = Jobs per 1,000 active at the end of { $year }
compare-regions-cost-mmad = Cost over all years by region, whoever bears it, present value, MAD million
compare-regions-state-mmad = Cost borne by the state by region, present value, MAD million
compare-regions-rank = Rank by jobs at the end of { $year }
compare-national = The country
compare-assumptions = What the plans assume differently
compare-notes = Notes
compare-runs = Plans compared

compare-head-code = Code
compare-head-region = Region
compare-head-run = Plan
compare-head-change = Change
compare-head-percent = Change, %
compare-head-change-of = Change: { $run }
compare-head-quantity = Quantity
compare-head-unit = Unit
compare-head-group = Part
compare-head-key = Key
compare-head-folder = Run folder
compare-head-scenario = Scenario
compare-head-started = Computed
compare-head-verdict = Verification
compare-head-jobs-base = Jobs { $year }
compare-head-jobs-last = Jobs { $year }
compare-head-added = Jobs added
compare-head-seats-last = Seats { $year }
compare-head-share = Share of jobs
compare-head-per-1000-active = Jobs per 1,000 active
compare-head-cost-mmad = Cost, MAD million
compare-head-state-mmad = Cost borne by the state, MAD million
compare-head-rank = Rank by jobs
compare-head-jobs-change = Change in jobs
compare-head-seats-change = Change in seats
compare-head-share-change = Change in share, points
compare-head-per-1000-change = Change per 1,000 active
compare-head-cost-change = Change in cost, MAD million
compare-head-state-change = Change in cost borne by the state, MAD million
compare-head-rank-change = Change in rank (− is up)

compare-country = Country
compare-sheet-regions = Regions
compare-sheet-country = Country
compare-sheet-assumptions = Assumptions
compare-sheet-notes = Notes and sources

compare-quantity-jobs = Jobs { $item }
compare-quantity-exports = Exports { $item }
compare-quantity-seats-built = New seats
compare-quantity-parks-opened = Places where seats are built
compare-quantity-trained = People trained with a grant
compare-quantity-jobs-added = Jobs added over the plan
compare-quantity-cost-total = Cost borne by all together
compare-quantity-state-per-job = Cost to the state per job added
compare-quantity-penalty = Penalty for missed goals
compare-quantity-gini = Gini of jobs per active
compare-quantity-theil = Theil of jobs per active
compare-quantity-per-1000-active = Jobs per active
compare-quantity-least-served = Jobs per active, least-served region
compare-quantity-ordered-median = Mean of the regions’ rates in order
compare-quantity-kolm-pollak = Kolm-Pollak rate
compare-quantity-commute-minutes = Mean way to work
compare-quantity-verdict = Verification
compare-quantity-gap = Gap to the proven bound

compare-section-jobs = Jobs and exports
compare-section-means = Seats and training
compare-section-cost = Cost over all years, present value
compare-section-payer = The same cost by who bears it
compare-section-term = The same cost by what it is for
compare-section-penalty = Not money, borne by nobody
compare-section-fairness = Fairness and way to work
compare-section-proof = Proof

compare-payer-state = borne by the state
compare-payer-developer = borne by developers
compare-payer-firm = firms, against the national mean
compare-payer-worker = commuting of workers

compare-term-build-cost = building
compare-term-territorial-premium = territorial premium
compare-term-training-cost = training grants
compare-term-employment-premium = employment premium
compare-term-training-premium = training premium
compare-term-commuting-cost = commuting
compare-term-operating-difference = differences in operating cost

compare-unit-jobs = jobs
compare-unit-exports = bn MAD
compare-unit-seats = seats
compare-unit-parks = places
compare-unit-people = people
compare-unit-mmad = MAD million
compare-unit-penalty = million, not money
compare-unit-per-job = MAD a job
compare-unit-index = 0 is equal
compare-unit-rate = per 1,000
compare-unit-minutes = minutes, one way
compare-unit-fraction = %

compare-group-scenario = scenario
compare-group-settings = values set by hand
compare-group-model = model
compare-group-data = data
compare-group-solver = solver
compare-group-versions = versions

compare-verdict-proven-optimal = proven optimal
compare-verdict-within-gap = within gap
compare-verdict-feasible-not-proven = feasible, not proven

compare-same = Nothing differs.
compare-none = none

compare-run-share = { $run } ({ $share })

compare-note-change = Changes are against “{ $first }”. Jobs and seats are whole and add up to the country.
compare-note-discount = Costs are shown only for plans with the discount rate of “{ $first }”, because present values at other rates are other money: { $runs }.
compare-note-baseline = In { $runs } the jobs of the base year stand in other zones than in “{ $first }”; the regions’ totals are the same.
compare-note-seats = In { $runs } other seats stand in the base year than in “{ $first }”: the change in seats includes that.
compare-note-data = The data set of { $runs } is not that of “{ $first }”.
compare-note-same-input = { $runs } had exactly the input of “{ $first }”: what differs comes from the solver or its version.
compare-note-unproven = { $count ->
    [one] { $runs } is not proven optimal: differences as small as its gap may be the solver’s.
   *[other] { $runs } are not proven optimal: differences as small as their gaps may be the solver’s.
}
compare-note-unfixed = { $count ->
    [one] The objective of { $runs } does not settle the regions’ totals: another plan, just as good, may place jobs elsewhere.
   *[other] The objectives of { $runs } do not settle the regions’ totals: other plans, just as good, may place jobs elsewhere.
}
compare-note-parks = In { $runs } parks are indivisible: other parks at the same cost may give other regional totals.
compare-note-shortfall = { $count ->
    [one] { $runs } misses a goal. The penalty for that (one line of the table of the country) is not money and is in no cost.
   *[other] { $runs } miss a goal. The penalty for that (one line of the table of the country) is not money and is in no cost.
}
compare-note-firms = What stands under “firms” is by how much wages, rents and the like differ from the national mean, not a payment. A figure below zero is a gain: firms go where they are cheaper, and for the same reason a region’s cost may be below zero.
compare-note-estimate = Where the jobs of { $year } stand is in part an estimate: it is not published.
