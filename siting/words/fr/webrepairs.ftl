# Quand aucun plan n’existe : ce qui aiderait.

web-repairs-looking = Recherche de ce qui aiderait...
web-repairs-failed = Ce qui aiderait n’a pas pu être calculé.
web-repairs-conflict = Ces règles se contredisent :
web-repairs-help = Une seule de ces mesures suffit, et aucune ne peut être plus petite :
web-repairs-none = Aucune mesure ne suffit à elle seule.
web-repairs-cost = le plan coûte alors { $amount }
web-repairs-found = Mesures qui aident : { $count }
