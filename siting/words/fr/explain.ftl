# Pourquoi le plan est ce qu’il est. Montants, nombres et noms arrivent en texte ; les comptes, en nombres.

explain-title-plan = Le plan en bref
explain-title-goals = Objectifs : ce que coûterait une unité de plus
explain-title-rules = Limites et politiques, de la plus chère à la moins chère
explain-title-idle = Ce qui ne contraint pas
explain-title-region = { $name }
explain-title-zone = { $name } ({ $region })
explain-title-bare = Territoires sans rien de nouveau

explain-parks-fixed = (Les parcs de ce plan étant donnés.)

explain-order-weighted = Le plan minimise une seule somme pondérée : { $terms }. Tout « coût » et tout prix ci-dessous désigne cette somme, et non de l’argent.
explain-order-one = Le plan est celui de moindre coût sous ses règles : { $least } en valeur actualisée, tous payeurs réunis.
explain-order-many = Les objectifs sont poursuivis dans cet ordre, chacun dans la limite de ce que permettent les précédents : { $stages }.
explain-spent = Le moindre coût est de { $least }. On accepte jusqu’à { $tolerance } de plus pour { $goals }. Ces objectifs ont dépensé { $spent } : le plan coûte { $cost }, soit { $share } de plus que le minimum.
explain-spent-penalty = Ce qui est minimisé d’abord, coût et pénalité ensemble, vaut au moins { $least }. On accepte jusqu’à { $tolerance } de plus pour { $goals }. Ces objectifs ont dépensé { $spent } : le plan vaut { $cost }, soit { $share } de plus que le minimum.
explain-parks = Les parcs sont entiers : leur ouverture a été décidée d’abord. Les prix viennent du programme linéaire où les parcs de ce plan sont donnés ; ils ne disent rien d’autres parcs.
explain-large = À ce niveau, chaque question demande du temps : les régions et les territoires ne sont expliqués que s’ils sont nommés dans la commande.
explain-by-cost = Régions dont le coût seul décide du total : { $regions }.
explain-by-cost-all = Le coût seul décide du total de chaque région.
explain-by-fairness = Régions où le coût laisse un choix, que tranchent les objectifs suivants (entre parenthèses, les nombres d’emplois possibles) : { $regions }.

explain-stage-cost = le moindre coût
explain-stage-least-served = la région qui a le moins d’emplois pour 1 000 actifs relevée autant que possible, puis la suivante
explain-stage-ordered-median = la moyenne des taux des régions, où les plus bas pèsent le plus, relevée autant que possible
explain-stage-kolm-pollak = le taux de Kolm-Pollak des régions, leur moyenne moins ce que l’inégalité fait perdre, relevé autant que possible
explain-stage-suitability = les emplois là où la connectivité, l’infrastructure et les talents leur conviennent le mieux
explain-stage-inequality = les plus petits écarts entre régions
explain-stage-weight = { $weight } × { $what }

explain-term-cost = coût
explain-term-build-cost = construction
explain-term-opening-cost = ouverture de parcs
explain-term-territorial-premium = prime territoriale
explain-term-training-cost = subventions de formation
explain-term-employment-premium = prime à l’emploi
explain-term-training-premium = prime à la formation
explain-term-commuting-cost = trajets domicile-travail
explain-term-operating-difference = écart de coût d’exploitation
explain-term-shortfall = pénalité des objectifs manqués
explain-term-suitability = adéquation
explain-term-inequality = écarts entre régions
explain-term-least-served = région la moins servie
explain-term-ordered-median = moyenne ordonnée des taux
explain-term-kolm-pollak = perte due à l’inégalité (Kolm-Pollak)

