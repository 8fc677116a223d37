# Mots de l’image d’une comparaison.

comparison-title-both = De « { $first } » à « { $other } » : { $up } gagne { $gain } { $count ->
    [one] emploi
   *[other] emplois
}, { $down } en perd { $loss }
comparison-title-gain = De « { $first } » à « { $other } » : { $up } gagne { $gain } { $count ->
    [one] emploi
   *[other] emplois
}, aucune région n’en perd
comparison-title-loss = De « { $first } » à « { $other } » : { $down } perd { $loss } { $count ->
    [one] emploi
   *[other] emplois
}, aucune région n’en gagne
comparison-title-same = De « { $first } » à « { $other } » : aucune région ne gagne ni ne perd d’emplois
comparison-subtitle = Emplois de l’offshoring en { $last } par { $level } (cartes) et par région (lignes) : { $count } plans comparés
comparison-map-total = { $jobs } { $count ->
    [one] emploi
   *[other] emplois
}
comparison-count-note =
    (entre parenthèses : nombre de territoires,
    première carte · seconde carte)
comparison-gains = gagnent le plus d’emplois, de la carte 1 à la carte 2
comparison-losses = perdent le plus d’emplois, de la carte 1 à la carte 2
comparison-slope-title = Emplois en { $last } par région
comparison-slope-log = Échelle logarithmique : à pente égale, variation égale en %. À droite, entre parenthèses : écart à « { $first } ».
comparison-slope-linear = Échelle à partir de zéro. À droite, entre parenthèses : écart à « { $first } ».
comparison-map = carte { $position }
comparison-facts = Le pays dans les deux plans
comparison-fact-cost-total = Coût total, tous payeurs réunis, millions de DH
comparison-fact-state = dont à la charge de l’État
comparison-fact-seats-built = Nouveaux postes de travail
comparison-fact-least-served = Région la moins servie, emplois pour 1 000 actifs
comparison-fact-gini = Gini des emplois par actif (0 : égalité)
comparison-fact-commute-minutes = Trajet domicile-travail moyen, minutes
comparison-about = « { $run } » – { $note }
comparison-changed = « { $run } » ({ $settings })
comparison-between =  ;{" "}
comparison-settings = Valeurs changées à la main : { $changed }.
comparison-missed = « { $run } » n’atteint pas ses objectifs{ $by } ; la pénalité correspondante n’est pas une dépense et n’entre dans aucun coût.
comparison-missed-jobs = {" "}({ $jobs } { $count ->
    [one] emploi
   *[other] emplois
} de moins que l’objectif en { $year })
comparison-base-moved = Les emplois de { $base } ne se trouvent pas dans les mêmes territoires dans tous les plans.
comparison-alt = Variation des emplois par région de « { $first } » à « { $other } » : { $changes }.
