# الكلمات التي يضيفها إخراج الوثيقة إلى محتواها.

setting-contents = المحتويات
setting-skip = الانتقال إلى المحتوى
setting-page = الصفحة { $page } من { $pages }
