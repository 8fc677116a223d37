# Words of the charts.

chart-alt = { $title }. { $subtitle }. { $figures }.
chart-alt-item = { $name }: { $figure }
chart-country = Total
chart-change = change
chart-title-jobs = { $count ->
    [one] { $jobs } job
   *[other] { $jobs } jobs
 } in { $last }, against { $before } in { $base }

chart-kind-bars = jobs of the regions, first and last year
chart-kind-lorenz = Lorenz curve of jobs with the Gini index
chart-kind-path = path of jobs and exports to their goals
chart-kind-costs = cost by payer (or kind of cost) and year
chart-kind-segments = jobs by segment and year, of the country or a region
chart-kind-slope = jobs of the regions from plan to plan

chart-bars-title = { $region } gets { $share } of { $count ->
    [one] the only job
   *[other] the { $added } jobs
 } created from { $base } to { $last }
chart-bars-subtitle = Offshoring jobs by region, end of { $base } and end of { $last }. Plan “{ $scenario }”
chart-bars-kept = jobs of { $base }
chart-bars-added = created { $base } to { $last }
chart-bars-lost = lost
chart-bars-enlarged = The smallest, enlarged { $times } times

chart-lorenz-title-even = Jobs are spread more evenly: Gini of { $after } in { $last }, against { $before } in { $base }
chart-lorenz-title-uneven = Jobs concentrate: Gini of { $after } in { $last }, against { $before } in { $base }
chart-lorenz-title-same = Jobs are spread as before: Gini of { $after } in { $base } and in { $last }
chart-lorenz-subtitle = Lorenz curve: share of offshoring jobs and share of active people, added up from the least to the best served region. Plan “{ $scenario }”
chart-lorenz-people = active people, cumulative share
chart-lorenz-jobs = jobs, cumulative share
chart-lorenz-equality = equality
chart-lorenz-gini = { $year }: Gini { $gini }
chart-lorenz-half = The least served regions, where half of the active people live, have { $after } of the jobs in { $last }, against { $before } in { $base }.
chart-lorenz-meaning = The Gini index is twice the area between the curve and the line of equality (shaded for the last year): 0 for equality (as many jobs per active everywhere), close to 1 if one region has everything. It compares regions, not people.
chart-lorenz-rates = Jobs per 1,000 active

chart-path-title-met = { $jobs } jobs and MAD { $worth } billion of exports in { $last }: the goals are met
chart-path-title-jobs = { $count ->
    [one] { $missing } job is
   *[other] { $missing } jobs are
 } missing in { $year } to reach the goal of { $goal }
chart-path-title-exports = MAD { $missing } billion of exports are missing in { $year } to reach the goal of { $goal }
chart-path-subtitle = Offshoring jobs and exports against their goals. Plan “{ $scenario }”
chart-path-jobs = Jobs at the end of the year
chart-path-exports = Exports, MAD billion a year
chart-path-goal = goal of the year
chart-path-missing = what is missing to the goal
chart-path-kept = jobs of { $base }
chart-path-new = new since { $base }

chart-segments-title = { $segment }: { $after } of the jobs in { $last }, against { $before } in { $base }
chart-segments-title-region = { $region }: { $after } of the jobs in { $segment } in { $last }, against { $before } in { $base }
chart-segments-subtitle = Offshoring jobs by segment, at the end of the year; on the right, share in the last year. Plan “{ $scenario }”
chart-segments-layer = { $segment }: { $share }

chart-costs-title = The plan costs { $total }, of which { $state } fall to the state
chart-costs-title-saving = The plan costs { $total } in all: { $state } fall to the state, while firms save { $saved }
chart-costs-title-term = The plan costs { $total } in all; the largest item is { $term }, { $amount }
chart-costs-subtitle = Cost by year, discounted: value of { $base } at { $rate } a year; savings lie below zero. Plan “{ $scenario }”
chart-costs-subtitle-paid = Cost by year, not discounted: amounts of each year; savings lie below zero. Plan “{ $scenario }”
chart-costs-panel = MAD million
chart-costs-total = Net total
chart-costs-value =
    discounted,
    { $base }
chart-costs-paid =
    not
    discounted
chart-costs-penalty = The penalty for goals that are missed is no expense; it is not shown.
chart-payer-state = State
chart-payer-developer = Developers
chart-payer-firm = Firms (against the average)
chart-payer-worker = Workers (commuting)
chart-term-build-cost = Construction
chart-term-territorial-premium = Territorial premium
chart-term-training-cost = Training grants
chart-term-employment-premium = Employment premium
chart-term-training-premium = Training premium
chart-term-commuting-cost = Commuting
chart-term-operating-difference = Difference in operating cost

chart-slope-title = From “{ $first }” to “{ $other }”: { $count ->
    [one] { $moved } job changes
   *[other] { $moved } jobs change
 } region, { $region } gains { $gain }
chart-slope-title-losses = From “{ $first }” to “{ $other }”: { $count ->
    [one] { $lost } job
   *[other] { $lost } jobs
 } fewer, no region gains any
chart-slope-title-same = From “{ $first }” to “{ $other }”: no region gains or loses jobs
chart-slope-subtitle = Jobs in { $last } by region, { $count } plans. { $scale } In parentheses: change from “{ $first }”
chart-slope-log = Logarithmic scale: equal slope, equal change in %.
chart-slope-linear = The scale begins at zero.
chart-slope-about = “{ $run }”: { $note }
chart-slope-title-both = From “{ $first }” to “{ $other }”: { $region } gains most ({ $count ->
    [one] { $gain } job
   *[other] { $gain } jobs
 }), { $loser } loses most ({ $loss })

chart-frontier-cost = Total cost at present value (MAD million)
chart-frontier-inequality = Gini of jobs per active over regions (0: equal)
chart-frontier-least-served = Jobs per 1,000 active in the least-served region
chart-frontier-suitability = Suitability (index × jobs)
chart-frontier-commuting = Cost of commuting at present value (MAD million)
chart-frontier-title = { $second } from { $from } to { $to }: { $first } from { $low } to { $high }
chart-frontier-title-three = { $count } plans of which none is bettered in all three aims
chart-frontier-subtitle = Each dot is an optimal plan: no other is better in one aim and as good in the other. Figures beside steps: what each job moved between regions costs
chart-frontier-subtitle-three = Each dot is an optimal plan: no other is better in one aim and as good in the others
chart-frontier-price = MAD { $amount } per job moved
chart-frontier-short-cost = total cost (MAD million)
chart-frontier-short-inequality = Gini
chart-frontier-short-least-served = jobs per 1,000 active in the least-served region
chart-frontier-short-suitability = suitability
chart-frontier-short-commuting = cost of commuting (MAD million)

chart-ranges-title = Within { $slack } of the least cost { $region } can have from { $low } to { $high } jobs in { $last }
chart-ranges-subtitle = Jobs of { $last } that each region can have in plans up to { $slack } dearer than the cheapest
chart-ranges-note = Each range is for its region alone: not all can be at their highest, or lowest, at once.
chart-ranges-lowest = lowest
chart-ranges-cheapest = cheapest
chart-ranges-highest = highest
chart-ranges-key-start = { $base }
chart-ranges-key-cheapest-plan = cheapest plan
chart-ranges-key-range = range in { $last }
