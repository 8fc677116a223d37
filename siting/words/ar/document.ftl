# الوثائق: المذكرة التركيبية والتقرير الكامل.

document-no-scenario = دون سيناريو
document-kind-brief = مذكرة تركيبية
document-kind-report = التقرير الكامل
document-subtitle = { $kind } · { $model } · مخطط { $first }-{ $last } · { $scenario } · حُسب في { $date }
document-subtitle-many = { $kind } · { $model } · { $count ->
    [two] مخططان
    [few] { $count } مخططات
    [many] { $count } مخططا
   *[other] { $count } مخطط
} ({ $first }-{ $last }) · حُسبت في { $date }
document-running-head = { $model } · مخطط { $first }-{ $last }
document-keywords = ترحيل الخدمات, التشغيل, الجهات, إعداد التراب
document-title-plan = { $count ->
    [one] منصب شغل واحد
    [two] منصبا شغل
    [few] { $jobs } مناصب شغل
   *[other] { $jobs } منصب شغل
} في ترحيل الخدمات نهاية { $last } بكلفة { $cost }، منها { $state } على عاتق الدولة
document-title-missed = { $count ->
    [one] منصب شغل واحد
    [two] منصبا شغل
    [few] { $jobs } مناصب شغل
   *[other] { $jobs } منصب شغل
} في ترحيل الخدمات نهاية { $last }، أي { $short } دون الهدف، بكلفة { $cost }
document-title-refuted = مخطط ينقضه التحقق: لا يُستعمل
document-title-compared = مقارنة { $count ->
    [two] مخططين
    [few] { $count } مخططات
    [many] { $count } مخططا
   *[other] { $count } مخطط
} في أفق { $last }
document-title-more = «{ $other }» يكلف { $change } أكثر من «{ $first }» ({ $share })
document-title-less = «{ $other }» يكلف { $change } أقل من «{ $first }» ({ $share })
document-title-same = «{ $other }» يكلف بقدر ما يكلف «{ $first }»
document-title-many = { $count ->
    [two] مخططان
    [few] { $count } مخططات
    [many] { $count } مخططا
   *[other] { $count } مخطط
} في أفق { $last }: من { $low } («{ $cheapest }») إلى { $high } («{ $dearest }»)
document-about = «{ $scenario }»: { $text }
document-exports = تبلغ صادرات القطاع { $exports } سنة { $last }، والهدف هو { $goal }.
document-exports-plain = تبلغ صادرات القطاع { $exports } سنة { $last }.
document-spread = تضم { $top } { $share } من مناصب الشغل سنة { $last } مقابل { $before } سنة { $base }. والجهة الأقل استفادة هي { $least } بمعدل { $count ->
    [few] { $rate } مناصب
   *[other] { $rate } منصب
} لكل { $thousand } نشيط، والمتوسط الوطني { $mean }.
document-gini = ينتقل معامل جيني لمناصب الشغل لكل نشيط بين الجهات من { $before } سنة { $base } إلى { $after } سنة { $last } (0: مساواة).
document-key-figure-jobs = { $count ->
    [two] منصبا شغل
    [few] مناصب شغل
   *[other] منصب شغل
} نهاية { $last } ({ $before } نهاية { $base })
document-key-figure-exports = صادرات سنة { $last }
document-key-figure-seats = { $count ->
    [two] مقعدا عمل جديدان
    [few] مقاعد عمل جديدة
    [many] مقعد عمل جديدا
   *[other] مقعد عمل جديد
}
document-key-figure-cost = الكلفة الإجمالية، بالقيمة الحالية
document-key-figure-state = منها على عاتق الدولة
document-key-figure-gini = معامل جيني ({ $before } سنة { $base })؛ 0: مساواة بين الجهات
document-head-region = الجهة
document-head-jobs = مناصب { $year }
document-head-added = المضافة
document-head-share = الحصة
document-head-rate = لكل { $thousand } نشيط
document-head-seats = مقاعد عمل جديدة
document-head-state = كلفة الدولة، مليون درهم
document-head-payer = من يتحمل، ولأي غرض
document-head-mmad = مليون درهم
document-head-year = السنة
document-head-jobs-end = المناصب نهاية السنة
document-head-jobs-goal = هدف المناصب
document-head-exports = الصادرات، مليار درهم
document-head-exports-goal = هدف الصادرات
document-head-plan = المخطط
document-head-cost = الكلفة، مليون درهم
document-head-gini = جيني
document-head-least = الجهة الأقل استفادة، لكل { $thousand } نشيط
document-head-assumption = الفرضية
document-head-value = القيمة
document-head-unit = الوحدة
document-head-source = المصدر
document-head-grade = الجودة
document-head-data = الجدول
document-head-licence = الرخصة
document-head-stage = الغاية
document-head-round = الجولة
document-head-bound = الحد
document-head-proven = مبرهن
document-head-item = العنصر
document-head-symbol = الرمز
document-head-meaning = المعنى
document-country = البلاد
document-total = المجموع
document-none = –
document-yes = نعم
document-no = لا
document-of-which = منها { $name }
document-table-regions = المخطط { $first }-{ $last } حسب الجهة
document-table-regions-note = المناصب في نهاية السنة. الأرقام مدورة بحيث يساوي مجموع الجهات رقم البلاد. كلفة الدولة: القيمة الحالية عن المدة كلها.
document-table-costs = كلفة المخطط حسب من يتحملها، بالقيمة الحالية لسنة { $base }
document-table-costs-note = بالنسبة للمقاولات: فارق الأجور والكراء والعزلة عن المتوسط الوطني، وليس أداء؛ والمبلغ السالب ربح.
document-table-years = مناصب الشغل والصادرات حسب السنة
document-table-plans = مقارنة { $count ->
    [two] مخططين
    [few] { $count } مخططات
    [many] { $count } مخططا
   *[other] { $count } مخطط
}
document-table-plan-regions = مناصب الشغل نهاية { $last } حسب الجهة والمخطط
document-table-assumptions = فرضيات النموذج ومصادرها
document-table-assumptions-note = الجودة: A جدول رسمي؛ B صحافة تنقل منشورا رسميا؛ B مشتق حساب انطلاقا من B؛ C تقدير؛ اختيار: قرار المخطط. المصدر هو مصدر القيمة الواردة في ملف النموذج وبلغته؛ والقيمة التي يغيرها السيناريو هي اختياره.
document-table-data = مجموعة البيانات؛ تُذكر المصادر بلغة قاموسها
document-table-stages = الغايات المتتالية وقيمتها والحد المبرهن عليه
document-table-stages-note = الكلفة بمليون درهم، ومستوى الجهة الأقل استفادة بعدد المناصب لكل ألف نشيط.
document-table-colophon = الإصدارات والبصمات والأمر
document-table-symbols = مؤشرات الصيغ ومتغيراتها
document-heading-plan = المخطط
document-heading-regions = نصيب كل جهة
document-heading-path = المسار
document-heading-cost = كلفة المخطط ومن يتحملها
document-heading-compare = مقارنة المخططات
document-heading-national = البلاد
document-heading-regional = الجهات
document-heading-differs = ما تختلف فيه فرضيات المخططات
document-heading-why = لماذا هذا المخطط
document-heading-assumptions = الفرضيات
document-heading-rules = قواعد هذا الحساب وصيغه
document-heading-proof = ما هو مبرهن عليه
document-heading-limits = حدود البيانات
document-heading-reading = كيفية القراءة
document-heading-colophon = إعادة الحساب
document-first-plan = المخطط «{ $scenario }» هو المرجع: { $title }.
document-reasons-large = في هذا المستوى من التفصيل يتطلب حساب أسباب المخطط دقائق عدة ولذلك لا تُعرض هنا: انظر الأمر siting explain.
document-more = الجهات واحدة واحدة والفرضيات بمصادرها والصيغ والشهادة الكاملة: انظر التقرير الكامل.
document-why = سيناريو «{ $scenario }»، بكلمات صاحبه كما وردت في ملف السيناريو وبلغته:
document-settings = قيم مغيَّرة يدويا: { $settings }.
document-source-scenario = اختيار السيناريو أو القيمة الافتراضية للبرنامج
document-source-hand = قيمة مغيَّرة يدويا لهذا الحساب
document-source-changed = غيّره السيناريو «{ $scenario }»
document-source-instead = { $source }؛ وفي النموذج { $base }
document-source-given = { $source }: { $given }
document-source-year = { $source } ({ $year })
document-value = { $label }: { $value }
document-value-range = من { $low } إلى { $high } (عدد القيم: { $count })
document-data-unknown = لم يُعثر على قاموس بيانات هذا الحساب على هذا الجهاز.
document-rules-intro = لا ترد هنا إلا القواعد وأجزاء الكلفة المفعلة في هذا الحساب. بين قوسين: عدد قيود كل قاعدة.
document-rules-constraints = القواعد
document-rules-costs = أجزاء الكلفة
document-rules-goals = غايات غير الكلفة
document-rule-rows = { $text } ({ $count })
document-figures-of = أرقام هذه الصفحة هي أرقام المخطط «{ $scenario }» الذي تُقارن به المخططات الأخرى.
document-key-figure-of = «{ $scenario }»: { $label }
document-key-of = { $name } ({ $key })
document-value-change = ⁦{ $value }⁩ ⁦({ $change })⁩
document-price-costs = { $rule }: إضافة { $step } تكلف { $total }، أي نحو { $each } { $per }.
document-price-saves = { $rule }: إضافة { $step } توفر { $total }، أي نحو { $each } { $per }.
document-proof-checked-kept = أعاد مراجع مستقل، لا يشارك النموذج ولا الحلال، حساب { $count ->
    [few] { $rows } قواعد
   *[other] { $rows } قاعدة
} انطلاقا من معطيات الحساب، ووجدها كلها محترمة.
document-proof-checked-unclear = أعاد مراجع مستقل، لا يشارك النموذج ولا الحلال، حساب { $count ->
    [few] { $rows } قواعد
   *[other] { $rows } قاعدة
} انطلاقا من معطيات الحساب.
document-proof-figures = أكبر إخلال بقاعدة: { $primal } (نسبي). أكبر خطأ في إشارة سعر: { $dual }. أكبر فارق بين القيمة والحد: { $gap } (نسبي).
document-proof-optimal = ثبت بالبرهان أنه لا يوجد مخطط أقل كلفة يحترم هذه القواعد.
document-proof-staged = ثبت بالبرهان أنه لا يوجد مخطط أفضل، غاية بعد غاية. ولا تتجاوز كلفة المخطط أدنى كلفة ممكنة بأكثر من { $over }، وهو ما يُسمح للغايات اللاحقة باستعماله.
document-proof-soft = ثبت بالبرهان، غاية بعد غاية، أن كلفة المخطط وغرامة الأهداف غير المحققة لا تتجاوزان معا أدنى مستوى ممكن بأكثر من { $over }.
document-proof-weighted = ثبت بالبرهان أنه لا يوجد مخطط أفضل وفق أوزان الغايات.
document-proof-gap = يحترم المخطط كل القواعد؛ وثبت بالبرهان أن كلفته لا تتجاوز أدنى كلفة ممكنة بأكثر من { $over }.
document-stage-cost = الكلفة
document-stage-least-served = الجهة الأقل استفادة
document-stage-ordered-median = المتوسط المرتب للمعدلات
document-stage-kolm-pollak = الخسارة الناتجة عن التفاوت (كولم-بولاك)
document-stage-suitability = ملاءمة الأماكن
document-stage-inequality = الفوارق بين الجهات
document-stage-weighted = المجموع المرجح
document-limit-baseline = توزيع { $count ->
    [one] منصب شغل واحد
    [two] منصبي شغل
    [few] { $jobs } مناصب شغل
   *[other] { $jobs } منصب شغل
} لسنة { $base } غير منشور لا حسب الإقليم ولا حسب الشعبة: وهو تقدير انطلاقا من مواقع معروفة وقاعدة معلنة.
document-limit-exports = للصادرات سلسلتان. حُدد الهدف على سلسلة أضيق من التي يحسبها النموذج، فبلوغه هنا أيسر.
document-limit-wages = الأجور والكراء وأثمان العقار حسب الجهة تقديرات أو ملاحظات متفرقة.
document-limit-census = التعليم واللغات من إحصاء 2024، ونسبه المنشورة تخص ساكنات مختلفة.
document-limit-answer = المخطط جواب عن فرضياته: فرضيات أخرى تعطي مخططا آخر.
document-limit-regions = قد يختلف مكان آلاف المناصب بين مخططين بالكلفة نفسها: الكلفة وحدها لا تحسم مجموع كل جهة.
document-limit-boundaries = الحدود والأسماء وفق تقسيم إحصاء 2024، ولا تعني أي موقف من الوضع القانوني لأي إقليم.
document-read-stock = مناصب سنة ما هي القائمة في نهايتها.
document-read-seat = مقعد العمل مكان مجهز في منطقة أو بناية؛ وبفضل تناوب الفرق والعمل عن بعد يحتاج المنصب إلى أقل من مقعد.
document-read-money = المبالغ بالدرهم الثابت لسنة { $base } وبالقيمة الحالية بمعدل { $rate } في السنة.
document-read-rate = «لكل { $thousand } نشيط» تنسب المناصب إلى الساكنة النشيطة للجهة.
document-read-gini = معامل جيني يساوي 0 حين تتساوى كل الجهات في عدد المناصب لكل نشيط.
document-read-price = سعر القاعدة هو مقدار تغير أدنى كلفة إذا طلبت وحدة إضافية، ضمن المجال المبين.
document-colophon-run = مجلد الحساب
document-colophon-engine = البرنامج
document-colophon-solver = الحلال
document-colophon-packages = المكتبات
document-colophon-inputs = بصمة المدخلات
document-colophon-data = بصمة مجموعة البيانات
document-colophon-seed = البذرة
document-colophon-started = بداية الحساب
document-colophon-command = الأمر
document-grade-a = A
document-grade-b = B
document-grade-b-derived = B مشتق
document-grade-c = C
document-grade-choice = اختيار
document-group-goals = الأهداف
document-group-segments = الشعب
document-group-talent = الكفاءات والتكوين
document-group-parks = المناطق
document-group-travel = التنقل
document-group-costs = التكاليف
document-group-incentives = التحفيزات
document-group-indices = المؤشرات
document-group-budgets-mmad = الميزانيات
document-group-national-pace = الوتيرة الوطنية
document-group-limits = حدود الخطة
document-group-balance = التوازن الترابي
document-group-objective = الغايات
document-symbol-zone = المجال الترابي (إقليم، عمالة…)؛ مجال السكن
document-symbol-region = الجهة
document-symbol-segment = شعبة القطاع
document-symbol-skill = مستوى التكوين
document-symbol-year = السنة؛ السنة الجارية في المجموع؛ السنة الأخيرة
document-symbol-payer = من يتحمل الكلفة
document-symbol-jobs = المناصب نهاية السنة
document-symbol-added = المناصب المضافة في السنة
document-symbol-build = مقاعد العمل المسلمة في السنة
document-symbol-staff = ساكنو i العاملون في z
document-symbol-trained = الوافدون المستفيدون من دعم التكوين
document-symbol-parks = منطقة مفتوحة (0 أو 1)؛ الأشطر المسلمة
document-symbol-shortfall = النقص عن هدف مرن
document-symbol-gap = الفارق بين جهتين
document-symbol-least = مستوى الجهة الأقل استفادة
document-symbol-totals = مناصب الشغل والساكنة النشيطة (r: لجهة)
document-symbol-discount = معامل القيمة الحالية

