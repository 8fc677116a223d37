# كلمات خرائط التنقل وأحواض التشغيل وسلاسل الخرائط والأطلس.

mapflows-away-region = في جهة أخرى
mapflows-away-province = في إقليم أو عمالة أخرى
mapflows-away-commune = في جماعة أخرى
mapflows-scenario = ، سيناريو «{ $name }»
mapflows-title = { $many ->
    [few] { $people } أشخاص
    [many] { $people } شخصا
   *[other] { $people } شخص
 }، أي { $share } من المستخدمين، يعملون سنة { $year } { $away } غير التي يسكنونها؛ أكبر تدفق: من { $origin } إلى { $zone } ({ $largest })
mapflows-title-region = { $region }، { $year }: يتنقل { $many ->
    [few] { $within } أشخاص
    [many] { $within } شخصا
   *[other] { $within } شخص
 } للعمل داخل الجهة، ويدخلها { $in }، ويغادرها { $out }
mapflows-title-none = لا أحد يعمل سنة { $year } { $away } غير التي يسكنها
mapflows-subtitle = التنقل بين السكن والعمل في ترحيل الخدمات كما يحسبه المخطط لسنة { $year }{ $scenario }
mapflows-alt = التنقل بين السكن والعمل سنة { $year }: يعمل { $people } من أصل { $many ->
    [few] { $total } أشخاص
    [many] { $total } شخصا
   *[other] { $total } شخص
 } { $away }. أكبر التدفقات: { $flows }.
mapflows-alt-flow = من { $origin } إلى { $zone }، { $people }
mapflows-note = تنقلات محسوبة وليست مرصودة: يوزع المخطط { $many ->
    [few] { $people } أشخاص
    [many] { $people } شخصا
   *[other] { $people } شخص
 } بين أماكن سكن وعمل لا تفصل بينها أكثر من { $minutes } دقيقة. ويُفترض أن مناصب سنة { $base } يشغلها سكان المكان نفسه. تصل الخطوط بين مراكز السكان ولا تتبع الطرق.
mapflows-legend-lines =
    أشخاص يعملون خارج مجال سكناهم
    (عرض الخط، والسهم نحو مكان العمل)
mapflows-legend-inside = داخل الجهة
mapflows-legend-across = من جهة إلى أخرى
mapflows-legend-circles =
    يسكنون ويعملون
    في المجال نفسه
mapflows-omitted = لم تُرسم التدفقات الصغرى (الحد الأدنى: { $least }): عددها { $flows } ومجموعها { $many ->
    [few] { $people } أشخاص
    [many] { $people } شخصا
   *[other] { $people } شخص
 }
mapflows-omitted-none = كل التدفقات مرسومة.
catchment-title-park = { $people ->
    [few] { $pool } أشخاص مؤهلين
    [many] { $pool } شخصا مؤهلا
   *[other] { $pool } شخص مؤهل
 } على بعد { $minutes } دقيقة على الأكثر من { $park } سنة { $year }، ويعمل فيه { $drawn } من سكان هذه المجالات
catchment-title-all = { $share } من الأشخاص المؤهلين يسكنون سنة { $year } على بعد { $minutes } دقيقة على الأكثر من أحد مواقع المخطط (عددها { $parks })
catchment-title-all-shared = { $share } من الأشخاص المؤهلين يسكنون سنة { $year } على بعد { $minutes } دقيقة على الأكثر من أحد مواقع المخطط (عددها { $parks })، و{ $twice } في متناول عدة مواقع
catchment-subtitle = أحواض التشغيل: مدة الطريق إلى أقرب موقع حسب { $level }{ $scenario }
catchment-note = الحساب حسب { $level } بكامل المجال، من مركز السكان إلى مركز الموقع (وداخل المجال نفسه: متوسط التنقل)، والحد في النموذج { $limit } دقيقة. الأشخاص المؤهلون: رصيد تقديري لمستويي التكوين سنة { $year }، ولا يمكن للمخطط أن يوظف منه إلا جزءا.
catchment-legend =
    دقائق الطريق، ذهابا
    ({ $count })
catchment-count-zones = بين قوسين: عدد المجالات الترابية
catchment-band = من { $low } إلى { $high } ({ $zones })
catchment-beyond = خارج المتناول ({ $zones })
catchment-shared = في متناول عدة مواقع ({ $zones })
catchment-legend-drawn =
    مستخدمو المخطط
    (مكان السكن، مساحة الدائرة)
