# ما لا يمكن، وما من شأنه أن يساعد.

infeasible-title = لا يوجد مخطط يحترم كل القواعد؛ لم يُكتب شيء
infeasible-told = {"\u200F"}siting: { $message }
infeasible-conflict = هذه القواعد متناقضة فيما بينها؛ وبدون أي واحدة منها يمكن احترام الباقي:
infeasible-conflict-undecided = هذه القواعد متناقضة فيما بينها (لم يكف الوقت للتحقق من ضرورة كل واحدة منها):
infeasible-further = وهذه أيضا متناقضة في حد ذاتها:
infeasible-minimum = لا توجد مجموعة أصغر من القواعد متناقضة في حد ذاتها.
infeasible-irreducible = كل قاعدة من هذه القواعد ضرورية للتناقض. ولم يُحسم إن كانت مجموعة أخرى أصغر متناقضة في حد ذاتها.
infeasible-relaxed = يظهر التناقض حتى مع مناطق مخصصة من أي حجم.
infeasible-repairs = لكي يوجد مخطط، ينبغي التخلي عن أحد ما يلي:
infeasible-combination = لكي يوجد مخطط، ينبغي القيام بكل ما يلي معا:
infeasible-combination-goals = أو الإبقاء على الأهداف والقيام بكل ما يلي معا:
infeasible-not-enough = { $count ->
    [one] التخلي عن { $goal } وحده لا يكفي: فبدونه لا يمكن احترام ما يلي: { $rules }.
    [two] التخلي عن { $goal } وحده لا يكفي: فبدونه تظل قاعدتان متناقضتين: { $rules }.
    [few] التخلي عن { $goal } وحده لا يكفي: فبدونه تظل هذه القواعد متناقضة: { $rules }.
    [many] التخلي عن { $goal } وحده لا يكفي: فبدونه تظل هذه القواعد متناقضة: { $rules }.
   *[other] التخلي عن { $goal } وحده لا يكفي: فبدونه تظل هذه القواعد متناقضة: { $rules }.
}
infeasible-none = لم يُعثر على حد واحد يكفي تغييره لوجود مخطط.

infeasible-note-large = النموذج أكبر من أن يُبحث فيه عن القواعد المتناقضة؛ ينبغي المحاولة على مستوى الأقاليم والعمالات.
infeasible-note-undecided = لم تُحسم القواعد المتناقضة في الوقت المسموح به.
infeasible-note-parks = يوجد مخطط مع مناطق مخصصة من أي حجم: فالتناقض راجع إلى عدم تجزؤ المناطق. ولم تُحسم القواعد الأخرى المعنية في الوقت المسموح به.
infeasible-note-time = لم يكف الوقت لفحص كل الحدود؛ وقد تفيد حدود أخرى أيضا.

infeasible-detail = { $rule } ({ $details })
infeasible-years = من { $first } إلى { $last }
infeasible-places = { $count ->
    [one] مجال ترابي واحد
    [two] مجالان ترابيان
    [few] { $number } مجالات ترابية
    [many] { $number } مجالا ترابيا
   *[other] { $number } مجال ترابي
}
infeasible-regions = { $count ->
    [one] جهة واحدة
    [two] جهتان
    [few] { $number } جهات
    [many] { $number } جهة
   *[other] { $number } جهة
}
infeasible-cost = { $move }؛ أدنى كلفة { $cost }
infeasible-cost-soft = { $move }؛ كلفة ما يُبنى ويُنجز حينئذ { $cost }، دون احتساب الغرامة على ما ينقص
infeasible-not-least = { $move } (لم يُستبعد تغيير أصغر)

infeasible-goal-jobs = هدف مناصب الشغل
infeasible-goal-export = هدف الصادرات
infeasible-rule-jobs-goal = هدف مناصب الشغل
infeasible-rule-export-goal = هدف الصادرات لسنة { $of }
infeasible-rule-national-pace = أقصى عدد لمناصب الشغل المضافة سنويا في البلاد
infeasible-rule-segment-min = الحصة الدنيا لشعبة { $of } من مجموع مناصب الشغل
infeasible-rule-segment-max = الحصة القصوى لشعبة { $of } من مجموع مناصب الشغل
infeasible-rule-budget = ميزانية { $of }
infeasible-rule-territorial-floor = الحد الأدنى لكل جهة
infeasible-rule-territorial-cap = سقف كل جهة
infeasible-rule-inequality = سقف الفوارق بين الجهات (جيني)
infeasible-rule-limit-cost = سقف الكلفة الإجمالية
infeasible-rule-limit-commuting = سقف كلفة التنقل
infeasible-rule-limit-suitability = أدنى مجموع للملاءمة
infeasible-rule-limit-gaps = سقف مجموع الفوارق بين الجهات
infeasible-rule-least-served = الحد الأدنى لمناصب الشغل لكل 1 000 نشيط في كل جهة
infeasible-rule-ordered-median = الحد الأدنى للمتوسط المرتب لمعدلات الجهات
infeasible-rule-kolm-pollak = الحد الأدنى لمعدل كولم-بولاك
infeasible-rule-group-min = الحصة الدنيا للمجالات الترابية { $of }
infeasible-rule-group-max = الحصة القصوى للمجالات الترابية { $of }
infeasible-rule-absorption = وتيرة ملء مجال ترابي
infeasible-rule-retention = مناصب الشغل الواجب بقاؤها في مكانها
infeasible-rule-talent = الأشخاص الممكن توظيفهم في حوض الشغل
infeasible-rule-training = أماكن التكوين
infeasible-rule-site-limit = المتسع لمقاعد عمل جديدة
infeasible-rule-eligibility = العتبات التي لا يجوز دونها أن تنمو شعبة في مجال ترابي
infeasible-rule-smallest-park = أصغر حجم لمنطقة مخصصة
infeasible-rule-whole-parks = تسليم المناطق المخصصة بأشطر كاملة
infeasible-rule-park-count-min = العدد الأدنى للمناطق المخصصة
infeasible-rule-park-count-max = العدد الأقصى للمناطق المخصصة
infeasible-rule-park-per-region = منطقة مخصصة في كل جهة
infeasible-rule-lock-in = المنطقة المخصصة المقررة سلفا في { $of }
infeasible-rule-lock-seats = مقاعد العمل المقررة سلفا في { $of }
infeasible-rule-lock-out = المجالات الترابية التي لا يجوز أن يُبنى فيها شيء
infeasible-rule-other = القاعدة { $of }

