# كلمات الرسوم البيانية.

chart-alt = { $title }. { $subtitle }. { $figures }.
chart-alt-item = { $name }: { $figure }
chart-country = المجموع
chart-change = التغير
chart-title-jobs = { $count ->
    [one] منصب شغل واحد
    [two] منصبا شغل
    [few] { $jobs } مناصب شغل
    [many] { $jobs } منصب شغل
   *[other] { $jobs } منصب شغل
 } سنة { $last } مقابل { $before } سنة { $base }

chart-kind-bars = مناصب الشغل في الجهات، السنة الأولى والأخيرة
chart-kind-lorenz = منحنى لورنز لمناصب الشغل ومعامل جيني
chart-kind-path = مسار مناصب الشغل والصادرات نحو أهدافها
chart-kind-costs = الكلفة حسب المتحمل (أو النوع) وحسب السنة
chart-kind-segments = مناصب الشغل حسب الشعبة والسنة، للبلاد أو لجهة
chart-kind-slope = مناصب الشغل في الجهات من مخطط إلى آخر

chart-bars-title = { $region }: { $share } من { $count ->
    [one] منصب شغل واحد محدث
    [two] منصبي شغل محدثين
    [few] { $added } مناصب شغل محدثة
    [many] { $added } منصب شغل محدثا
   *[other] { $added } منصب شغل محدث
 } بين { $base } و{ $last }
chart-bars-subtitle = مناصب الشغل في ترحيل الخدمات حسب الجهة، نهاية { $base } ونهاية { $last }. مخطط «{ $scenario }»
chart-bars-kept = مناصب { $base }
chart-bars-added = المحدثة بين { $base } و{ $last }
chart-bars-lost = المفقودة
chart-bars-enlarged =
    { $times ->
        [few] الجهات الصغرى مكبرة { $times } مرات
       *[other] الجهات الصغرى مكبرة { $times } مرة
    }

chart-lorenz-title-even = توزيع مناصب الشغل يصبح أكثر تكافؤا: معامل جيني { $after } سنة { $last } مقابل { $before } سنة { $base }
chart-lorenz-title-uneven = مناصب الشغل تزداد تركزا: معامل جيني { $after } سنة { $last } مقابل { $before } سنة { $base }
chart-lorenz-title-same = توزيع مناصب الشغل لا يتغير: معامل جيني { $after } سنة { $base } وسنة { $last }
chart-lorenz-subtitle = منحنى لورنز: حصة مناصب الشغل في ترحيل الخدمات وحصة السكان النشيطين، تراكميا من الجهة الأقل استفادة إلى الأكثر استفادة. مخطط «{ $scenario }»
chart-lorenz-people = السكان النشيطون، حصة تراكمية
chart-lorenz-jobs = مناصب الشغل، حصة تراكمية
chart-lorenz-equality = المساواة
chart-lorenz-gini = { $year }: معامل جيني { $gini }
chart-lorenz-half = الجهات الأقل استفادة، التي يعيش فيها نصف النشيطين، لها { $after } من مناصب الشغل سنة { $last } مقابل { $before } سنة { $base }.
chart-lorenz-meaning = معامل جيني ضعف المساحة بين المنحنى وخط المساواة (مظللة للسنة الأخيرة): 0 عند المساواة (العدد نفسه لكل نشيط في كل الجهات)، ويقترب من 1 إذا كان كل شيء في جهة واحدة. يقارن بين الجهات لا بين الأشخاص.
chart-lorenz-rates = مناصب الشغل لكل 1 000 نشيط

chart-path-title-met = { $count ->
    [one] منصب شغل واحد
    [two] منصبا شغل
    [few] { $jobs } مناصب شغل
    [many] { $jobs } منصب شغل
   *[other] { $jobs } منصب شغل
 } و{ $worth } مليار درهم من الصادرات سنة { $last }: الأهداف محققة
chart-path-title-jobs = ينقص { $count ->
    [one] منصب شغل واحد
    [two] منصبا شغل
    [few] { $missing } مناصب شغل
    [many] { $missing } منصب شغل
   *[other] { $missing } منصب شغل
 } سنة { $year } لبلوغ هدف { $goal }
chart-path-title-exports = ينقص { $missing } مليار درهم من الصادرات سنة { $year } لبلوغ هدف { $goal }
chart-path-subtitle = مناصب الشغل والصادرات في ترحيل الخدمات أمام أهدافها. مخطط «{ $scenario }»
chart-path-jobs = مناصب الشغل نهاية السنة
chart-path-exports = الصادرات، مليار درهم في السنة
chart-path-goal = هدف السنة
chart-path-missing = ما ينقص لبلوغ الهدف
chart-path-kept = مناصب { $base }
chart-path-new = الجديدة منذ { $base }

chart-segments-title = { $segment }: { $after } من مناصب الشغل سنة { $last } مقابل { $before } سنة { $base }
chart-segments-title-region = { $region }: { $after } من مناصب الشغل في { $segment } سنة { $last } مقابل { $before } سنة { $base }
chart-segments-subtitle = مناصب الشغل في ترحيل الخدمات حسب الشعبة، نهاية السنة؛ على اليمين حصة السنة الأخيرة. مخطط «{ $scenario }»
chart-segments-layer = { $segment }: ⁦{ $share }⁩

