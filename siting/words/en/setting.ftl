# Words that the setting of a document adds to its content.

setting-contents = Contents
setting-skip = Go to the content
setting-page = Page { $page } of { $pages }
