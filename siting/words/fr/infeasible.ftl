# Ce qui n’est pas possible, et ce qui le rendrait possible.

infeasible-title = aucun plan ne respecte toutes les règles ; rien n’a été écrit
infeasible-told = siting : { $message }
infeasible-conflict = Ces règles se contredisent ; sans l’une quelconque d’entre elles, les autres peuvent être respectées :
infeasible-conflict-undecided = Ces règles se contredisent (le temps a manqué pour vérifier que toutes y contribuent) :
infeasible-further = Celles-ci se contredisent aussi, à elles seules :
infeasible-minimum = Aucun ensemble plus petit de règles n’est contradictoire.
infeasible-irreducible = Chacune de ces règles est nécessaire à la contradiction. Il n’a pas été établi si un autre ensemble, plus petit, est contradictoire.
infeasible-relaxed = La contradiction apparaît déjà avec des parcs de taille quelconque.
infeasible-repairs = Pour qu’un plan existe, renoncer à l’un des points suivants :
infeasible-combination = Pour qu’un plan existe, faire à la fois :
infeasible-combination-goals = Ou bien garder les objectifs et faire à la fois :
infeasible-not-enough = { $count ->
    [one] Renoncer à { $goal } ne suffit pas : sans cet objectif, une règle reste impossible à respecter, à savoir { $rules }.
   *[other] Renoncer à { $goal } ne suffit pas : sans cet objectif, ces règles se contredisent encore : { $rules }.
}
infeasible-none = Aucune limite n’a été trouvée qui, à elle seule, rendrait un plan possible.

infeasible-note-large = Le modèle est trop grand pour chercher les règles qui se contredisent ; essayer au niveau des provinces.
infeasible-note-undecided = Les règles qui se contredisent n’ont pas pu être établies dans le temps imparti.
infeasible-note-parks = Avec des parcs de taille quelconque, un plan existe : la contradiction tient aux parcs indivisibles. Les autres règles en cause n’ont pas pu être établies dans le temps imparti.
infeasible-note-time = Le temps a manqué pour examiner toutes les limites ; d’autres peuvent convenir.

infeasible-detail = { $rule } ({ $details })
infeasible-years = { $first } à { $last }
infeasible-places = { $count ->
    [one] { $number } territoire
   *[other] { $number } territoires
}
infeasible-regions = { $count ->
    [one] { $number } région
   *[other] { $number } régions
}
infeasible-cost = { $move } ; coût minimal { $cost }
infeasible-cost-soft = { $move } ; ce qui est alors construit et réalisé coûte { $cost }, hors pénalité pour ce qui manque
infeasible-not-least = { $move } (une variation plus faible n’a pas été exclue)

infeasible-goal-jobs = l’objectif d’emplois
infeasible-goal-export = l’objectif d’exportations
infeasible-rule-jobs-goal = l’objectif d’emplois
infeasible-rule-export-goal = l’objectif d’exportations de { $of }
infeasible-rule-national-pace = le nombre maximal d’emplois créés par an dans le pays
infeasible-rule-segment-min = la part minimale de { $of } dans l’emploi
infeasible-rule-segment-max = la part maximale de { $of } dans l’emploi
infeasible-rule-budget = le budget { $of }
infeasible-rule-territorial-floor = le plancher de chaque région
infeasible-rule-territorial-cap = le plafond de chaque région
infeasible-rule-inequality = le plafond d’inégalité entre régions (Gini)
infeasible-rule-limit-cost = le plafond du coût total
infeasible-rule-limit-commuting = le plafond du coût des trajets
infeasible-rule-limit-suitability = la somme minimale d’aptitude
infeasible-rule-limit-gaps = le plafond des écarts entre régions
infeasible-rule-least-served = le minimum d’emplois pour 1 000 actifs dans chaque région
infeasible-rule-ordered-median = le minimum de la moyenne ordonnée des taux régionaux
infeasible-rule-kolm-pollak = le minimum du taux de Kolm-Pollak
infeasible-rule-group-min = la part minimale des territoires { $of }
infeasible-rule-group-max = la part maximale des territoires { $of }
infeasible-rule-absorption = le rythme de remplissage d’un territoire
infeasible-rule-retention = les emplois qui doivent rester sur place
infeasible-rule-talent = les personnes à recruter dans le bassin d’emploi
infeasible-rule-training = les places de formation
infeasible-rule-site-limit = la capacité d’accueil de nouveaux postes de travail
infeasible-rule-eligibility = les seuils sous lesquels un segment ne peut croître dans un territoire
infeasible-rule-smallest-park = la taille minimale d’un parc
infeasible-rule-whole-parks = la livraison des parcs par tranches entières
infeasible-rule-park-count-min = le nombre minimal de parcs
infeasible-rule-park-count-max = le nombre maximal de parcs
infeasible-rule-park-per-region = un parc dans chaque région
infeasible-rule-lock-in = le parc déjà décidé ({ $of })
infeasible-rule-lock-seats = les postes de travail déjà décidés ({ $of })
infeasible-rule-lock-out = les territoires où rien ne peut être construit
infeasible-rule-other = la règle { $of }