explain-rule-jobs-goal = Objectif d’emplois de { $year }
explain-rule-jobs-goal-path = Objectif d’emplois de { $year } avec la trajectoire qui y mène
explain-rule-export-goal = Objectif d’exportations de { $year }
explain-rule-national-pace = Emplois ajoutés dans le pays en { $year }
explain-rule-national-pace-path = Emplois ajoutés dans le pays par an, toutes années ensemble
explain-rule-segment-min = Part minimale du segment { $segment } en { $year }
explain-rule-segment-max = Part maximale du segment { $segment } en { $year }
explain-rule-budget = Budget de { $year }, { $payer }
explain-rule-territorial-floor = Plancher territorial, { $place }
explain-rule-territorial-cap = Plafond territorial, { $place }
explain-rule-group-min = Part minimale du groupe { $group }
explain-rule-group-max = Part maximale du groupe { $group }
explain-rule-inequality = Plafond des inégalités entre régions
explain-rule-limit-cost = Plafond du coût total
explain-rule-limit-commuting = Plafond du coût des trajets
explain-rule-limit-suitability = Somme minimale d’aptitude
explain-rule-limit-gaps = Plafond des écarts entre régions
explain-rule-least-served = Minimum d’emplois pour 1 000 actifs, { $place }
explain-rule-ordered-median = Minimum de la moyenne ordonnée des taux régionaux
explain-rule-kolm-pollak = Minimum du taux de Kolm-Pollak
explain-rule-park-count-min = Nombre minimal de parcs
explain-rule-park-count-max = Nombre maximal de parcs
explain-rule-park-per-region = Un parc dans la région, { $place }
explain-rule-capacity = Postes de travail existants, { $place }, { $year }
explain-rule-talent = Personnes à recruter, { $place }, jusqu’en { $year }, { $skill }
explain-rule-training = Places de formation, { $place }, { $year }
explain-rule-absorption = Vitesse de remplissage, { $place }, { $year }
explain-rule-retention = Emplois à maintenir, { $place }, { $year }
explain-rule-site-limit = Place pour de nouveaux postes de travail, { $place }
explain-rule-lock-in = Parc décidé d’avance, { $place }
explain-rule-lock-seats = Postes de travail décidés d’avance, { $place }, { $year }
explain-rule-other = { $block } { $ids }

explain-skill-secondary = niveau secondaire qualifiant
explain-skill-higher = niveau supérieur
explain-payer-state = État
explain-payer-developer = aménageurs
explain-payer-firm = entreprises
explain-payer-worker = salariés

explain-one-job = un emploi
explain-one-seat = un poste de travail
explain-one-person = une personne
explain-one-place = une place
explain-one-exports = un DH d’exportations
explain-one-money = un DH
explain-one-gap = un emploi d’écart
explain-one-level = un emploi pour 1 000 actifs
explain-one-park = un parc

explain-amount-job = { $n } { $count ->
    [one] emploi
   *[other] emplois
}
explain-amount-seat = { $n } { $count ->
    [one] poste de travail
   *[other] postes de travail
}
explain-amount-person = { $n } { $count ->
    [one] personne
   *[other] personnes
}
explain-amount-place = { $n } { $count ->
    [one] place
   *[other] places
}
explain-amount-exports = { $n } { $count ->
    [one] million
   *[other] millions
} de DH d’exportations
explain-amount-money = { $n } { $count ->
    [one] million
   *[other] millions
} de DH
explain-amount-gap = { $n } { $count ->
    [one] emploi d’écart
   *[other] emplois d’écart
}
explain-amount-level = { $n } pour 1 000 actifs
explain-amount-loss = { $n } pour 1 000 actifs de perte due à l’inégalité
explain-amount-park = { $n } { $count ->
    [one] parc
   *[other] parcs
}

