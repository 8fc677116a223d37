# Replanification à partir du réalisé : tableau des écarts et hypothèses retenues.

replan-title = Replanification de { $run } : { $first }–{ $last } tels qu’observés, { $next }–{ $end } replanifiés
replan-title-one = Replanification de { $run } : { $first } tel qu’observé, { $next }–{ $end } replanifiés

replan-country = Le pays, année par année
replan-regions = Emplois par région : écart à fin { $last } et dans le plan pour { $end }
replan-money = Reste à payer après { $last }, en millions de DH, valeur actuelle { $last }
replan-zones = Lieux dont les emplois en { $end } changent le plus
replan-notes = Hypothèses et décisions

replan-head-year = année
replan-head-state = état
replan-head-goal = objectif replanifié
replan-head-jobs-planned = emplois prévus
replan-head-jobs-now = emplois replanifiés
replan-head-seats-planned = postes prévus
replan-head-seats-now = postes replanifiés
replan-head-change = écart
replan-head-planned = prévu
replan-head-now = replanifié
replan-head-region = région
replan-head-place = lieu
replan-head-payer = à la charge
replan-head-planned-of = prévu { $year }
replan-head-observed-of = observé { $year }
replan-head-now-of = replanifié { $year }

replan-state-base = année de base
replan-state-observed = observée
replan-state-planned = replanifiée

replan-whole-country = Pays
replan-all = ensemble
replan-payer-state = de l’État
replan-payer-developer = des aménageurs
replan-payer-firm = des entreprises, par rapport à la moyenne nationale
replan-payer-worker = des salariés, trajets domicile-travail
replan-owed = en outre : primes dues pour les emplois ajoutés jusqu’à { $last }

replan-behind = À fin { $last }, le pays comptait { $now } { $count ->
    [one] emploi
   *[other] emplois
}, soit { $gap } de moins que prévu.
replan-ahead = À fin { $last }, le pays comptait { $now } { $count ->
    [one] emploi
   *[other] emplois
}, soit { $gap } de plus que prévu.
replan-level = À fin { $last }, le pays comptait { $now } { $count ->
    [one] emploi
   *[other] emplois
}, comme prévu.
replan-dearer = Ce qui reste à faire coûte { $gap } de plus que ce que le plan antérieur prévoyait pour ces années ({ $now } au lieu de { $planned }).
replan-cheaper = Ce qui reste à faire coûte { $gap } de moins que ce que le plan antérieur prévoyait pour ces années ({ $now } au lieu de { $planned }).
replan-same-cost = Ce qui reste à faire coûte ce que le plan antérieur prévoyait pour ces années ({ $now }).
replan-within-gap = Les parcs sont indivisibles et le nouveau plan n’est prouvé qu’à { $share } près : un écart de cette taille ne signifie rien.
replan-unfinished = Le solveur s’est arrêté avant d’atteindre les objectifs suivants : les chiffres par région ne sont pas ceux d’un plan achevé.

