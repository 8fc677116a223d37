# كلمات صورة المقارنة.

comparison-title-both = من «{ $first }» إلى «{ $other }»: { $up } تكسب { $count ->
    [one] منصب شغل واحدا
    [two] منصبي شغل
    [few] { $gain } مناصب شغل
    [many] { $gain } منصب شغل
   *[other] { $gain } منصب شغل
} و{ $down } تفقد { $loss }
comparison-title-gain = من «{ $first }» إلى «{ $other }»: { $up } تكسب { $count ->
    [one] منصب شغل واحدا
    [two] منصبي شغل
    [few] { $gain } مناصب شغل
    [many] { $gain } منصب شغل
   *[other] { $gain } منصب شغل
} ولا تفقد أي جهة شيئا
comparison-title-loss = من «{ $first }» إلى «{ $other }»: { $down } تفقد { $count ->
    [one] منصب شغل واحدا
    [two] منصبي شغل
    [few] { $loss } مناصب شغل
    [many] { $loss } منصب شغل
   *[other] { $loss } منصب شغل
} ولا تكسب أي جهة شيئا
comparison-title-same = من «{ $first }» إلى «{ $other }»: لا تكسب أي جهة مناصب شغل ولا تفقدها
comparison-subtitle = مناصب الشغل في ترحيل الخدمات سنة { $last } حسب { $level } (خريطتان) وحسب الجهة (خطوط). عدد المخططات: { $count }
comparison-map-total = { $count ->
    [one] منصب شغل واحد
    [two] منصبا شغل
    [few] { $jobs } مناصب شغل
    [many] { $jobs } منصب شغل
   *[other] { $jobs } منصب شغل
}
comparison-count-note =
    (بين قوسين: عدد المجالات الترابية،
    الخريطة الأولى · الخريطة الثانية)
comparison-gains = الأكثر كسبا لمناصب الشغل، من الخريطة 1 إلى الخريطة 2
comparison-losses = الأكثر فقدانا لمناصب الشغل، من الخريطة 1 إلى الخريطة 2
comparison-slope-title = مناصب الشغل سنة { $last } حسب الجهة
comparison-slope-log = سلم لوغاريتمي: الميل نفسه يعني نسبة التغير نفسها. على اليسار، بين قوسين: الفرق مقارنة مع «{ $first }».
comparison-slope-linear = السلم يبدأ من الصفر. على اليسار، بين قوسين: الفرق مقارنة مع «{ $first }».
comparison-map = الخريطة { $position }
comparison-facts = البلاد في المخططين
comparison-fact-cost-total = الكلفة الإجمالية، بملايين الدراهم
comparison-fact-state = منها على عاتق الدولة
comparison-fact-seats-built = مقاعد العمل الجديدة
comparison-fact-least-served = الجهة الأقل استفادة، مناصب الشغل لكل 1 000 نشيط
comparison-fact-gini = معامل جيني لمناصب الشغل لكل نشيط (0: مساواة)
comparison-fact-commute-minutes = متوسط مدة التنقل إلى العمل، بالدقائق
comparison-about = «{ $run }»: { $note }
comparison-changed = «{ $run }»‏ ({ $settings })‏
comparison-between = ؛{" "}
comparison-settings = قيم مغيَّرة يدويا: { $changed }.
comparison-missed = لا يبلغ «{ $run }» أهدافه{ $by }؛ والغرامة المقابلة ليست نفقة ولا تدخل في أي كلفة.
comparison-missed-jobs = {" "}(ينقصه { $count ->
    [one] منصب شغل واحد
    [two] منصبا شغل
    [few] { $jobs } مناصب شغل
    [many] { $jobs } منصب شغل
   *[other] { $jobs } منصب شغل
} سنة { $year })
comparison-base-moved = مناصب الشغل لسنة { $base } ليست في المجالات الترابية نفسها في كل المخططات.
comparison-alt = تغير مناصب الشغل حسب الجهة من «{ $first }» إلى «{ $other }»: { $changes }.