infeasible-payer-state = الدولة
infeasible-payer-developer = المهيئين
infeasible-payer-firm = المقاولات
infeasible-payer-worker = الأجراء

infeasible-move-jobs = هدف مناصب الشغل لسنة { $of }: من { $old } إلى { $new }، والمسار المؤدي إليه بالنسبة نفسها
infeasible-move-exports = هدف الصادرات لسنة { $of }: من { $old } إلى { $new }
infeasible-move-pace = أقصى عدد لمناصب الشغل المضافة سنويا في البلاد: من { $old } إلى { $new }
infeasible-move-recruit = معدل التوظيف السنوي من خزان الكفاءات المؤهلة: من { $old } إلى { $new }
infeasible-move-commute = أقصى مدة للتنقل إلى العمل بالدقائق: من { $old } إلى { $new }
infeasible-move-training = أماكن التكوين: زيادة { $new }
infeasible-move-growth = النمو السنوي لمجال ترابي: من { $old } إلى { $new }
infeasible-move-entry = مناصب الشغل التي يمكن لمجال ترابي إضافتها سنويا فوق نموه: من { $old } إلى { $new }
infeasible-move-market = مقاعد العمل الجديدة التي يستقبلها مجال ترابي لكل 1 000 نشيط: من { $old } إلى { $new }
infeasible-move-shrink = حصة مناصب الشغل التي يمكن لمجال ترابي أن يفقدها سنويا: من { $old } إلى { $new }
infeasible-move-park-min = العدد الأدنى للمناطق المخصصة: من { $old } إلى { $new }
infeasible-move-park-max = العدد الأقصى للمناطق المخصصة: من { $old } إلى { $new }
infeasible-move-smallest-park = أصغر حجم لمنطقة مخصصة بمقاعد العمل: من { $old } إلى { $new }
infeasible-move-budget = ميزانية { $of } (السنة الأعلى): من { $old } إلى { $new }، والسنوات الأخرى بالنسبة نفسها
infeasible-move-floor = الحد الأدنى لكل جهة قياسا إلى حصتها من السكان النشيطين: من { $old } إلى { $new }
infeasible-move-cap = سقف كل جهة بأضعاف حصتها من السكان النشيطين: من { $old } إلى { $new }
infeasible-move-gini = أقصى معامل جيني بين الجهات: من { $old } إلى { $new }
infeasible-move-limit-cost = أقصى كلفة إجمالية: من { $old } إلى { $new }
infeasible-move-limit-commuting = أقصى كلفة للتنقل: من { $old } إلى { $new }
infeasible-move-limit-suitability = أدنى مجموع للملاءمة: من { $old } إلى { $new }
infeasible-move-limit-gaps = أقصى مجموع للفوارق: من { $old } إلى { $new }
infeasible-move-least-served = الحد الأدنى لمناصب الشغل لكل 1 000 نشيط في كل جهة: من { $old } إلى { $new }
infeasible-move-ordered-median = الحد الأدنى للمتوسط المرتب لمعدلات الجهات: من { $old } إلى { $new }
infeasible-move-kolm-pollak = الحد الأدنى لمعدل كولم-بولاك: من { $old } إلى { $new }
infeasible-move-group-min = الحصة الدنيا للمجالات الترابية { $of }: من { $old } إلى { $new }
infeasible-move-group-max = الحصة القصوى للمجالات الترابية { $of }: من { $old } إلى { $new }
infeasible-move-share-min = الحصة الدنيا لشعبة { $of } من مجموع مناصب الشغل: من { $old } إلى { $new }
infeasible-move-share-max = الحصة القصوى لشعبة { $of } من مجموع مناصب الشغل: من { $old } إلى { $new }
infeasible-move-lock-in = التخلي عن المنطقة المخصصة المقررة سلفا في { $of }
infeasible-move-lock-out = السماح بالبناء في { $of }
infeasible-move-lock-seats = التخلي عن مقاعد العمل المقررة سلفا في { $of }
infeasible-move-per-region = لا تحتاج كل جهة إلى منطقة مخصصة
infeasible-move-divisible = يجوز أن يكون للمناطق المخصصة أي حجم ولا تُعد
infeasible-move-soft-jobs = يصبح هدف مناصب الشغل مرنا: يصل المخطط حينئذ إلى { $reached_count ->
    [one] منصب شغل واحد
    [two] منصبي شغل
    [few] { $reached } مناصب شغل
    [many] { $reached } منصب شغل
   *[other] { $reached } منصب شغل
} سنة { $of }
infeasible-move-soft-exports = يصبح هدف الصادرات مرنا: يصل المخطط حينئذ إلى { $reached } سنة { $of }
infeasible-move-soft-goals = يصبح الهدفان مرنين: يصل المخطط حينئذ إلى { $reached_count ->
    [one] منصب شغل واحد
    [two] منصبي شغل
    [few] { $reached } مناصب شغل
    [many] { $reached } منصب شغل
   *[other] { $reached } منصب شغل
} و{ $exports } من الصادرات سنة { $of }