infeasible-payer-state = de l’État
infeasible-payer-developer = des aménageurs
infeasible-payer-firm = des entreprises
infeasible-payer-worker = des salariés

infeasible-move-jobs = objectif d’emplois de { $of } : { $old } → { $new }, et la trajectoire dans la même proportion
infeasible-move-exports = objectif d’exportations de { $of } : { $old } → { $new }
infeasible-move-pace = emplois créés au plus par an dans le pays : { $old } → { $new }
infeasible-move-recruit = taux de recrutement annuel dans le vivier éligible : { $old } → { $new }
infeasible-move-commute = durée maximale du trajet domicile-travail : { $old } → { $new } minutes
infeasible-move-training = places de formation : { $new } de plus
infeasible-move-growth = croissance annuelle d’un territoire : { $old } → { $new }
infeasible-move-entry = emplois qu’un territoire peut ajouter par an en sus de sa croissance : { $old } → { $new }
infeasible-move-market = nouveaux postes de travail qu’un territoire accueille pour 1 000 actifs : { $old } → { $new }
infeasible-move-shrink = part de ses emplois qu’un territoire peut perdre par an : { $old } → { $new }
infeasible-move-park-min = nombre minimal de parcs : { $old } → { $new }
infeasible-move-park-max = nombre maximal de parcs : { $old } → { $new }
infeasible-move-smallest-park = parc minimal : { $old } → { $new } postes de travail
infeasible-move-budget = budget { $of } (année la plus forte) : { $old } → { $new }, et les autres années dans la même proportion
infeasible-move-floor = plancher de chaque région : { $old } → { $new } de sa part de la population active
infeasible-move-cap = plafond de chaque région : { $old } → { $new } fois sa part de la population active
infeasible-move-gini = indice de Gini maximal entre régions : { $old } → { $new }
infeasible-move-limit-cost = coût total maximal : { $old } → { $new }
infeasible-move-limit-commuting = coût des trajets maximal : { $old } → { $new }
infeasible-move-limit-suitability = somme minimale d’aptitude : { $old } → { $new }
infeasible-move-limit-gaps = somme maximale des écarts : { $old } → { $new }
infeasible-move-least-served = minimum d’emplois pour 1 000 actifs dans chaque région : { $old } → { $new }
infeasible-move-ordered-median = minimum de la moyenne ordonnée des taux régionaux : { $old } → { $new }
infeasible-move-kolm-pollak = minimum du taux de Kolm-Pollak : { $old } → { $new }
infeasible-move-group-min = part minimale des territoires { $of } : { $old } → { $new }
infeasible-move-group-max = part maximale des territoires { $of } : { $old } → { $new }
infeasible-move-share-min = part minimale de { $of } dans l’emploi : { $old } → { $new }
infeasible-move-share-max = part maximale de { $of } dans l’emploi : { $old } → { $new }
infeasible-move-lock-in = le parc déjà décidé ({ $of }) est abandonné
infeasible-move-lock-out = la construction est autorisée dans le territoire exclu ({ $of })
infeasible-move-lock-seats = les postes de travail déjà décidés ({ $of }) sont abandonnés
infeasible-move-per-region = toutes les régions n’ont pas besoin d’un parc
infeasible-move-divisible = les parcs peuvent avoir une taille quelconque et ne sont plus comptés
infeasible-move-soft-jobs = l’objectif d’emplois devient souple : le plan atteint alors { $reached } { $reached_count ->
    [one] emploi
   *[other] emplois
} en { $of }
infeasible-move-soft-exports = l’objectif d’exportations devient souple : le plan atteint alors { $reached } en { $of }
infeasible-move-soft-goals = les deux objectifs deviennent souples : le plan atteint alors { $reached } { $reached_count ->
    [one] emploi
   *[other] emplois
} et { $exports } d’exportations en { $of }
