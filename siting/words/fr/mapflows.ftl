# Mots des cartes de trajets, de bassins d’emploi, des séries de cartes et de l’atlas.

mapflows-away-region = dans une autre région
mapflows-away-province = dans une autre province ou préfecture
mapflows-away-commune = dans une autre commune
mapflows-scenario = , scénario « { $name } »
mapflows-title = { $people } personnes, { $share } des effectifs, travaillent en { $year } { $away } que la leur ; premier flux : { $origin } → { $zone } ({ $largest })
mapflows-title-region = { $region }, { $year } : { $within } personnes changent de territoire sans quitter la région, { $in } y entrent pour travailler, { $out } en sortent
mapflows-title-none = En { $year }, personne ne travaille { $away } que la sienne
mapflows-subtitle = Trajets entre domicile et travail dans l’offshoring, calculés par le plan pour { $year }{ $scenario }
mapflows-alt = Trajets entre domicile et travail en { $year } : { $people } personnes sur { $total } travaillent { $away }. Principaux flux : { $flows }.
mapflows-alt-flow = { $origin } vers { $zone }, { $people }
mapflows-note = Trajets calculés, non observés : le plan répartit { $people } personnes entre lieux de vie et de travail distants de { $minutes } minutes au plus. Les emplois de { $base } sont supposés occupés sur place. Les traits relient des centres de population et ne suivent pas les routes.
mapflows-legend-lines =
    Personnes qui changent de territoire
    (largeur du trait, flèche vers l’emploi)
mapflows-legend-inside = sans quitter la région
mapflows-legend-across = d’une région à une autre
mapflows-legend-circles =
    Vivent et travaillent
    au même endroit
mapflows-omitted = Non tracés : { $flows ->
    [one] un flux
   *[other] { $flows } flux
 } de moins de { $least } personnes ({ $people } en tout)
mapflows-omitted-none = Tous les flux sont tracés.
catchment-title-park = { $pool } personnes pouvant occuper ces emplois à { $minutes } minutes au plus de { $park } en { $year } ; leurs territoires fournissent { $drawn } des emplois du site
catchment-title-all = { $share } des personnes pouvant occuper ces emplois vivent en { $year } à { $minutes } minutes au plus d’un des { $parks } sites du plan
catchment-title-all-shared = { $share } des personnes pouvant occuper ces emplois vivent en { $year } à { $minutes } minutes au plus d’un des { $parks } sites du plan, { $twice } à portée de plusieurs
catchment-subtitle = Bassins d’emploi : temps de route jusqu’au site le plus proche, par { $level }{ $scenario }
catchment-note = Calcul par { $level } entière, du centre de population au centre du site (à l’intérieur d’un territoire : trajet moyen) ; la limite du modèle est de { $limit } minutes. Personnes pouvant occuper ces emplois : vivier estimé des deux niveaux de formation, { $year } ; le plan ne peut en recruter qu’une part.
catchment-legend =
    Minutes de route, aller simple
    ({ $count })
catchment-count-zones = entre parenthèses : nombre de territoires
catchment-band = de { $low } à { $high } ({ $zones })
catchment-beyond = hors de portée ({ $zones })
catchment-shared = à portée de plusieurs sites ({ $zones })
catchment-legend-drawn =
    Effectifs du plan
    (lieu de vie, surface du cercle)
catchment-park = site du plan
catchment-table-zone = Lieu de vie
catchment-table-minutes = min
catchment-table-pool = employables
catchment-table-drawn = employées
catchment-table-rest = autres ({ $zones })
catchment-table-all = ensemble
catchment-sites = { $name } · { $parks } sites
catchment-alt = Bassin d’emploi en { $year } : { $zones } territoires à { $minutes } minutes au plus, { $pool } personnes pouvant occuper ces emplois ; { $drawn } personnes qui y vivent travaillent dans ces sites. { $bands }.
catchment-alt-band = de { $low } à { $high } minutes : { $zones } territoires, { $pool } personnes
multiples-title-year = { $measure } : { $after }, contre { $before } en { $first }
multiples-title-scenario = { $measure } : de { $low } ({ $lowest }) à { $high } ({ $highest }) selon le scénario
multiples-title-same = { $measure } : { $value } dans tous les scénarios, répartis autrement
multiples-subtitle-year = Par { $level } (unité : { $unit }), mêmes classes pour toutes les années{ $scenario }
multiples-subtitle-scenario = Par { $level } (unité : { $unit }), mêmes classes pour tous les scénarios
multiples-legend = { $measure } ({ $unit })
multiples-counts = Entre parenthèses : nombre de territoires, toutes cartes ensemble (chacune en a { $zones }).
multiples-total = total { $value }
multiples-median = médiane { $value }
multiples-alt = { $measure }, { $maps } cartes aux mêmes classes. { $panels }.
multiples-alt-panel = { $head } : { $figure }, maximum à { $place } ({ $value })
atlas-title = Atlas régional des emplois de l’offshoring
atlas-subtitle = { $model }, plan { $first }-{ $last }{ $scenario }
atlas-page-title = { $region } : { $jobs } emplois en { $last }, { $change } depuis { $base }
atlas-page-subtitle = Emplois de l’offshoring par { $level } et sites en { $last }{ $scenario }
atlas-progress = Page { $page } sur { $pages } : { $name }
atlas-overview = vue d’ensemble
atlas-contents = Les régions
atlas-facts = La région en chiffres
atlas-places = Emplois par { $level }
atlas-flows = Premiers trajets vers l’emploi
atlas-flow = { $origin } → { $zone }
atlas-flows-none = Personne ne change de territoire.
atlas-jobs-base = Emplois en { $year } (estimation)
atlas-jobs-base-known = Emplois en { $year }
atlas-jobs-last = Emplois en { $year }
atlas-added = Emplois ajoutés
atlas-seats = Postes de travail construits
atlas-trained = Personnes formées
atlas-state = Coût pour l’État (valeur actuelle)
atlas-per-1000 = Emplois pour 1 000 actifs
atlas-share = Part dans le pays
atlas-rest = autres ({ $zones })
atlas-legend-base = dont { $year }
atlas-legend-new = ajoutés
atlas-page = { $page } / { $pages }
atlas-column-region = Région
atlas-column-added = ajoutés
atlas-column-page = page
atlas-column-share = part
atlas-alt = { $region } : { $jobs } emplois en { $last } contre { $before } en { $base }. { $places }.
catchment-people = personnes
catchment-subtitle-park = Bassin d’emploi : temps de route jusqu’à ce site, par { $level }{ $scenario }
multiples-class = { $words } ({ $count } sur { $maps } cartes)
multiples-title-period = { $measure } : { $after }, contre { $before } fin { $first }