document-lead = من نهاية { $base } إلى نهاية { $last } ينتقل عدد مناصب الشغل في القطاع من { $before } إلى { $jobs } ({ $added }). ويتطلب ذلك { $seat_count ->
    [one] مقعد عمل جديدا واحدا
    [two] مقعدي عمل جديدين
    [few] { $seats } مقاعد عمل جديدة
    [many] { $seats } مقعد عمل جديدا
   *[other] { $seats } مقعد عمل جديد
} { $parks ->
    [0] دون مجال جديد
    [one] في مجال ترابي واحد
    [two] في مجالين ترابيين
    [few] في { $parks } مجالات ترابية
    [many] في { $parks } مجالا ترابيا
   *[other] في { $parks } مجال ترابي
} وتكوين { $people ->
    [one] شخص واحد
    [two] شخصين
    [few] { $trained } أشخاص
    [many] { $trained } شخصا
   *[other] { $trained } شخص
} بدعم.

document-unit-jobs = منصب
document-unit-mmad = مليون درهم
document-unit-mmad-job = مليون درهم لكل منصب
document-unit-mmad-mmad = درهم لكل درهم
document-unit-mad-month = درهم في الشهر
document-unit-mad-job-year = درهم لكل منصب وسنة
document-unit-fraction-year = نسبة في السنة
document-unit-fraction = نسبة
document-unit-people-seat = أشخاص لكل مقعد
document-unit-index = مؤشر من 0 إلى 1
document-unit-mad-person = درهم للشخص
document-unit-m2-seat = م² لكل مقعد
document-unit-mad-m2 = درهم للمتر المربع
document-unit-jobs-year = منصب في السنة
document-unit-seats-per-1-000-active = مقعد لكل ألف نشيط
document-unit-mmad-park = مليون درهم لكل منطقة
document-unit-seats = مقعد عمل
document-unit-minutes = دقيقة
document-unit-ratio = نسبة
document-unit-km-h = كم/س
document-unit-km = كم
document-unit-mad-person-minute-year = درهم للشخص والدقيقة والسنة
document-unit-mad-m2-month = درهم للمتر المربع والشهر
document-unit-years = سنوات
document-unit-weight = وزن
document-unit-passengers-year = مسافر في السنة

