# مقارنة المخططات: جداول وملاحظات ومصنف.

compare-title = مقارنة المخططات (عددها { $count })، { $first }-{ $last }

compare-regions-jobs-last = مناصب الشغل نهاية { $year } حسب الجهة
compare-regions-added = مناصب الشغل المضافة حسب الجهة، من نهاية { $base } إلى نهاية { $year }
compare-regions-seats-last = مقاعد العمل القائمة نهاية { $year } حسب الجهة
compare-regions-share = الحصة من مناصب الشغل في البلاد نهاية { $year }، %
compare-regions-per-1000-active = مناصب الشغل لكل 1 000 نشيط نهاية { $year }
compare-regions-cost-mmad = الكلفة على مدى كل السنوات حسب الجهة، أيا كان من يتحملها، بالقيمة الحالية، مليون درهم
compare-regions-state-mmad = الكلفة على عاتق الدولة حسب الجهة، بالقيمة الحالية، مليون درهم
compare-regions-rank = الرتبة حسب مناصب الشغل نهاية { $year }
compare-national = البلاد
compare-assumptions = ما تفترضه المخططات على نحو مختلف
compare-notes = ملاحظات
compare-runs = المخططات المقارنة

compare-head-code = الرمز
compare-head-region = الجهة
compare-head-run = المخطط
compare-head-change = الفرق
compare-head-percent = الفرق، %
compare-head-change-of = الفرق: { $run }
compare-head-quantity = الكمية
compare-head-unit = الوحدة
compare-head-group = الجزء
compare-head-key = المفتاح
compare-head-folder = مجلد الحساب
compare-head-scenario = السيناريو
compare-head-started = تاريخ الحساب
compare-head-verdict = التحقق
compare-head-jobs-base = مناصب الشغل { $year }
compare-head-jobs-last = مناصب الشغل { $year }
compare-head-added = مناصب الشغل المضافة
compare-head-seats-last = مقاعد العمل { $year }
compare-head-share = الحصة من مناصب الشغل
compare-head-per-1000-active = مناصب الشغل لكل 1 000 نشيط
compare-head-cost-mmad = الكلفة، مليون درهم
compare-head-state-mmad = الكلفة على عاتق الدولة، مليون درهم
compare-head-rank = الرتبة حسب مناصب الشغل
compare-head-jobs-change = الفرق في مناصب الشغل
compare-head-seats-change = الفرق في مقاعد العمل
compare-head-share-change = الفرق في الحصة، نقط مئوية
compare-head-per-1000-change = الفرق لكل 1 000 نشيط
compare-head-cost-change = الفرق في الكلفة، مليون درهم
compare-head-state-change = الفرق في الكلفة على عاتق الدولة، مليون درهم
compare-head-rank-change = الفرق في الرتبة (السالب يعني رتبة أفضل)

compare-country = مجموع البلاد
compare-sheet-regions = الجهات
compare-sheet-country = البلاد
compare-sheet-assumptions = الفرضيات
compare-sheet-notes = ملاحظات ومصادر

compare-quantity-jobs = مناصب الشغل { $item }
compare-quantity-exports = الصادرات { $item }
compare-quantity-seats-built = مقاعد العمل الجديدة
compare-quantity-parks-opened = الأماكن التي تُبنى فيها مقاعد العمل
compare-quantity-trained = الأشخاص المكوَّنون بدعم
compare-quantity-jobs-added = مناصب الشغل المضافة على مدى المخطط
compare-quantity-cost-total = الكلفة الإجمالية
compare-quantity-state-per-job = الكلفة على الدولة لكل منصب شغل مضاف
compare-quantity-penalty = غرامة الأهداف غير المحققة
compare-quantity-gini = معامل جيني لمناصب الشغل لكل نشيط
compare-quantity-theil = مؤشر تايل لمناصب الشغل لكل نشيط
compare-quantity-per-1000-active = مناصب الشغل لكل نشيط
compare-quantity-least-served = مناصب الشغل لكل نشيط في الجهة الأقل استفادة
compare-quantity-ordered-median = المتوسط المرتب لمعدلات الجهات
compare-quantity-kolm-pollak = معدل كولم-بولاك
compare-quantity-commute-minutes = متوسط مدة التنقل إلى العمل
compare-quantity-verdict = التحقق
compare-quantity-gap = الفارق عن الحد المبرهن

compare-section-jobs = مناصب الشغل والصادرات
compare-section-means = مقاعد العمل والتكوين
compare-section-cost = الكلفة على مدى كل السنوات، بالقيمة الحالية
compare-section-payer = الكلفة نفسها حسب من يتحملها
compare-section-term = الكلفة نفسها حسب بنودها
compare-section-penalty = خارج الكلفة: لا يدفعها أحد
compare-section-fairness = الإنصاف والتنقل
compare-section-proof = البرهان

compare-payer-state = على عاتق الدولة
compare-payer-developer = على عاتق المهيئين
compare-payer-firm = المقاولات، قياسا إلى المتوسط الوطني
compare-payer-worker = تنقل الأجراء

compare-term-build-cost = البناء
compare-term-territorial-premium = المنحة الترابية
compare-term-training-cost = دعم التكوين
compare-term-employment-premium = منحة التشغيل
compare-term-training-premium = منحة التكوين
compare-term-commuting-cost = التنقل إلى العمل
compare-term-operating-difference = فوارق كلفة الاستغلال

