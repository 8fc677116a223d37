# Comparaison de plans : tableaux, notes, classeur.

compare-title = Comparaison de { $count } plans, { $first }-{ $last }

compare-regions-jobs-last = Emplois fin { $year } par région
compare-regions-added = Emplois créés par région, de fin { $base } à fin { $year }
compare-regions-seats-last = Postes de travail existants fin { $year } par région
compare-regions-share = Part des emplois du pays fin { $year }, en %
compare-regions-per-1000-active = Emplois pour 1 000 actifs fin { $year }
compare-regions-cost-mmad = Coût sur toutes les années par région, tous payeurs réunis, valeur actualisée, en millions de DH
compare-regions-state-mmad = Coût à la charge de l’État par région, valeur actualisée, en millions de DH
compare-regions-rank = Rang selon les emplois fin { $year }
compare-national = Le pays
compare-assumptions = Ce que les plans supposent différemment
compare-notes = Notes
compare-runs = Plans comparés

compare-head-code = Code
compare-head-region = Région
compare-head-run = Plan
compare-head-change = Écart
compare-head-percent = Écart, %
compare-head-change-of = Écart : { $run }
compare-head-quantity = Grandeur
compare-head-unit = Unité
compare-head-group = Partie
compare-head-key = Clé
compare-head-folder = Dossier du calcul
compare-head-scenario = Scénario
compare-head-started = Calculé le
compare-head-verdict = Vérification
compare-head-jobs-base = Emplois { $year }
compare-head-jobs-last = Emplois { $year }
compare-head-added = Emplois créés
compare-head-seats-last = Postes de travail { $year }
compare-head-share = Part des emplois
compare-head-per-1000-active = Emplois pour 1 000 actifs
compare-head-cost-mmad = Coût, millions de DH
compare-head-state-mmad = Coût à la charge de l’État, millions de DH
compare-head-rank = Rang selon les emplois
compare-head-jobs-change = Écart d’emplois
compare-head-seats-change = Écart de postes de travail
compare-head-share-change = Écart de part, points
compare-head-per-1000-change = Écart pour 1 000 actifs
compare-head-cost-change = Écart de coût, millions de DH
compare-head-state-change = Écart de coût à la charge de l’État, millions de DH
compare-head-rank-change = Écart de rang (− : mieux placé)

compare-country = Ensemble du pays
compare-sheet-regions = Régions
compare-sheet-country = Pays
compare-sheet-assumptions = Hypothèses
compare-sheet-notes = Notes et sources

compare-quantity-jobs = Emplois { $item }
compare-quantity-exports = Exportations { $item }
compare-quantity-seats-built = Nouveaux postes de travail
compare-quantity-parks-opened = Lieux où l’on construit des postes
compare-quantity-trained = Personnes formées avec une aide
compare-quantity-jobs-added = Emplois créés sur la durée du plan
compare-quantity-cost-total = Coût total, tous payeurs réunis
compare-quantity-state-per-job = Coût pour l’État par emploi créé
compare-quantity-penalty = Pénalité pour objectifs manqués
compare-quantity-gini = Gini des emplois par actif
compare-quantity-theil = Theil des emplois par actif
compare-quantity-per-1000-active = Emplois par actif
compare-quantity-least-served = Emplois par actif, région la moins servie
compare-quantity-ordered-median = Moyenne ordonnée des taux régionaux
compare-quantity-kolm-pollak = Taux de Kolm-Pollak
compare-quantity-commute-minutes = Trajet domicile-travail moyen
compare-quantity-verdict = Vérification
compare-quantity-gap = Écart à la borne prouvée

compare-section-jobs = Emplois et exportations
compare-section-means = Postes de travail et formation
compare-section-cost = Coût sur toutes les années, valeur actualisée
compare-section-payer = Le même coût, selon qui le supporte
compare-section-term = Le même coût, selon son objet
compare-section-penalty = Hors coût : personne ne la paie
compare-section-fairness = Équité et trajets
compare-section-proof = Preuve