explain-price-costs = { $rule } : { $one } de plus coûte { $amount }.
explain-price-saves = { $rule } : { $one } de plus économise { $amount }.
explain-price-between = { $rule } : entre { $left } et { $right } ; le premier montant est ce qu’économise { $one } de moins, le second ce que coûte { $one } de plus.
explain-price-between-worth = { $rule } : entre { $right } et { $left } ; le premier montant est ce qu’économise { $one } de plus, le second ce que coûte { $one } de moins.
explain-price-between-turn = { $rule } : { $one } de moins coûte { $left }, { $one } de plus coûte { $right }.
explain-price-no-more = { $rule } : pas { $one } de plus, car il n’existe alors aucun plan ; { $one } de moins économise { $left }.
explain-price-no-more-worth = { $rule } : pas { $one } de plus, car il n’existe alors aucun plan ; { $one } de moins coûte { $left }.
explain-price-no-fewer = { $rule } : pas { $one } de moins, car il n’existe alors aucun plan ; { $one } de plus coûte { $right }.
explain-price-no-fewer-worth = { $rule } : pas { $one } de moins, car il n’existe alors aucun plan ; { $one } de plus économise { $right }.
explain-price-neither = { $rule } : on ne peut ni la desserrer ni la resserrer : il n’existe aucun plan de part et d’autre.
explain-range = Cela vaut de { $low } à { $high }{ $ends }.
explain-range-steps = Cela vaut jusqu’à { $fewer } de moins et { $more } de plus{ $ends }.
explain-end-low-limit = , au moins, à la baisse
explain-end-high-limit = , au moins, à la hausse
explain-end-both-limit = , au moins
explain-end-low-none =  ; en deçà, il n’existe aucun plan
explain-end-high-none =  ; au-delà, il n’existe aucun plan
explain-step-costs = { $rule } : { $step } de plus { $count ->
    [one] coûterait
   *[other] coûteraient
} { $total }, soit { $each } { $per } ; { $exact } ({ $range }).
explain-step-saves = { $rule } : { $step } de plus { $count ->
    [one] économiserait
   *[other] économiseraient
} { $total }, soit { $each } { $per } ; { $exact } ({ $range }).
explain-goal-step = { $rule } : environ { $each } { $per } pour { $step } de plus ; autant de moins économiserait environ { $down } { $per }. { $exact }
explain-goal-step-up = { $rule } : environ { $each } { $per } pour { $step } de plus ; aucun plan n’en a autant de moins. { $exact }
explain-exact-only = { $amount } pour l’unité suivante
explain-exact-both = { $amount } pour l’unité suivante, tandis qu’une de moins économise { $fewer }
explain-exact-both-worth = { $amount } pour l’unité suivante, tandis qu’une de moins coûte { $fewer }
explain-goal-exact = Exactement : { $exact }, de { $low } à { $high }{ $ends }.
explain-exact = exact de { $low } à { $high }{ $ends }
explain-exact-steps = exact jusqu’à { $fewer } de moins et { $more } de plus{ $ends }
explain-goal-years = Le prix à citer est celui qui compte la trajectoire. Un emploi de plus une seule année, la trajectoire restant la même, coûte : { $years }.
explain-goal-year = { $amount } en { $year }
explain-price-stays = Emplois existants, { $place }, { $year } : un emploi y coûte jusqu’à { $amount } de plus qu’ailleurs.
explain-per-job = par emploi
explain-per-seat = par poste de travail
explain-per-person = par personne
explain-per-place = par place
explain-per-exports = par DH d’exportations
explain-per-money = par DH
explain-per-gap = par emploi d’écart
explain-per-level = par emploi pour 1 000 actifs
explain-per-park = par parc

explain-idle-over = { $rule } : dépassé de { $amount }.
explain-idle-under = { $rule } : il reste une marge de { $amount }.
explain-idle-met = { $rule } : tout juste atteint par ce plan ; au moindre coût il y a de la marge, son prix est donc nul.
explain-idle-counted = { $count } { $count ->
    [one] autre règle du type « { $kind } » ne contraint pas.
   *[other] autres règles du type « { $kind } » ne contraignent pas.
}
explain-kind-segment-min = part minimale d’un segment
explain-kind-segment-max = part maximale d’un segment
explain-kind-territorial-floor = plancher territorial
explain-kind-territorial-cap = plafond territorial
explain-kind-least-served = minimum d’emplois pour 1 000 actifs
explain-kind-park-per-region = un parc dans chaque région
explain-kind-other = { $block }