document-key-goals-jobs = هدف مناصب الشغل
document-key-goals-exports-mmad = هدف الصادرات
document-key-goals-shortfall-penalty-jobs = غرامة المنصب الناقص
document-key-goals-shortfall-penalty-exports = غرامة الصادرات الناقصة
document-key-segments-wage-mad-month = الأجر الشهري الخام
document-key-segments-export-mad-per-job = الصادرات لكل منصب
document-key-segments-export-growth = نمو الصادرات لكل منصب
document-key-segments-remote-share = حصة العمل عن بعد
document-key-segments-shifts = أشخاص لكل مقعد عمل
document-key-segments-skill-mix = مستويات التكوين المطلوبة
document-key-segments-share-min = الحصة الدنيا من المناصب
document-key-segments-share-max = الحصة القصوى من المناصب
document-key-segments-isolation-cost = كلفة العزلة، نسبة من الأجر
document-key-segments-connectivity-min = عتبة الربط
document-key-segments-infrastructure-min = عتبة البنية التحتية
document-key-talent-pool-growth = نمو الكفاءات المتاحة
document-key-talent-recruit-rate = نسبة التشغيل من الكفاءات
document-key-talent-training-grant-mad = دعم التكوين
document-key-talent-training-places = مقاعد التكوين
document-key-parks-m2-per-seat = المساحة لكل مقعد عمل
document-key-parks-build-cost-mad-m2 = كلفة البناء
document-key-parks-land-cost-mad-m2 = كلفة العقار
document-key-parks-occupancy = نسبة الإشغال
document-key-parks-growth-limit = النمو المسموح به للمجال
document-key-parks-entry-limit-jobs = الدخول المسموح به سنويا
document-key-parks-shrink-limit = الانخفاض المسموح به للمجال
document-key-parks-market-seats-per-1000-active = حد السوق
document-key-parks-opening-cost-mmad = كلفة فتح منطقة
document-key-parks-phase-seats = حجم الشطر
document-key-parks-min-park-seats = الحجم الأدنى للمنطقة
document-key-travel-max-commute-minutes = أقصى مدة للتنقل اليومي
document-key-travel-circuity = معامل التفاف الطريق
document-key-travel-speed-kmh-internal = السرعة داخل المدينة
document-key-travel-speed-kmh-short = السرعة، مسافة قصيرة
document-key-travel-speed-kmh-long = السرعة، مسافة طويلة
document-key-travel-speed-kmh-motorway = السرعة في الطريق السيار
document-key-travel-speed-kmh-threshold-km = الحد بين المسافة القصيرة والطويلة
document-key-travel-max-internal-minutes = أطول تنقل داخل المجال
document-key-travel-commuting-cost-mad = كلفة التنقل
document-key-costs-discount-rate = معدل الخصم الزمني
document-key-costs-wage-difference = فارق الأجر حسب المكان
document-key-costs-rent-mad-m2-month = كراء المكاتب
document-key-incentives-employment-premium = منحة التشغيل
document-key-incentives-training-premium = منحة التكوين
document-key-incentives-training-premium-years = مدة منحة التكوين
document-key-incentives-territorial-premium = المنحة الترابية
document-key-national-pace = أقصى عدد من المناصب المضافة سنويا
document-key-indices-connectivity = أوزان الربط
document-key-indices-infrastructure = أوزان البنية التحتية
document-key-indices-talent = أوزان الكفاءات
document-key-indices-suitability = أوزان الملاءمة
document-key-indices-low-percentile = مئين أسفل السلم
document-key-indices-high-percentile = مئين أعلى السلم
document-key-indices-reach-minutes = مدى الوصول
document-key-indices-airport-tenfold-minutes = غرامة مطار أقل حركة بعشر مرات
document-key-indices-airport-min-passengers = أدنى حركة لمطار
document-key-indices-high-speed-delay-years = تأخر القطار الفائق السرعة
document-key-balance-floor = الحد الأدنى الترابي
document-key-balance-cap = الحد الأقصى الترابي
document-key-balance-gini-max = أقصى معامل جيني
document-key-limits-cost-max = أقصى كلفة إجمالية
document-key-limits-commuting-max = أقصى كلفة للتنقل
document-key-limits-suitability-min = أدنى مجموع للملاءمة
document-key-limits-gaps-max = أقصى مجموع للفوارق
document-key-balance-least-served-min = أدنى مناصب لكل جهة
document-key-balance-ordered-median-weights = أوزان المعدلات المرتبة
document-key-balance-ordered-median-min = الحد الأدنى للمتوسط المرتب للمعدلات
document-key-balance-kolm-pollak-aversion = النفور من التفاوت (كولم-بولاك)
document-key-balance-kolm-pollak-min = الحد الأدنى لمعدل كولم-بولاك

