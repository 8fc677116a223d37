# Mots que la mise en page ajoute au contenu d’un document.

setting-contents = Sommaire
setting-skip = Aller au contenu
setting-page = Page { $page } sur { $pages }