explain-place-jobs = { $before } { $count ->
    [one] emploi
   *[other] emplois
} fin { $base }, { $jobs } fin { $last } ; nouveaux postes de travail : { $seats }.
explain-place-rate = Soit { $rate } { $count ->
    [one] emploi
   *[other] emplois
} pour 1 000 actifs.
explain-place-total-cost = Le coût seul décide de ce total : dans la tolérance, aucun autre n’est possible.
explain-place-total-range = Dans la limite du coût permis, la région pourrait avoir de { $low } à { $high }.
explain-place-first = Elle est parmi les régions qui ont le moins d’emplois pour 1 000 actifs, servies d’abord{ $given }
explain-place-after = Des régions qui ont moins d’emplois pour 1 000 actifs ont été servies d’abord ({ $regions }){ $given }
explain-place-raised =  : son niveau a été relevé à { $level }{ $ties }, le maximum que permettent { $limit }.
explain-place-left =  : son niveau ne pouvait dépasser { $level }{ $ties }, le maximum que permettent { $limit }.
explain-limit-money = l’argent et les autres règles
explain-limit-rules = les règles, et non l’argent
explain-place-ties = , en même temps que { $regions }
explain-place-least-one = Si le coût décidait seul, la région aurait { $low }.
explain-place-least-range = Si le coût décidait seul, la région pourrait avoir de { $low } à { $high }.
explain-place-above = Le plan lui en donne { $jobs } de plus : c’est l’effet des objectifs suivants, et maintenir ce total coûte { $amount }.
explain-place-below = Le plan lui en donne { $jobs } de moins : c’est l’effet des objectifs suivants, et contenir ce total coûte { $amount }.

explain-more-costs = Un emploi de plus ici coûte { $amount } au pays.
explain-more-holds = Chacun des suivants coûte autant, jusqu’à { $to }{ $ends }.
explain-more-changes = Le prix change avant que cet emploi soit complet.
explain-more-free = Un emploi de plus ici ne coûterait rien au pays.
explain-more-saves = Un emploi de plus ici ferait économiser { $amount } au pays : ce sont les objectifs suivants, et non le coût, qui s’y opposent.
explain-more-none = Sous ces règles, aucun plan n’a un emploi de plus ici.
explain-more-beyond = À partir de { $jobs }, un de plus coûte { $amount }.
explain-end-more-limit = , au moins
explain-end-more-none =  ; au-delà, il n’existe aucun plan
explain-split = Selon ce qui est payé : { $terms }.
explain-split-term = { $term } { $amount }
explain-stands = Ils seraient situés ici : { $places }.
explain-taken = Ils seraient pris ailleurs : { $places }.

explain-place-count = { $name } ({ $jobs })
explain-place-span = { $name } ({ $low }–{ $high })

explain-fewer-costs = Second choix : avec { $jobs } de moins ici, d’autres en gagneraient ({ $places }), et le pays paierait { $amount } de plus.
explain-fewer-free = Second choix : avec { $jobs } de moins ici, d’autres en gagneraient ({ $places }), sans rien coûter.
explain-fewer-saves = Second choix : avec { $jobs } de moins ici, d’autres en gagneraient ({ $places }), et le pays économiserait { $amount } : ce sont les objectifs suivants qui maintiennent ce total.
explain-fewer-nowhere = Avec { $jobs } de moins ici, le coût changerait de { $amount } ; aucun autre territoire n’en gagnerait plus du dixième.
explain-fewer-lose = Au passage, d’autres en perdraient : { $others }.
explain-fewer-one = Le premier seul coûterait { $amount }.
explain-fewer-one-saves = Le premier seul économiserait { $amount }.
explain-fewer-none = Aucun plan n’a un emploi de moins ici : ce qui existe reste, ou les règles le demandent.