compare-unit-jobs = منصب شغل
compare-unit-exports = مليار درهم
compare-unit-seats = مقعد
compare-unit-parks = مكان
compare-unit-people = شخص
compare-unit-mmad = مليون درهم
compare-unit-penalty = مليون، ليست نقودا
compare-unit-per-job = درهم لكل منصب شغل
compare-unit-index = 0: مساواة
compare-unit-rate = لكل 1 000
compare-unit-minutes = دقيقة، ذهابا فقط
compare-unit-fraction = %

compare-group-scenario = السيناريو
compare-group-settings = قيم مغيَّرة يدويا
compare-group-model = النموذج
compare-group-data = البيانات
compare-group-solver = الحلّال
compare-group-versions = الإصدارات

compare-verdict-proven-optimal = أمثل ومبرهن عليه
compare-verdict-within-gap = أمثل في حدود الفارق
compare-verdict-feasible-not-proven = قابل للتنفيذ، غير مبرهن عليه

compare-same = لا اختلاف في شيء.
compare-none = لا شيء

compare-run-share = { $run } ({ $share })

compare-note-change = تُحسب الفروق مقارنة مع «{ $first }». مناصب الشغل ومقاعد العمل أعداد صحيحة مجموعها هو مجموع البلاد.
compare-note-discount = لا تُعرض التكاليف إلا للمخططات ذات معدل الخصم الخاص بالمخطط «{ $first }»، لأن القيم الحالية بمعدلات أخرى لا يُطرح بعضها من بعض. المعدلات: { $runs }.
compare-note-baseline = في { $runs }، توجد مناصب الشغل لسنة الأساس في مجالات ترابية غير التي في «{ $first }»؛ ومجاميع الجهات هي نفسها.
compare-note-seats = في { $runs }، ليست مقاعد العمل القائمة في سنة الأساس هي نفسها في «{ $first }»: والفرق في المقاعد يشمل ذلك.
compare-note-data = بيانات { $runs } ليست هي بيانات «{ $first }».
compare-note-same-input = مدخلات { $runs } هي بالضبط مدخلات «{ $first }»: ما يختلف مصدره الحلّال أو إصداره.
compare-note-unproven = { $count ->
    [one] لم يُبرهن على أن { $runs } هو الأمثل: فقد تكون الفروق التي لا تتعدى هامشه راجعة إلى الحلّال.
    [two] لم يُبرهن على أن المخططين { $runs } أمثلان: فقد تكون الفروق التي لا تتعدى هامشيهما راجعة إلى الحلّال.
    [few] لم يُبرهن على أن المخططات { $runs } مثلى: فقد تكون الفروق التي لا تتعدى هوامشها راجعة إلى الحلّال.
    [many] لم يُبرهن على أن المخططات { $runs } مثلى: فقد تكون الفروق التي لا تتعدى هوامشها راجعة إلى الحلّال.
   *[other] لم يُبرهن على أن المخططات { $runs } مثلى: فقد تكون الفروق التي لا تتعدى هوامشها راجعة إلى الحلّال.
}
compare-note-unfixed = { $count ->
    [one] هدف { $runs } لا يحسم مجاميع الجهات: فقد يضع مخطط آخر لا يقل جودة مناصب الشغل في أماكن أخرى.
    [two] هدفا { $runs } لا يحسمان مجاميع الجهات: فقد تضع مخططات أخرى لا تقل جودة مناصب الشغل في أماكن أخرى.
    [few] أهداف { $runs } لا تحسم مجاميع الجهات: فقد تضع مخططات أخرى لا تقل جودة مناصب الشغل في أماكن أخرى.
    [many] أهداف { $runs } لا تحسم مجاميع الجهات: فقد تضع مخططات أخرى لا تقل جودة مناصب الشغل في أماكن أخرى.
   *[other] أهداف { $runs } لا تحسم مجاميع الجهات: فقد تضع مخططات أخرى لا تقل جودة مناصب الشغل في أماكن أخرى.
}
compare-note-parks = في { $runs }، لا تتجزأ المناطق المخصصة: فقد تعطي مناطق أخرى بالكلفة نفسها مجاميع جهوية أخرى.
compare-note-shortfall = { $count ->
    [one] المخطط { $runs } لا يبلغ أحد الأهداف. والغرامة المقابلة (سطر في جدول البلاد) ليست نفقة ولا تدخل في أي كلفة.
    [two] المخططان { $runs } لا يبلغان أحد الأهداف. والغرامة المقابلة (سطر في جدول البلاد) ليست نفقة ولا تدخل في أي كلفة.
    [few] المخططات { $runs } لا تبلغ أحد الأهداف. والغرامة المقابلة (سطر في جدول البلاد) ليست نفقة ولا تدخل في أي كلفة.
    [many] المخططات { $runs } لا تبلغ أحد الأهداف. والغرامة المقابلة (سطر في جدول البلاد) ليست نفقة ولا تدخل في أي كلفة.
   *[other] المخططات { $runs } لا تبلغ أحد الأهداف. والغرامة المقابلة (سطر في جدول البلاد) ليست نفقة ولا تدخل في أي كلفة.
}
compare-note-firms = ما يرد تحت «المقاولات» هو فارق الأجور والأكرية وغيرها عن المتوسط الوطني، وليس مبلغا يُؤدى. والمبلغ السالب مكسب: تستقر المقاولات حيث الكلفة أقل؛ وللسبب نفسه قد تكون كلفة جهة سالبة.
compare-note-estimate = مواقع مناصب الشغل لسنة { $year } تقديرية في جزء منها: فهي غير منشورة.