compare-payer-state = à la charge de l’État
compare-payer-developer = à la charge des aménageurs
compare-payer-firm = entreprises, par rapport à la moyenne nationale
compare-payer-worker = trajets des salariés

compare-term-build-cost = construction
compare-term-territorial-premium = prime territoriale
compare-term-training-cost = subventions de formation
compare-term-employment-premium = prime à l’emploi
compare-term-training-premium = prime à la formation
compare-term-commuting-cost = trajets domicile-travail
compare-term-operating-difference = écarts de coûts d’exploitation

compare-unit-jobs = emplois
compare-unit-exports = milliards de DH
compare-unit-seats = postes
compare-unit-parks = lieux
compare-unit-people = personnes
compare-unit-mmad = millions de DH
compare-unit-penalty = millions, non monétaires
compare-unit-per-job = DH par emploi
compare-unit-index = 0 : égalité
compare-unit-rate = pour 1 000
compare-unit-minutes = minutes, aller simple
compare-unit-fraction = %

compare-group-scenario = scénario
compare-group-settings = valeurs modifiées
compare-group-model = modèle
compare-group-data = données
compare-group-solver = solveur
compare-group-versions = versions

compare-verdict-proven-optimal = optimum prouvé
compare-verdict-within-gap = à l’écart près
compare-verdict-feasible-not-proven = réalisable, non prouvé

compare-same = Rien ne diffère.
compare-none = aucun

compare-run-share = { $run } ({ $share })

compare-note-change = Les écarts sont mesurés par rapport à « { $first } ». Emplois et postes de travail sont des nombres entiers dont la somme est celle du pays.
compare-note-discount = Les coûts ne sont donnés que pour les plans au taux d’actualisation de « { $first } » : des valeurs actualisées à d’autres taux ne se soustraient pas. Taux : { $runs }.
compare-note-baseline = Dans { $runs }, les emplois de l’année de base se trouvent dans d’autres territoires que dans « { $first } » ; les totaux des régions sont les mêmes.
compare-note-seats = Dans { $runs }, les postes existants à l’année de base ne sont pas ceux de « { $first } » : l’écart de postes en tient compte.
compare-note-data = Le jeu de données de { $runs } n’est pas celui de « { $first } ».
compare-note-same-input = { $count ->
    [one] { $runs } a exactement les mêmes données d’entrée que « { $first } » : ce qui diffère vient du solveur ou de sa version.
   *[other] { $runs } ont exactement les mêmes données d’entrée que « { $first } » : ce qui diffère vient du solveur ou de sa version.
}
compare-note-unproven = { $count ->
    [one] L’optimalité de { $runs } n’est pas prouvée : des écarts de l’ordre de la marge restante peuvent venir du solveur.
   *[other] L’optimalité de { $runs } n’est pas prouvée : des écarts de l’ordre de leurs marges restantes peuvent venir du solveur.
}
compare-note-unfixed = { $count ->
    [one] L’objectif de { $runs } ne fixe pas les totaux des régions : un autre plan, tout aussi bon, peut placer les emplois ailleurs.
   *[other] Les objectifs de { $runs } ne fixent pas les totaux des régions : d’autres plans, tout aussi bons, peuvent placer les emplois ailleurs.
}
compare-note-parks = Dans { $runs }, les parcs sont indivisibles : d’autres parcs, au même coût, peuvent donner d’autres totaux régionaux.
compare-note-shortfall = { $count ->
    [one] { $runs } n’atteint pas tous ses objectifs. La pénalité correspondante (une ligne du tableau du pays) n’est pas une dépense et n’entre dans aucun coût.
   *[other] { $runs } n’atteignent pas tous leurs objectifs. La pénalité correspondante (une ligne du tableau du pays) n’est pas une dépense et n’entre dans aucun coût.
}
compare-note-firms = La ligne « entreprises » donne l’écart des salaires, loyers et autres charges à la moyenne nationale, et non un paiement. Un montant négatif est un gain : les entreprises s’installent là où c’est moins cher ; pour la même raison, le coût d’une région peut être négatif.
compare-note-estimate = La localisation des emplois de { $year } est en partie estimée : elle n’est pas publiée.
