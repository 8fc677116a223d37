# Mots des graphiques.

chart-alt = { $title }. { $subtitle }. { $figures }.
chart-alt-item = { $name } : { $figure }
chart-country = Total
chart-change = évolution
chart-title-jobs = { $count ->
    [one] { $jobs } emploi
   *[other] { $jobs } emplois
 } en { $last }, contre { $before } en { $base }

chart-kind-bars = emplois des régions, première et dernière année
chart-kind-lorenz = courbe de Lorenz des emplois et indice de Gini
chart-kind-path = trajectoire des emplois et des exportations vers leurs objectifs
chart-kind-costs = coût par payeur (ou par nature) et par an
chart-kind-segments = emplois par segment et par an, du pays ou d’une région
chart-kind-slope = emplois des régions d’un plan à l’autre

chart-bars-title = { $region } reçoit { $share } { $count ->
    [one] du seul emploi créé
   *[other] des { $added } emplois créés
 } de { $base } à { $last }
chart-bars-subtitle = Emplois de l’offshoring par région, fin { $base } et fin { $last }. Plan « { $scenario } »
chart-bars-kept = emplois de { $base }
chart-bars-added = créés de { $base } à { $last }
chart-bars-lost = perdus
chart-bars-enlarged = Les plus petites, agrandies { $times } fois

chart-lorenz-title-even = Les emplois se répartissent plus également : Gini de { $after } en { $last }, contre { $before } en { $base }
chart-lorenz-title-uneven = Les emplois se concentrent : Gini de { $after } en { $last }, contre { $before } en { $base }
chart-lorenz-title-same = La répartition des emplois ne change pas : Gini de { $after } en { $base } comme en { $last }
chart-lorenz-subtitle = Courbe de Lorenz : part des emplois de l’offshoring et part de la population active, cumulées de la région la moins servie à la mieux servie. Plan « { $scenario } »
chart-lorenz-people = population active, part cumulée
chart-lorenz-jobs = emplois, part cumulée
chart-lorenz-equality = égalité
chart-lorenz-gini = { $year } : Gini { $gini }
chart-lorenz-half = Les régions les moins servies, où vit la moitié des actifs, ont { $after } des emplois en { $last }, contre { $before } en { $base }.
chart-lorenz-meaning = L’indice de Gini est le double de la surface entre la courbe et la ligne d’égalité (ombrée pour la dernière année) : 0 pour l’égalité (autant d’emplois par actif partout), près de 1 si une seule région a tout. Il compare les régions, non les personnes.
chart-lorenz-rates = Emplois pour 1 000 actifs

chart-path-title-met = { $jobs } emplois et { $worth } milliards de DH d’exportations en { $last } : les objectifs sont atteints
chart-path-title-jobs = Il manque { $count ->
    [one] { $missing } emploi
   *[other] { $missing } emplois
 } en { $year } pour atteindre l’objectif de { $goal }
chart-path-title-exports = Il manque { $missing } milliards de DH d’exportations en { $year } pour atteindre l’objectif de { $goal }
chart-path-subtitle = Emplois et exportations de l’offshoring face à leurs objectifs. Plan « { $scenario } »
chart-path-jobs = Emplois en fin d’année
chart-path-exports = Exportations, milliards de DH par an
chart-path-goal = objectif de l’année
chart-path-missing = ce qui manque à l’objectif
chart-path-kept = emplois de { $base }
chart-path-new = nouveaux depuis { $base }

chart-segments-title = { $segment } : { $after } des emplois en { $last }, contre { $before } en { $base }
chart-segments-title-region = { $region } : { $after } des emplois en { $segment } en { $last }, contre { $before } en { $base }
chart-segments-subtitle = Emplois de l’offshoring par segment, en fin d’année ; à droite, part de la dernière année. Plan « { $scenario } »
chart-segments-layer = { $segment } : { $share }