document-data-zones = المجالات الترابية: الأسماء والانتماء والمراكز
document-data-charter = فئات ميثاق الاستثمار
document-data-poverty = الفقر متعدد الأبعاد
document-data-talent = السكان والتعليم واللغات
document-data-universities = الجامعات
document-data-training-programmes = برامج التكوين
document-data-training-centres = مراكز التكوين
document-data-infrastructure = المساكن والشبكات والمؤسسات
document-data-parks = مناطق ترحيل الخدمات
document-data-park-deliveries = تسليمات مقررة
document-data-park-costs = تكاليف المناطق
document-data-rents = كراء المكاتب
document-data-airports = المطارات
document-data-rail-stations = محطات القطار
document-data-network-access = الطرق السيارة والسكك والجيل الخامس
document-data-cable-landings = محطات الكابلات البحرية
document-data-data-centres = مراكز البيانات
document-data-connectivity-speed = الصبيب الملاحظ
document-data-travel-times = مدد الطرق
document-data-rail-times = مدد القطار
document-data-regional-accounts = الحسابات الجهوية
document-data-labour-survey = بحث التشغيل
document-data-wages = الأجور
document-data-baseline-jobs = المناصب الأولية (تقدير)
document-data-jobs-anchors = المناصب المنشورة حسب الموقع
document-data-segments = شعب القطاع
document-data-incentives = التحفيزات
document-data-region-outlines = حدود الجهات
document-data-province-outlines = حدود الأقاليم
document-data-commune-outlines = حدود الجماعات