explain-bind-absorption = { $count ->
    [one] { $places } se remplit
   *[other] { $places } se remplissent
} aussi vite que le permettent les règles ({ $names }).
explain-bind-talent = Dans { $places }, toutes les personnes recrutables l’ont été ({ $names }).
explain-bind-training = Dans { $places }, toutes les places de formation sont prises ({ $names }).
explain-bind-site-limit = { $count ->
    [one] { $places } n’a
   *[other] { $places } n’ont
} plus de place pour de nouveaux postes de travail ({ $names }).
explain-bind-retention = Dans { $places }, les emplois existants coûteraient moins ailleurs ; le plan ne les déplace pas ({ $names }).
explain-bind-lock = { $count ->
    [one] { $places } est liée
   *[other] { $places } sont liées
} par des décisions prises d’avance ({ $names }).
explain-bind-none = Aucune limite n’a de prix ici : les emplois sont où ils sont en raison de ce que coûtent les lieux.
explain-bind-shared = Aucune limite propre n’a de prix ici : ce que ce territoire reçoit découle du coût des lieux, des objectifs suivants et de la règle qui porte sur plusieurs régions ensemble.
explain-bind-goals = Aucune limite propre n’a de prix ici : ce sont les objectifs suivants, et non une limite, qui décident.
explain-bind-dearest = Limite la plus chère : { $price }
explain-names-more = { $names } et { $count } de plus
explain-lever = Ce qui devrait changer pour un emploi de plus sans surcoût : { $rule } ; un supplément de { $amount } suffirait.
explain-lever-one = Ce qui devrait changer pour un emploi de plus sans surcoût : { $rule } ; { $one } de plus suffirait largement.
explain-lever-none = Desserrer la limite la plus chère ne suffit pas, à elle seule, à payer un emploi de plus : { $rule }.

explain-why-not-eligible = Aucun emploi n’est placé ici : aucun segment n’y atteint ses seuils, quelle que soit l’année.
explain-why-unknown = Le dossier de calcul ne contient pas les seuils ou les indices en cause : la distance n’est pas connue.
explain-why-locked = Aucun emploi n’est placé ici : le territoire est exclu, rien ne peut y être construit.
explain-why-no-pool = Aucun emploi n’est placé ici : aucune personne recrutable n’habite à distance de trajet.
explain-why-no-plan = Aucun emploi n’est placé ici : aucun plan avec un emploi de plus ici ne respecte toutes les règles.
explain-why-no-park = Aucun emploi n’est placé ici : avec les parcs de ce plan, il n’y a place pour aucun emploi de plus, et la question de savoir si un parc y serait rentable n’a pas été posée.
explain-why-cost = Aucun emploi n’est placé ici, en raison du coût : placer { $jobs } ici en { $year } coûterait { $amount } au pays sur la durée du plan.
explain-why-beyond = Les objectifs suivants peuvent dépenser { $allowed } en tout.
explain-why-within = Le coût ne l’exclut pas : placer { $jobs } ici en { $year } coûterait { $amount } au pays sur la durée du plan, ce qui tient dans les { $allowed } que peuvent dépenser les objectifs suivants.
explain-why-free = Le coût ne l’exclut pas : placer { $jobs } ici en { $year } ne coûterait rien au pays.
explain-why-first = Le premier emploi coûterait { $amount }.
explain-why-least = Si le coût décidait seul, il y aurait ici { $jobs }.
explain-decided-regions = L’équité compte les régions, non les { $level ->
    [province] provinces
    [commune] communes
   *[other] territoires un à un
}.
explain-decided-spent = Elle a dépensé cet argent : chaque région gardant ses emplois du plan, les mêmes emplois ici coûteraient { $amount } de plus, et il ne reste rien.
explain-decided-over = Chaque région gardant ses emplois du plan, les mêmes emplois ici coûteraient { $amount } de plus, et il reste { $left }.
explain-decided-no-plan = Chaque région gardant ses emplois du plan, aucun plan n’a les mêmes emplois ici.
explain-decided-cheapest = Chaque région gardant ses emplois du plan, les mêmes emplois ici coûteraient { $amount } de plus, et parmi les plans qui servent également les régions, le moins cher a été retenu.
explain-decided-alike = D’autres plans servent aussi bien les régions au même coût, et l’un d’eux a été retenu.
explain-decided-tie = D’autres lieux ne coûtent pas plus, et l’un d’eux a été retenu.
explain-decided-suits = Les emplois sont là où ils conviennent mieux : l’adéquation de { $better } pour { $segment } est de { $there }, contre { $here } ici.
explain-decided-suitability = Les emplois étant ailleurs, l’adéquation de l’ensemble est aussi élevée ou plus.
explain-miss = { $poor } pour { $segments } : indice { $value } sur 1 en { $year }, pour un minimum de { $threshold }. Ce qui manque le plus : { $indicator } ({ $scaled } sur 1, ce qui retire { $lost } à l’indice).
explain-poor-connectivity = Connectivité trop faible
explain-poor-infrastructure = Infrastructure trop faible
explain-short = { $name } : { $reason }
explain-short-miss = { $poor } pour { $segments } : indice { $value } sur 1, pour un minimum de { $threshold }. Ce qui manque le plus : { $indicator }.