catchment-park = موقع في المخطط
catchment-table-zone = مكان السكن
catchment-table-minutes = دقيقة
catchment-table-pool = المؤهلون
catchment-table-drawn = المشتغلون
catchment-table-rest = أخرى ({ $zones })
catchment-table-all = المجموع
catchment-sites = { $name } · { $parks ->
    [two] موقعان
    [few] { $parks } مواقع
    [many] { $parks } موقعا
   *[other] { $parks } موقع
 }
catchment-alt = حوض التشغيل سنة { $year }: { $many ->
    [few] { $zones } مجالات ترابية
    [many] { $zones } مجالا ترابيا
   *[other] { $zones } مجال ترابي
 } على بعد { $minutes } دقيقة على الأكثر، و{ $people ->
    [few] { $pool } أشخاص مؤهلين
    [many] { $pool } شخصا مؤهلا
   *[other] { $pool } شخص مؤهل
 }، ويعمل فيها { $drawn } من سكان هذه المجالات. { $bands }.
catchment-alt-band = من { $low } إلى { $high } دقيقة: المجالات { $zones }، الأشخاص { $pool }
multiples-title-year = { $measure }: { $after }، مقابل { $before } سنة { $first }
multiples-title-scenario = { $measure }: من { $low } ({ $lowest }) إلى { $high } ({ $highest }) حسب السيناريو
multiples-title-same = { $measure }: { $value } في كل السيناريوهات بتوزيع مختلف
multiples-subtitle-year = حسب { $level } (الوحدة: { $unit })، الفئات نفسها لكل السنوات{ $scenario }
multiples-subtitle-scenario = حسب { $level } (الوحدة: { $unit })، الفئات نفسها لكل السيناريوهات
multiples-legend = { $measure } ({ $unit })
multiples-counts = بين قوسين: عدد المجالات الترابية في كل الخرائط مجتمعة (في كل خريطة { $zones }).
multiples-total = المجموع { $value }
multiples-median = الوسيط { $value }
multiples-alt = { $measure }، خرائط بالفئات نفسها عددها { $maps }. { $panels }.
multiples-alt-panel = { $head }: { $figure }، الأعلى في { $place } ({ $value })
atlas-title = الأطلس الجهوي لمناصب الشغل في ترحيل الخدمات
atlas-subtitle = { $model }، مخطط { $first }-{ $last }{ $scenario }
atlas-page-title = { $region }: { $many ->
    [few] { $jobs } مناصب شغل
    [many] { $jobs } منصب شغل
   *[other] { $jobs } منصب شغل
 } سنة { $last }، { $change } منذ { $base }
atlas-page-subtitle = مناصب الشغل في ترحيل الخدمات حسب { $level } والمواقع سنة { $last }{ $scenario }
atlas-progress = الصفحة { $page } من { $pages }: { $name }
atlas-overview = نظرة عامة
atlas-contents = الجهات
atlas-facts = الجهة بالأرقام
atlas-places = مناصب الشغل حسب { $level }
atlas-flows = أكبر التنقلات إلى العمل
atlas-flow = من { $origin } إلى { $zone }
atlas-flows-none = لا أحد يعمل خارج مجال سكناه.
atlas-jobs-base = مناصب الشغل سنة { $year } (تقدير)
atlas-jobs-base-known = مناصب الشغل سنة { $year }
atlas-jobs-last = مناصب الشغل سنة { $year }
atlas-added = مناصب الشغل المضافة
atlas-seats = مقاعد العمل المبنية
atlas-trained = الأشخاص المكوَّنون
atlas-state = كلفة الدولة (قيمة حالية)
atlas-per-1000 = مناصب الشغل لكل 1 000 نشيط
atlas-share = الحصة من مجموع البلاد
atlas-rest = أخرى ({ $zones })
atlas-legend-base = منها سنة { $year }
atlas-legend-new = المضافة
atlas-page = { $page } / { $pages }
atlas-column-region = الجهة
atlas-column-added = المضافة
atlas-column-page = الصفحة
atlas-column-share = الحصة
atlas-alt = { $region }: { $many ->
    [few] { $jobs } مناصب شغل
    [many] { $jobs } منصب شغل
   *[other] { $jobs } منصب شغل
 } سنة { $last } مقابل { $before } سنة { $base }. { $places }.
catchment-people = الأشخاص
catchment-subtitle-park = حوض التشغيل: مدة الطريق إلى هذا الموقع حسب { $level }{ $scenario }
multiples-class = { $words }‏ ({ $count } في { $maps ->
    [two] خريطتين
    [few] { $maps } خرائط
    [many] { $maps } خريطة
   *[other] { $maps } خريطة
 })
multiples-title-period = { $measure }: { $after }، مقابل { $before } إلى نهاية { $first }