document-label-secondary = المستوى الثانوي
document-label-higher = المستوى العالي
document-label-default = في غيرها
document-label-per-new-entrant = لكل وافد جديد
document-label-per-young-person = لكل شاب من 20 إلى 34 سنة
document-label-airport-minutes = المطار
document-label-high-speed-minutes = القطار الفائق السرعة
document-label-motorway = الطريق السيار
document-label-passenger-rail = القطار
document-label-mobile-5g = الجيل الخامس
document-label-cable-or-data-centre-km = الكابل أو مركز البيانات
document-label-park-floor-in-reach = المناطق في المتناول
document-label-establishments-50-plus = مؤسسات من 50 منصبا فأكثر
document-label-water = الماء
document-label-electricity = الكهرباء
document-label-sewer = التطهير
document-label-vacant-dwellings = المساكن الشاغرة
document-label-pool-in-reach = الكفاءات في المتناول
document-label-french = الفرنسية
document-label-english = الإنجليزية
document-label-new-entrants-in-reach = الوافدون الجدد في المتناول
document-label-connectivity = الربط
document-label-infrastructure = البنية التحتية
document-label-talent = الكفاءات

document-quote = «{ $text }»
document-key-part = { $name }، { $part }
document-label-rank = الرتبة { $rank }
document-label-state = الدولة
document-label-developer = المهيئون
document-label-firm = المقاولات
document-label-worker = الأجراء
document-table-national = المخططات مقدارا بمقدار
document-table-differs = الفرضيات المختلفة حسب المخطط
document-option-stock = المناصب القائمة
document-option-added = المناصب المضافة
document-option-jobs = مناصب الشغل
document-option-exports = الصادرات
document-option-auto = حسب حجم النموذج
document-option-straight = خط مستقيم
document-option-lexicographic = غاية بعد غاية
document-option-weighted = بأوزان
document-grade-derived = مشتق
document-grade-c-facts = معطيات من الجودة C
document-key-scenario = السيناريو
document-key-goals-soft = أهداف مرنة يجوز عدم بلوغها
document-key-goals-path = المسار إلى الهدف
document-key-segments-language = اللغة المطلوبة
document-key-parks-indivisible = مناطق لا تقبل التجزئة
document-key-parks-park-count-min = العدد الأدنى للمناطق
document-key-parks-park-count-max = العدد الأقصى للمناطق
document-key-parks-park-count-one-per-region = منطقة على الأقل في كل جهة
document-key-parks-locks-zones-in = مجالات ترابية مفروضة
document-key-parks-locks-zones-out = مجالات ترابية مستبعدة
document-key-parks-locks-seats = مقاعد عمل مفروضة
document-key-balance-on = أساس القواعد الترابية
document-key-balance-groups-zones = المجالات الترابية للمجموعة
document-key-balance-groups-except-zones = المجالات الترابية خارج المجموعة
document-key-balance-groups-on = أساس حصة المجموعة
document-key-balance-groups-min = الحصة الدنيا للمجموعة
document-key-balance-groups-max = الحصة القصوى للمجموعة
document-key-budgets-mmad = الميزانية بمليون درهم
document-key-objective-method = الطريقة
document-key-objective-stages-objective = الغاية المتوخاة
document-key-objective-stages-tolerance = الهامش المقبول عن الغاية
document-key-objective-weights = وزن الغاية
document-key-objective-region-ranges = حساب مجالات الجهات
document-key-horizon-base-year = سنة الأساس
document-key-horizon-last-year = السنة الأخيرة
document-key-level = المستوى الترابي
document-key-solver-time-limit-s = أجل الحلال بالثواني
document-key-solver-gap = الفارق المقبول للمناطق غير القابلة للتجزئة
document-key-solver-threads = مسارات الحساب
document-key-solver-seed = البذرة