chart-costs-title = كلفة المخطط { $total }، منها { $state } على عاتق الدولة
chart-costs-title-saving = كلفة المخطط { $total } في المجموع: { $state } على عاتق الدولة بينما توفر المقاولات { $saved }
chart-costs-title-term = كلفة المخطط { $total } في المجموع؛ البند الأول: { $term }، { $amount }
chart-costs-subtitle = الكلفة حسب السنة، محينة: قيمة سنة { $base } بمعدل { $rate } في السنة؛ الوفورات تحت الصفر. مخطط «{ $scenario }»
chart-costs-subtitle-paid = الكلفة حسب السنة، غير محينة: مبالغ كل سنة؛ الوفورات تحت الصفر. مخطط «{ $scenario }»
chart-costs-panel = مليون درهم
chart-costs-total = المجموع الصافي
chart-costs-value =
    محينة،
    { $base }
chart-costs-paid =
    غير
    محينة
chart-costs-penalty = غرامة الأهداف غير المحققة ليست نفقة، ولذلك لا تظهر هنا.
chart-payer-state = الدولة
chart-payer-developer = المهيئون
chart-payer-firm = المقاولات (الفارق عن المتوسط)
chart-payer-worker = الأجراء (التنقل)
chart-term-build-cost = البناء
chart-term-territorial-premium = المنحة الترابية
chart-term-training-cost = دعم التكوين
chart-term-employment-premium = منحة التشغيل
chart-term-training-premium = منحة التكوين
chart-term-commuting-cost = التنقل إلى العمل
chart-term-operating-difference = فارق كلفة الاستغلال

chart-slope-title = من «{ $first }» إلى «{ $other }»: { $count ->
    [one] منصب شغل واحد
    [two] منصبا شغل
    [few] { $moved } مناصب شغل
    [many] { $moved } منصب شغل
   *[other] { $moved } منصب شغل
 } تغير جهتها، و{ $region } تكسب { $gain }
chart-slope-title-losses = من «{ $first }» إلى «{ $other }»: ناقص { $count ->
    [one] منصب شغل واحد
    [two] منصبا شغل
    [few] { $lost } مناصب شغل
    [many] { $lost } منصب شغل
   *[other] { $lost } منصب شغل
 } ولا تكسب أي جهة شيئا
chart-slope-title-same = من «{ $first }» إلى «{ $other }»: لا تكسب أي جهة مناصب شغل ولا تفقدها
chart-slope-subtitle = مناصب الشغل سنة { $last } حسب الجهة، { $count ->
    [one] مخطط واحد
    [two] مخططان
    [few] { $count } مخططات
    [many] { $count } مخططا
   *[other] { $count } مخطط
 }. { $scale } بين قوسين: الفرق عن «{ $first }»
chart-slope-log = سلم لوغاريتمي: الميل نفسه يعني التغير نفسه بالنسبة المئوية.
chart-slope-linear = السلم يبدأ من الصفر.
chart-slope-about = «{ $run }»: { $note }
chart-slope-title-both = من «{ $first }» إلى «{ $other }»: { $region } الأكثر كسبا ({ $count ->
    [one] منصب شغل واحد
    [two] منصبا شغل
    [few] { $gain } مناصب شغل
    [many] { $gain } منصب شغل
   *[other] { $gain } منصب شغل
 })، و{ $loser } الأكثر فقدانا ({ $loss })

chart-frontier-cost = الكلفة الإجمالية بالقيمة الحالية (ملايين الدراهم)
chart-frontier-inequality = معامل جيني لمناصب الشغل لكل نشيط بين الجهات (0: مساواة)
chart-frontier-least-served = مناصب الشغل لكل 1 000 نشيط في الجهة الأقل خدمة
chart-frontier-suitability = الملاءمة (مؤشر × مناصب)
chart-frontier-commuting = كلفة التنقل بالقيمة الحالية (ملايين الدراهم)
chart-frontier-title = { $second } من { $from } إلى { $to }: { $first } من { $low } إلى { $high }
chart-frontier-title-three = { $count } خطط لا تتفوق عليها أي خطة في الأهداف الثلاثة
chart-frontier-subtitle = كل نقطة خطة مثلى: لا توجد أخرى أفضل في هدف ومساوية في الآخر. الأرقام بجانب الخطوات: كلفة كل منصب نقل بين الجهات
chart-frontier-subtitle-three = كل نقطة خطة مثلى: لا توجد أخرى أفضل في هدف ومساوية في البقية
chart-frontier-price = { $amount } درهم لكل منصب منقول
chart-frontier-short-cost = الكلفة الإجمالية (ملايين الدراهم)
chart-frontier-short-inequality = معامل جيني
chart-frontier-short-least-served = مناصب الشغل لكل 1 000 نشيط في الجهة الأقل خدمة
chart-frontier-short-suitability = الملاءمة
chart-frontier-short-commuting = كلفة التنقل (ملايين الدراهم)

chart-ranges-title = في حدود { $slack } من أدنى كلفة يمكن أن تنال { $region } من { $low } إلى { $high } من المناصب سنة { $last }
chart-ranges-subtitle = مناصب سنة { $last } التي يمكن أن تنالها كل جهة في خطط لا تزيد كلفتها على الأرخص بأكثر من { $slack }
chart-ranges-note = كل مدى يخص جهته وحدها: لا يمكن أن تكون كلها في أقصاها أو في أدناها معا.
chart-ranges-lowest = الأدنى
chart-ranges-cheapest = الأرخص
chart-ranges-highest = الأقصى
chart-ranges-key-start = { $base }
chart-ranges-key-cheapest-plan = الخطة الأرخص
chart-ranges-key-range = المدى سنة { $last }