explain-indicator = { $name ->
    [airport_minutes] le trajet vers un aéroport
    [high_speed_minutes] le trajet vers une gare à grande vitesse
    [motorway] l’accès à l’autoroute
    [passenger_rail] le rail voyageurs
    [mobile_5g] la vague 5G
    [cable_or_data_centre_km] la distance à un câble ou à un centre de données
    [park_floor_in_reach] la surface de parc à portée
    [establishments_50_plus] les établissements de 50 salariés et plus
    [water] les logements raccordés à l’eau
    [electricity] les logements raccordés à l’électricité
    [sewer] les logements raccordés à l’assainissement
    [vacant_dwellings] les logements vacants
   *[other] { $name }
}

explain-block-costs = { $jobs } de plus coûteraient { $amount }, soit { $each } chacun.
explain-block-saves = { $jobs } de plus économiseraient { $amount }, soit { $each } chacun.
explain-block-free = { $jobs } de plus ne coûteraient rien.
explain-block-fits = Il n’y a place que pour { $jobs } environ.
explain-block-fits-more = Aucun plan n’en a beaucoup plus que { $jobs } de plus.
explain-taken-gain = Ils seraient pris ailleurs : { $places } ; au passage, d’autres en gagneraient : { $others }.

explain-penalty = Un objectif peut être manqué ici, et ce qui est minimisé compte { $rates }. Cette pénalité n’est pas de l’argent : personne ne la paie. Le plan paie { $paid }, et { $penalty } de pénalité lui sont comptés ; au moindre coût, on paierait { $least_paid }, avec { $least_penalty } de pénalité.
explain-penalty-counted = (En comptant { $rates }.)
explain-penalty-jobs = { $amount } par emploi manquant
explain-penalty-exports = { $amount } par DH d’exportations manquant

explain-level-region = { $count ->
    [one] une région
   *[other] { $count } régions
}
explain-level-province = { $count ->
    [one] une province
   *[other] { $count } provinces
}
explain-level-commune = { $count ->
    [one] une commune
   *[other] { $count } communes
}
explain-level-other = { $count ->
    [one] un territoire
   *[other] { $count } territoires
}

explain-segment = { $code } ({ $what })
explain-segment-crm = centres d’appels
explain-segment-bpo = processus métier
explain-segment-ito = services informatiques
explain-segment-eso = ingénierie
explain-segment-kpo = services à forte expertise

explain-later-least-served = l’équité
explain-later-ordered-median = l’équité
explain-later-kolm-pollak = l’équité
explain-later-inequality = l’équité
explain-later-suitability = l’adéquation des sites
explain-later-cost = les objectifs suivants

explain-idle-years = { $rule } (et { $count ->
    [one] une autre année
   *[other] { $count } autres années
}, pas moins)