replan-zone = { $name } ({ $code })
replan-note-missing = { $count ->
    [one] Un territoire manque au réalisé pour au moins une année ; les chiffres du plan en tiennent lieu : { $zones }.
   *[other] { $count } territoires manquent au réalisé pour au moins une année ; les chiffres du plan en tiennent lieu, entre autres pour { $zones }.
}
replan-note-split = { $count ->
    [one] Hypothèse : pour un territoire et une année, le réalisé donne les emplois sans segment ; ils sont répartis comme dans le plan antérieur pour ce territoire et cette année, à défaut comme dans le pays.
   *[other] Hypothèse : pour { $count } couples territoire-année, le réalisé donne les emplois sans segment ; ils sont répartis comme dans le plan antérieur pour le territoire et l’année, à défaut comme dans le pays.
}
replan-note-rounded = { $count ->
    [one] Dans un lieu, les emplois observés demandent plus de postes de travail qu’il n’en existe : { $seats } de plus ({ $zones }). L’écart est tenu pour un arrondi : le nouveau plan y compte autant de postes que les emplois en utilisent.
   *[other] Dans { $count } lieux, les emplois observés demandent plus de postes de travail qu’il n’en existe : { $seats } de plus au maximum, d’abord à { $zones }. L’écart est tenu pour un arrondi : le nouveau plan y compte autant de postes que les emplois en utilisent.
}
replan-note-trained = Hypothèse : le réalisé ne dit pas combien de personnes ont été formées avec une aide ; le nombre du plan est retenu, soit { $people }.
replan-note-path = Le pays comptait { $jobs } { $jobs_count ->
    [one] emploi
   *[other] emplois
} à fin { $year }, alors que la trajectoire vers l’objectif en demandait { $goal } : la trajectoire repart du niveau observé, les objectifs fixés dans le modèle demeurent.
replan-note-budget = Les budgets de l’État sont diminués de { $mmad } de primes à la formation dues pour les emplois déjà ajoutés.
replan-note-undone = Parmi les postes de travail décidés pour les années observées, { $seats } { $seats_count ->
    [one] n’a pas été construit
   *[other] n’ont pas été construits
} ({ $zones }) ; la décision n’est pas reconduite.
replan-note-completed = Le parc de { $zone }, commencé, est achevé comme le plan antérieur le prévoyait : { $seats } { $seats_count ->
    [one] poste de travail
   *[other] postes de travail
} à venir.
replan-note-parks = { $count ->
    [1] Un parc a été ouvert pendant les années observées et compte dans le nombre demandé ; une région qui n’en a pas le reçoit là où le plan antérieur le plaçait.
   *[other] { $count } parcs ont été ouverts pendant les années observées et comptent dans le nombre demandé ; une région qui n’en a pas le reçoit là où le plan antérieur le plaçait.
}
replan-note-balance = Les règles sur les emplois ajoutés continuent de compter depuis { $from_year } : elles sont écrites comme des parts du stock de { $last_year }, ce qui revient au même pour { $jobs } { $jobs_count ->
    [one] emploi
   *[other] emplois
} dans le pays.
replan-note-late = Parmi les postes de travail engagés jusqu’à la dernière année observée, { $seats } { $seats_count ->
    [one] n’a pas été livré
   *[other] n’ont pas été livrés
} ({ $zones }) ; la livraison est reportée à { $year }.
replan-note-room = { $seats } { $seats_count ->
    [one] poste de travail a été construit
   *[other] postes de travail ont été construits
} au-delà de la place que le modèle voyait ({ $zones }) ; rien ne peut plus y être construit.
replan-note-overdraft = { $people } { $people_count ->
    [one] personne a été recrutée et est comptée comme présente
   *[other] personnes ont été recrutées et sont comptées comme présentes
} au-delà de ce que donnent les taux de recrutement dans le bassin d’emploi, surtout à { $zones }.
replan-note-arc = Des emplois ont été observés là où le modèle n’en voyait pas ({ $zones }) : leurs salariés sont supposés y habiter, à { $minutes } { $minutes_count ->
    [one] minute
   *[other] minutes
} du travail.

replan-run = Dossier du plan : { $folder }

replan-departures = Observé et prévu à fin { $last } : les lieux qui s’écartent le plus du plan
replan-head-observed = observé
replan-head-seats-gap = écart de postes, année antérieure

replan-causes = Régions qui s’écartent du plan ou changent d’ici { $end } : ce qu’en disent les chiffres
replan-cause = { $region }, { $gap } en { $end } : { $past }, et { $later }.
replan-cause-past-same = ses emplois à fin { $last } étaient ceux du plan
replan-cause-past-more = elle comptait { $n } { $count ->
    [one] emploi
   *[other] emplois
} de plus que prévu à fin { $last }
replan-cause-past-fewer = elle comptait { $n } { $count ->
    [one] emploi
   *[other] emplois
} de moins que prévu à fin { $last }
replan-cause-later-same = après { $last }, le nouveau plan en ajoute autant que le plan antérieur
replan-cause-later-more = après { $last }, le nouveau plan en ajoute { $n } de plus que le plan antérieur
replan-cause-later-fewer = après { $last }, le nouveau plan en ajoute { $n } de moins que le plan antérieur
replan-cause-seats-more = Postes de travail existants à fin { $last } : { $n } de plus que prévu.
replan-cause-seats-fewer = Postes de travail existants à fin { $last } : { $n } de moins que prévu.
replan-cause-people = Personnes disponibles que la région n’avait pas recrutées à cette date : { $n } de plus que prévu.
replan-cause-empty = Postes de travail vides à cette date : { $n } de plus que prévu.
replan-gap-in = { $gap } ({ $year })
replan-region-change = { $region } ({ $change })
replan-cause-from = Le total du pays en { $end } est celui du plan antérieur ; ont moins d’emplois : { $others }.
replan-cause-to = Le total du pays en { $end } est celui du plan antérieur ; ont plus d’emplois : { $others }.