chart-costs-title = Le plan coûte { $total }, dont { $state } à la charge de l’État
chart-costs-title-saving = Le plan coûte { $total } au total : { $state } à l’État, alors que les entreprises économisent { $saved }
chart-costs-title-term = Le plan coûte { $total } au total ; premier poste : { $term }, { $amount }
chart-costs-subtitle = Coût par an, actualisé : valeur de { $base } au taux de { $rate } par an ; les économies sont sous zéro. Plan « { $scenario } »
chart-costs-subtitle-paid = Coût par an, non actualisé : sommes de chaque année ; les économies sont sous zéro. Plan « { $scenario } »
chart-costs-panel = Millions de DH
chart-costs-total = Total net
chart-costs-value =
    actualisé,
    { $base }
chart-costs-paid =
    non
    actualisé
chart-costs-penalty = La pénalité des objectifs manqués n’est pas une dépense : elle n’est pas montrée.
chart-payer-state = État
chart-payer-developer = Aménageurs
chart-payer-firm = Entreprises (écart à la moyenne)
chart-payer-worker = Salariés (trajets)
chart-term-build-cost = Construction
chart-term-territorial-premium = Prime territoriale
chart-term-training-cost = Subventions de formation
chart-term-employment-premium = Prime à l’emploi
chart-term-training-premium = Prime à la formation
chart-term-commuting-cost = Trajets domicile-travail
chart-term-operating-difference = Écart de coût d’exploitation

chart-slope-title = De « { $first } » à « { $other } » : { $count ->
    [one] { $moved } emploi change
   *[other] { $moved } emplois changent
 } de région, { $region } en gagne { $gain }
chart-slope-title-losses = De « { $first } » à « { $other } » : { $count ->
    [one] { $lost } emploi
   *[other] { $lost } emplois
 } de moins, aucune région n’en gagne
chart-slope-title-same = De « { $first } » à « { $other } » : aucune région ne gagne ni ne perd d’emplois
chart-slope-subtitle = Emplois en { $last } par région, { $count } plans. { $scale } Entre parenthèses : écart à « { $first } »
chart-slope-log = Échelle logarithmique : à pente égale, variation égale en %.
chart-slope-linear = Échelle à partir de zéro.
chart-slope-about = « { $run } » : { $note }
chart-slope-title-both = De « { $first } » à « { $other } » : { $region } gagne le plus ({ $count ->
    [one] { $gain } emploi
   *[other] { $gain } emplois
 }), { $loser } perd le plus ({ $loss })

chart-frontier-cost = Coût total en valeur actuelle (millions de DH)
chart-frontier-inequality = Gini des emplois par actif entre régions (0 : égalité)
chart-frontier-least-served = Emplois pour 1 000 actifs dans la région la moins servie
chart-frontier-suitability = Aptitude (indice × emplois)
chart-frontier-commuting = Coût des trajets en valeur actuelle (millions de DH)
chart-frontier-title = { $second }, de { $from } à { $to } : { $first }, de { $low } à { $high }
chart-frontier-title-three = { $count } plans dont aucun n’est dépassé dans les trois objectifs
chart-frontier-subtitle = Chaque point est un plan optimal : aucun autre n’est meilleur pour un objectif et aussi bon pour l’autre. Chiffres le long des étapes : coût de chaque emploi déplacé entre régions
chart-frontier-subtitle-three = Chaque point est un plan optimal : aucun autre n’est meilleur pour un objectif et aussi bon pour les autres
chart-frontier-price = { $amount } DH par emploi déplacé
chart-frontier-short-cost = coût total (millions de DH)
chart-frontier-short-inequality = Gini
chart-frontier-short-least-served = emplois pour 1 000 actifs de la région la moins servie
chart-frontier-short-suitability = aptitude
chart-frontier-short-commuting = coût des trajets (millions de DH)

chart-ranges-title = À { $slack } du moindre coût, { $region } peut avoir de { $low } à { $high } emplois en { $last }
chart-ranges-subtitle = Emplois de { $last } que chaque région peut avoir dans les plans jusqu’à { $slack } plus chers que le moins cher
chart-ranges-note = Chaque étendue vaut pour sa région seule : toutes ne peuvent être à leur maximum, ou à leur minimum, à la fois.
chart-ranges-lowest = minimum
chart-ranges-cheapest = moins cher
chart-ranges-highest = maximum
chart-ranges-key-start = { $base }
chart-ranges-key-cheapest-plan = plan le moins cher
chart-ranges-key-range = étendue en { $last }
