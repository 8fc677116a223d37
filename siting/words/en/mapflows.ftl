# Words of maps of trips, catchments, series of maps and the atlas.

mapflows-away-region = in another region
mapflows-away-province = in another province or prefecture
mapflows-away-commune = in another commune
mapflows-scenario = , scenario “{ $name }”
mapflows-title = { $people } people, { $share } of all staff, work { $away } than their own in { $year }; the largest flow is { $origin } → { $zone } ({ $largest })
mapflows-title-region = { $region }, { $year }: { $within } people work away from home inside the region, { $in } come in to work, { $out } go out
mapflows-title-none = In { $year } nobody works { $away } than their own
mapflows-subtitle = Trips between home and work in offshoring, as computed by the plan for { $year }{ $scenario }
mapflows-alt = Trips between home and work in { $year }: { $people } of { $total } people work { $away }. Largest flows: { $flows }.
mapflows-alt-flow = { $origin } to { $zone }, { $people }
mapflows-note = Trips are computed, not observed: the plan places { $people } people between homes and jobs at most { $minutes } minutes apart. The jobs of { $base } are taken to be held by people who live there. Lines join centres of population and do not follow roads.
mapflows-legend-lines =
    People who work away from home
    (width of the line, arrow towards the job)
mapflows-legend-inside = inside a region
mapflows-legend-across = from one region to another
mapflows-legend-circles =
    Live and work in
    the same place
mapflows-omitted = Not drawn: { $flows ->
    [one] one flow
   *[other] { $flows } flows
} of fewer than { $least } people ({ $people } in all)
mapflows-omitted-none = All flows are drawn.
catchment-title-park = { $pool } eligible people within { $minutes } minutes of { $park } in { $year }; { $drawn } people who live there work at the site
catchment-title-all = { $share } of eligible people live within { $minutes } minutes of one of the plan’s { $parks } sites in { $year }
catchment-title-all-shared = { $share } of eligible people live within { $minutes } minutes of one of the plan’s { $parks } sites in { $year }, { $twice } within reach of several
catchment-subtitle = Catchments: driving time to the nearest site, by { $level }{ $scenario }
catchment-note = Computed by whole { $level }, from the centre of its people to the centre of the site (inside a place: the mean trip); the model’s limit is { $limit } minutes. Eligible people: estimated pool of both levels of education, { $year }; the plan can recruit only a part of them.
catchment-legend =
    Minutes by road, one way
    ({ $count })
catchment-count-zones = in brackets: number of places
catchment-band = { $low } to { $high } ({ $zones })
catchment-beyond = out of reach ({ $zones })
catchment-shared = in reach of several sites ({ $zones })
catchment-legend-drawn =
    Staff of the plan
    (by home, area of circle)
catchment-park = site of the plan
catchment-table-zone = Home
catchment-table-minutes = min
catchment-table-pool = eligible
catchment-table-drawn = employed
catchment-table-rest = others ({ $zones })
catchment-table-all = all
catchment-sites = { $name } · { $parks } sites
catchment-alt = Catchment in { $year }: { $zones } places within { $minutes } minutes, { $pool } eligible people; { $drawn } people who live there work at these sites. { $bands }.
catchment-alt-band = { $low } to { $high } minutes: { $zones } places, { $pool } people
multiples-title-year = { $measure }: { $after }, against { $before } in { $first }
multiples-title-scenario = { $measure }: from { $low } ({ $lowest }) to { $high } ({ $highest }) by scenario
multiples-title-same = { $measure }: { $value } in every scenario, in different places
multiples-subtitle-year = By { $level } (unit: { $unit }), same classes in every year{ $scenario }
multiples-subtitle-scenario = By { $level } (unit: { $unit }), same classes in every scenario
multiples-legend = { $measure } ({ $unit })
multiples-counts = In brackets: number of places on all maps together (each has { $zones }).
multiples-total = total { $value }
multiples-median = median { $value }
multiples-alt = { $measure }, { $maps } maps with the same classes. { $panels }.
multiples-alt-panel = { $head }: { $figure }, highest in { $place } ({ $value })
atlas-title = Regional atlas of offshoring jobs
atlas-subtitle = { $model }, plan { $first }-{ $last }{ $scenario }
atlas-page-title = { $region }: { $jobs } jobs in { $last }, { $change } since { $base }
atlas-page-subtitle = Offshoring jobs by { $level } and sites in { $last }{ $scenario }
atlas-progress = Page { $page } of { $pages }: { $name }
atlas-overview = overview
atlas-contents = The regions
atlas-facts = The region in figures
atlas-places = Jobs by { $level }
atlas-flows = Largest trips to work
atlas-flow = { $origin } → { $zone }
atlas-flows-none = Nobody works away from home.
atlas-jobs-base = Jobs in { $year } (estimate)
atlas-jobs-base-known = Jobs in { $year }
atlas-jobs-last = Jobs in { $year }
atlas-added = Jobs added
atlas-seats = Seats built
atlas-trained = People trained
atlas-state = Cost to the state (present value)
atlas-per-1000 = Jobs per 1,000 active
atlas-share = Share of the country
atlas-rest = others ({ $zones })
atlas-legend-base = of which { $year }
atlas-legend-new = added
atlas-page = { $page } / { $pages }
atlas-column-region = Region
atlas-column-added = added
atlas-column-page = page
atlas-column-share = share
atlas-alt = { $region }: { $jobs } jobs in { $last } against { $before } in { $base }. { $places }.
catchment-people = people
catchment-subtitle-park = Catchment: driving time to this site, by { $level }{ $scenario }
multiples-class = { $words } ({ $count } on { $maps } maps)
multiples-title-period = { $measure }: { $after }, against { $before } by the end of { $first }
