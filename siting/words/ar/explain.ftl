# لماذا جاء المخطط على ما هو عليه. تصل المبالغ والأعداد والأسماء نصا، وتصل أعداد الصرف أرقاما.

explain-title-plan = المخطط بإيجاز
explain-title-goals = الأهداف: كلفة وحدة إضافية
explain-title-rules = الحدود والسياسات، من الأغلى إلى الأرخص
explain-title-idle = ما لا يقيد المخطط
explain-title-region = { $name }
explain-title-zone = { $name } ({ $region })
explain-title-bare = مجالات ترابية لا جديد فيها

explain-parks-fixed = (على أساس المناطق المخصصة في هذا المخطط.)

explain-order-weighted = يسعى المخطط إلى أصغر قيمة لمجموع مرجح واحد: { $terms }. وكل «كلفة» وكل سعر أدناه هو هذا المجموع، وليس مالا.
explain-order-one = هذا المخطط هو الأقل كلفة في ظل قواعده: { $least } بالقيمة الحالية، لكل من يتحملها مجتمعين.
explain-order-many = تُتبع الأهداف بهذا الترتيب، كل منها في حدود ما تسمح به سابقاتها: { $stages }.
explain-spent = أدنى كلفة ممكنة { $least }. ويُقبل إنفاق ما يصل إلى { $tolerance } إضافية من أجل { $goals }. أنفقت هذه الأهداف اللاحقة { $spent }: كلفة المخطط { $cost }، أي ما يفوق الحد الأدنى بنسبة { $share }.
explain-spent-penalty = المقدار الذي يُخفَّض أولا، أي الكلفة والغرامة معا، لا يقل عن { $least }. ويُقبل إنفاق ما يصل إلى { $tolerance } إضافية من أجل { $goals }. أنفقت هذه الأهداف اللاحقة { $spent }: قيمة المخطط { $cost }، أي ما يفوق الحد الأدنى بنسبة { $share }.
explain-parks = المناطق المخصصة لا تتجزأ: تقرر فتحها أولا. وتأتي الأسعار من البرنامج الخطي الذي تُعتبر فيه مناطق هذا المخطط معطاة، فلا تفيد شيئا عن مناطق أخرى.
explain-large = يستغرق كل سؤال وقتا طويلا على هذا المستوى: لا تُفسَّر الجهات والمجالات الترابية إلا إذا ذُكرت بالاسم.
explain-by-cost = جهات تحدد الكلفة وحدها مجموعها: { $regions }.
explain-by-cost-all = الكلفة وحدها تحدد مجموع كل جهة.
explain-by-fairness = جهات تترك لها الكلفة خيارا تحسمه الأهداف اللاحقة (بين قوسين: أعداد مناصب الشغل الممكنة): { $regions }.

explain-stage-cost = أدنى كلفة
explain-stage-least-served = رفع الجهة ذات أقل عدد من مناصب الشغل لكل 1 000 نشيط إلى أقصى حد ممكن، ثم التي تليها
explain-stage-ordered-median = رفع متوسط معدلات الجهات، الذي يكون فيه لأدناها أكبر وزن، إلى أقصى حد ممكن
explain-stage-kolm-pollak = رفع معدل كولم-بولاك للجهات، أي متوسطها ناقص ما يضيع بسبب التفاوت، إلى أقصى حد ممكن
explain-stage-suitability = مناصب الشغل حيث يكون الربط والبنيات التحتية والكفاءات أكثر ملاءمة لها
explain-stage-inequality = أصغر الفوارق بين الجهات
explain-stage-weight = { $weight } × { $what }

explain-term-cost = الكلفة
explain-term-build-cost = البناء
explain-term-opening-cost = فتح المناطق المخصصة
explain-term-territorial-premium = المنحة الترابية
explain-term-training-cost = دعم التكوين
explain-term-employment-premium = منحة التشغيل
explain-term-training-premium = منحة التكوين
explain-term-commuting-cost = التنقل إلى العمل
explain-term-operating-difference = فارق كلفة الاستغلال
explain-term-shortfall = غرامة الأهداف غير المحققة
explain-term-suitability = الملاءمة
explain-term-inequality = الفوارق بين الجهات
explain-term-least-served = الجهة الأقل استفادة
explain-term-ordered-median = المتوسط المرتب للمعدلات
explain-term-kolm-pollak = الخسارة الناتجة عن التفاوت (كولم-بولاك)

explain-rule-jobs-goal = هدف مناصب الشغل لسنة { $year }
explain-rule-jobs-goal-path = هدف مناصب الشغل لسنة { $year } مع المسار المؤدي إليه
explain-rule-export-goal = هدف الصادرات لسنة { $year }
explain-rule-national-pace = مناصب الشغل المضافة في البلاد سنة { $year }
explain-rule-national-pace-path = مناصب الشغل المضافة سنويا في البلاد، لكل السنوات معا
explain-rule-segment-min = الحصة الدنيا لشعبة { $segment } سنة { $year }
explain-rule-segment-max = الحصة القصوى لشعبة { $segment } سنة { $year }
explain-rule-budget = ميزانية { $year }، { $payer }
explain-rule-territorial-floor = الحد الأدنى الترابي، { $place }
explain-rule-territorial-cap = السقف الترابي، { $place }
explain-rule-group-min = الحصة الدنيا للمجموعة { $group }
explain-rule-group-max = الحصة القصوى للمجموعة { $group }
explain-rule-inequality = سقف الفوارق بين الجهات
explain-rule-limit-cost = سقف الكلفة الإجمالية
explain-rule-limit-commuting = سقف كلفة التنقل
explain-rule-limit-suitability = أدنى مجموع للملاءمة
explain-rule-limit-gaps = سقف مجموع الفوارق بين الجهات
explain-rule-least-served = الحد الأدنى لمناصب الشغل لكل 1 000 نشيط، { $place }
explain-rule-ordered-median = الحد الأدنى للمتوسط المرتب لمعدلات الجهات
explain-rule-kolm-pollak = الحد الأدنى لمعدل كولم-بولاك
explain-rule-park-count-min = العدد الأدنى للمناطق المخصصة
explain-rule-park-count-max = العدد الأقصى للمناطق المخصصة
explain-rule-park-per-region = منطقة مخصصة في الجهة، { $place }
explain-rule-capacity = مقاعد العمل القائمة، { $place }، { $year }
explain-rule-talent = الأشخاص الممكن توظيفهم، { $place }، إلى غاية { $year }، { $skill }
explain-rule-training = أماكن التكوين، { $place }، { $year }
explain-rule-absorption = وتيرة الملء، { $place }، { $year }
explain-rule-retention = مناصب الشغل الواجب الحفاظ عليها، { $place }، { $year }
explain-rule-site-limit = المتسع لمقاعد عمل جديدة، { $place }
explain-rule-lock-in = منطقة مخصصة مقررة سلفا، { $place }
explain-rule-lock-seats = مقاعد عمل مقررة سلفا، { $place }، { $year }
explain-rule-other = { $block } { $ids }

explain-skill-secondary = مستوى ثانوي تأهيلي
explain-skill-higher = مستوى عال
explain-payer-state = الدولة
explain-payer-developer = المهيئون
explain-payer-firm = المقاولات
explain-payer-worker = الأجراء

explain-one-job = منصب شغل واحد
explain-one-seat = مقعد عمل واحد
explain-one-person = شخص واحد
explain-one-place = مكان تكوين واحد
explain-one-exports = درهم واحد من الصادرات
explain-one-money = درهم واحد
explain-one-gap = منصب شغل واحد من الفارق
explain-one-level = منصب شغل واحد لكل 1 000 نشيط
explain-one-park = منطقة مخصصة واحدة

explain-amount-job = { $count ->
    [one] منصب شغل واحد
    [two] منصبي شغل
    [few] { $n } مناصب شغل
    [many] { $n } منصب شغل
   *[other] { $n } منصب شغل
}
explain-amount-seat = { $count ->
    [one] مقعد عمل واحد
    [two] مقعدي عمل
    [few] { $n } مقاعد عمل
    [many] { $n } مقعد عمل
   *[other] { $n } مقعد عمل
}
explain-amount-person = { $count ->
    [one] شخص واحد
    [two] شخصين
    [few] { $n } أشخاص
    [many] { $n } شخصا
   *[other] { $n } شخص
}
explain-amount-place = { $count ->
    [one] مكان تكوين واحد
    [two] مكاني تكوين
    [few] { $n } أماكن تكوين
    [many] { $n } مكان تكوين
   *[other] { $n } مكان تكوين
}
explain-amount-exports = { $count ->
    [one] مليون درهم من الصادرات
    [two] مليوني درهم من الصادرات
    [few] { $n } ملايين درهم من الصادرات
    [many] { $n } مليون درهم من الصادرات
   *[other] { $n } مليون درهم من الصادرات
}
explain-amount-money = { $count ->
    [one] مليون درهم
    [two] مليوني درهم
    [few] { $n } ملايين درهم
    [many] { $n } مليون درهم
   *[other] { $n } مليون درهم
}
explain-amount-gap = { $count ->
    [one] منصب شغل واحد من الفارق
    [two] منصبي شغل من الفارق
    [few] { $n } مناصب شغل من الفارق
    [many] { $n } منصب شغل من الفارق
   *[other] { $n } منصب شغل من الفارق
}
explain-amount-level = { $n } لكل 1 000 نشيط
explain-amount-loss = { $n } لكل 1 000 نشيط من الخسارة الناتجة عن التفاوت
explain-amount-park = { $count ->
    [one] منطقة مخصصة واحدة
    [two] منطقتين مخصصتين
    [few] { $n } مناطق مخصصة
    [many] { $n } منطقة مخصصة
   *[other] { $n } منطقة مخصصة
}

explain-price-costs = { $rule }: زيادة { $one } تكلف { $amount }.
explain-price-saves = { $rule }: زيادة { $one } توفر { $amount }.
explain-price-between = { $rule }: بين { $left } و{ $right }؛ المبلغ الأول هو ما يوفره إنقاص { $one }، والثاني ما تكلفه زيادة { $one }.
explain-price-between-worth = { $rule }: بين { $right } و{ $left }؛ المبلغ الأول هو ما توفره زيادة { $one }، والثاني ما يكلفه إنقاص { $one }.
explain-price-between-turn = { $rule }: إنقاص { $one } يكلف { $left }، وزيادة { $one } تكلف { $right }.
explain-price-no-more = { $rule }: لا تمكن زيادة { $one }، إذ لا يوجد حينئذ أي مخطط؛ وإنقاص { $one } يوفر { $left }.
explain-price-no-more-worth = { $rule }: لا تمكن زيادة { $one }، إذ لا يوجد حينئذ أي مخطط؛ وإنقاص { $one } يكلف { $left }.
explain-price-no-fewer = { $rule }: لا يمكن إنقاص { $one }، إذ لا يوجد حينئذ أي مخطط؛ وزيادة { $one } تكلف { $right }.
explain-price-no-fewer-worth = { $rule }: لا يمكن إنقاص { $one }، إذ لا يوجد حينئذ أي مخطط؛ وزيادة { $one } توفر { $right }.
explain-price-neither = { $rule }: لا يمكن التخفيف ولا التشديد: لا يوجد أي مخطط في الاتجاهين.
explain-range = يسري هذا من { $low } إلى { $high }{ $ends }.
explain-range-steps = يسري هذا إلى حدود إنقاص { $fewer } وزيادة { $more }{ $ends }.
explain-end-low-limit = ، على الأقل، نزولا
explain-end-high-limit = ، على الأقل، صعودا
explain-end-both-limit = ، على الأقل
explain-end-low-none = ؛ ودون ذلك لا يوجد أي مخطط
explain-end-high-none = ؛ وفوق ذلك لا يوجد أي مخطط
explain-step-costs = { $rule }: زيادة { $step } تكلف { $total }، أي { $each } { $per }؛ { $exact } ({ $range }).
explain-step-saves = { $rule }: زيادة { $step } توفر { $total }، أي { $each } { $per }؛ { $exact } ({ $range }).
explain-goal-step = { $rule }: نحو { $each } { $per } عند زيادة { $step }؛ وإنقاص العدد نفسه يوفر نحو { $down } { $per }. { $exact }
explain-goal-step-up = { $rule }: نحو { $each } { $per } عند زيادة { $step }؛ ولا يوجد مخطط يُنقص العدد نفسه. { $exact }
explain-exact-only = { $amount } للوحدة الموالية
explain-exact-both = { $amount } للوحدة الموالية، في حين يوفر إنقاص وحدة { $fewer }
explain-exact-both-worth = { $amount } للوحدة الموالية، في حين يكلف إنقاص وحدة { $fewer }
explain-goal-exact = بالضبط: { $exact }، من { $low } إلى { $high }{ $ends }.
explain-exact = مضبوط من { $low } إلى { $high }{ $ends }
explain-exact-steps = مضبوط إلى حدود إنقاص { $fewer } وزيادة { $more }{ $ends }
explain-goal-years = السعر الذي ينبغي اعتماده هو السعر مع المسار. كلفة منصب شغل إضافي في سنة واحدة مع بقاء المسار على حاله: { $years }.
explain-goal-year = { $amount } سنة { $year }
explain-price-stays = مناصب الشغل القائمة، { $place }، { $year }: كلفة المنصب هناك تفوق كلفته في أماكن أخرى بما يصل إلى { $amount }.
explain-per-job = لكل منصب شغل
explain-per-seat = لكل مقعد عمل
explain-per-person = لكل شخص
explain-per-place = لكل مكان تكوين
explain-per-exports = لكل درهم من الصادرات
explain-per-money = لكل درهم
explain-per-gap = لكل منصب شغل من الفارق
explain-per-level = لكل منصب شغل لكل 1 000 نشيط
explain-per-park = لكل منطقة مخصصة

explain-idle-over = { $rule }: جرى تجاوزه بمقدار { $amount }.
explain-idle-under = { $rule }: يبقى هامش بمقدار { $amount }.
explain-idle-met = { $rule }: يبلغه هذا المخطط بالكاد؛ وعند أدنى كلفة يوجد هامش، ولذلك سعره منعدم.
explain-idle-counted = { $count ->
    [one] قاعدة أخرى من نوع «{ $kind }» لا تقيد المخطط.
    [two] قاعدتان أخريان من نوع «{ $kind }» لا تقيدان المخطط.
    [few] { $count } قواعد أخرى من نوع «{ $kind }» لا تقيد المخطط.
    [many] { $count } قاعدة أخرى من نوع «{ $kind }» لا تقيد المخطط.
   *[other] { $count } قاعدة أخرى من نوع «{ $kind }» لا تقيد المخطط.
}
explain-kind-segment-min = الحصة الدنيا لشعبة
explain-kind-segment-max = الحصة القصوى لشعبة
explain-kind-territorial-floor = الحد الأدنى الترابي
explain-kind-territorial-cap = السقف الترابي
explain-kind-least-served = الحد الأدنى لمناصب الشغل لكل 1 000 نشيط
explain-kind-park-per-region = منطقة مخصصة في كل جهة
explain-kind-other = { $block }

explain-place-jobs = عدد مناصب الشغل: { $before } نهاية { $base } و{ $jobs } نهاية { $last }؛ مقاعد العمل الجديدة: { $seats }.
explain-place-rate = أي { $rate } منصب شغل لكل 1 000 نشيط.
explain-place-total-cost = الكلفة وحدها تحدد هذا المجموع: لا يمكن غيره في حدود هامش التسامح.
explain-place-total-range = في حدود الكلفة المسموح بها، يمكن أن يتراوح العدد هنا بين { $low } و{ $high }.
explain-place-first = تدخل ضمن الجهات ذات أقل عدد من مناصب الشغل لكل 1 000 نشيط، وهي التي تُخدم أولا{ $given }
explain-place-after = خُدمت أولا الجهات التي لديها عدد أقل من مناصب الشغل لكل 1 000 نشيط ({ $regions }){ $given }
explain-place-raised = : رُفع المستوى هنا إلى { $level }{ $ties }، وهو أقصى ما يسمح به { $limit }.
explain-place-left = : لم يكن المستوى هنا ليتجاوز { $level }{ $ties }، وهو أقصى ما يسمح به { $limit }.
explain-limit-money = المال وباقي القواعد
explain-limit-rules = إطار القواعد لا المال
explain-place-ties = ، مع { $regions }
explain-place-least-one = لو حسمت الكلفة وحدها، لوصل العدد هنا إلى { $low }.
explain-place-least-range = لو حسمت الكلفة وحدها، لأمكن أن يتراوح العدد هنا بين { $low } و{ $high }.
explain-place-above = العدد في المخطط أكبر بمقدار { $jobs }: وذلك أثر الأهداف اللاحقة، والإبقاء على هذا المجموع يكلف { $amount }.
explain-place-below = العدد في المخطط أقل بمقدار { $jobs }: وذلك أثر الأهداف اللاحقة، وإبقاء المجموع في هذا الحد يكلف { $amount }.

explain-more-costs = منصب شغل إضافي هنا يكلف البلاد { $amount }.
explain-more-holds = ويكلف كل منصب موال المبلغ نفسه إلى غاية { $to }{ $ends }.
explain-more-changes = ويتغير السعر قبل اكتمال هذا المنصب.
explain-more-free = منصب شغل إضافي هنا لا يكلف البلاد شيئا.
explain-more-saves = منصب شغل إضافي هنا يوفر للبلاد { $amount }: الأهداف اللاحقة، لا الكلفة، هي التي تحول دونه.
explain-more-none = لا يوجد في ظل هذه القواعد مخطط فيه منصب شغل إضافي هنا.
explain-more-beyond = ابتداء من { $jobs }، يكلف كل منصب إضافي { $amount }.
explain-end-more-limit = ، على الأقل
explain-end-more-none = ؛ وفوق ذلك لا يوجد أي مخطط
explain-split = حسب بنود الكلفة: { $terms }.
explain-split-term = { $term } { $amount }
explain-stands = وتقع في: { $places }.
explain-taken = وتُؤخذ من: { $places }.

explain-place-count = { $name } ({ $jobs })
explain-place-span = { $name } ({ $low }–{ $high })

explain-fewer-costs = ثاني أفضل مكان: لو نقص العدد هنا بمقدار { $jobs } لزاد في { $places }، ولدفعت البلاد { $amount } إضافية.
explain-fewer-free = ثاني أفضل مكان: لو نقص العدد هنا بمقدار { $jobs } لزاد في { $places } دون أي كلفة.
explain-fewer-saves = ثاني أفضل مكان: لو نقص العدد هنا بمقدار { $jobs } لزاد في { $places }، ولوفرت البلاد { $amount }: فالأهداف اللاحقة هي التي تبقي على هذا المجموع.
explain-fewer-nowhere = لو نقص العدد هنا بمقدار { $jobs } لتغيرت الكلفة بمقدار { $amount }؛ ولن يكسب أي مكان آخر أكثر من عُشر ذلك.
explain-fewer-lose = وفي المقابل تفقد أماكن أخرى: { $others }.
explain-fewer-one = المنصب الأول منها وحده يكلف { $amount }.
explain-fewer-one-saves = المنصب الأول منها وحده يوفر { $amount }.
explain-fewer-none = لا يوجد مخطط ينقص فيه العدد هنا بمنصب شغل واحد: ما هو قائم يبقى، أو أن القواعد تفرضه.

explain-bind-absorption = في { $places }: يسير الملء بأقصى وتيرة مسموح بها ({ $names }).
explain-bind-talent = في { $places }: تم توظيف كل من يمكن توظيفهم ({ $names }).
explain-bind-training = في { $places }: كل أماكن التكوين مشغولة ({ $names }).
explain-bind-site-limit = في { $places }: لم يبق متسع لمقاعد عمل جديدة ({ $names }).
explain-bind-retention = في { $places }: قد تكون مناصب الشغل القائمة أقل كلفة في أماكن أخرى، لكن المخطط لا ينقلها ({ $names }).
explain-bind-lock = في { $places }: قرارات متخذة سلفا هي التي تقيد ({ $names }).
explain-bind-none = لا سعر لأي حد هنا: كلفة الأماكن هي التي تفسر مواقع مناصب الشغل.
explain-bind-shared = لا سعر لأي حد خاص هنا: ما يُخصَّص لهذا المكان ناتج عن كلفة الأماكن وعن الأهداف اللاحقة وعن القاعدة التي تشمل عدة جهات معا.
explain-bind-goals = لا سعر لأي حد خاص هنا: الأهداف اللاحقة، لا حد من الحدود، هي التي تحسم.
explain-bind-dearest = الحد الأعلى سعرا: { $price }
explain-names-more = { $count ->
    [one] { $names } وواحد آخر
    [two] { $names } واثنان آخران
    [few] { $names } و{ $count } أخرى
    [many] { $names } و{ $count } أخرى
   *[other] { $names } و{ $count } أخرى
}
explain-lever = ما ينبغي أن يتغير لإضافة منصب شغل دون كلفة زائدة: { $rule }؛ وتكفي لذلك زيادة { $amount }.
explain-lever-one = ما ينبغي أن يتغير لإضافة منصب شغل دون كلفة زائدة: { $rule }؛ وزيادة { $one } تفي بذلك وتزيد.
explain-lever-none = تخفيف الحد الأعلى سعرا هنا لا يكفي وحده لتغطية كلفة منصب شغل إضافي: { $rule }.

explain-why-not-eligible = لا يُبرمج هنا أي منصب شغل: لا تبلغ أي شعبة عتباتها في أي سنة.
explain-why-unknown = لا يتضمن مجلد الحساب العتبات أو المؤشرات المعنية، فالمسافة إليها غير معروفة.
explain-why-locked = لا يُبرمج هنا أي منصب شغل: المجال الترابي مستبعد ولا يجوز أن يُبنى فيه شيء.
explain-why-no-pool = لا يُبرمج هنا أي منصب شغل: لا يقطن على مسافة التنقل أي شخص يمكن توظيفه.
explain-why-no-plan = لا يُبرمج هنا أي منصب شغل: لا يوجد مخطط فيه منصب شغل إضافي هنا ويحترم كل القواعد.
explain-why-no-park = لا يُبرمج هنا أي منصب شغل: لا يتسع المكان لأي منصب إضافي مع المناطق المخصصة في هذا المخطط، ولم يُبحث إن كان إحداث منطقة هنا مجديا.
explain-why-cost = لا يُبرمج هنا أي منصب شغل بسبب الكلفة: إحداث { $jobs } هنا سنة { $year } يكلف البلاد { $amount } على مدى المخطط.
explain-why-beyond = يمكن للأهداف اللاحقة أن تنفق { $allowed } في المجموع.
explain-why-within = الكلفة لا تستبعد ذلك: إحداث { $jobs } هنا سنة { $year } يكلف البلاد { $amount } على مدى المخطط، وذلك في حدود { $allowed } التي يمكن للأهداف اللاحقة إنفاقها.
explain-why-free = الكلفة لا تستبعد ذلك: إحداث { $jobs } هنا سنة { $year } لا يكلف البلاد شيئا.
explain-why-first = منصب الشغل الأول يكلف { $amount }.
explain-why-least = لو حسمت الكلفة وحدها، لوصل العدد هنا إلى { $jobs }.
explain-decided-regions = { $level ->
    [province] الإنصاف يحسب الجهات لا الأقاليم والعمالات.
    [commune] الإنصاف يحسب الجهات لا الجماعات.
   *[other] الإنصاف يحسب الجهات لا المجالات الترابية كلا على حدة.
}
explain-decided-spent = وقد أنفق هذا المال: إذا احتفظت كل جهة بمناصبها في المخطط، كلفت المناصب نفسها هنا { $amount } إضافية، ولم يبق شيء.
explain-decided-over = إذا احتفظت كل جهة بمناصبها في المخطط، كلفت المناصب نفسها هنا { $amount } إضافية، والباقي { $left }.
explain-decided-no-plan = إذا احتفظت كل جهة بمناصبها في المخطط، فلا يوجد مخطط يضع المناصب نفسها هنا.
explain-decided-cheapest = إذا احتفظت كل جهة بمناصبها في المخطط، كلفت المناصب نفسها هنا { $amount } إضافية، وقد اختير أقل المخططات كلفة من بين التي تخدم الجهات على حد سواء.
explain-decided-alike = تخدم مخططات أخرى الجهات بالقدر نفسه وبالكلفة نفسها، وقد اختير أحدها.
explain-decided-tie = لا تكلف أماكن أخرى أكثر، وقد اختير أحدها.
explain-decided-suits = توضع مناصب الشغل حيث تكون أكثر ملاءمة: ملاءمة { $better } لشعبة { $segment } تبلغ { $there } مقابل { $here } هنا.
explain-decided-suitability = بوضع مناصب الشغل في أماكن أخرى تكون ملاءمة المجموع مساوية أو أعلى.
explain-miss = { $poor } بالنسبة إلى { $segments }: المؤشر { $value } من 1 سنة { $year }، والمطلوب { $threshold } على الأقل. أكثر ما ينقص: { $indicator } ({ $scaled } من 1، وهو ما يخفض المؤشر بمقدار { $lost }).
explain-poor-connectivity = الربط ضعيف جدا
explain-poor-infrastructure = البنيات التحتية ضعيفة جدا
explain-short = { $name }: { $reason }
explain-short-miss = { $poor } بالنسبة إلى { $segments }: المؤشر { $value } من 1، والمطلوب { $threshold } على الأقل. أكثر ما ينقص: { $indicator }.

explain-indicator = { $name ->
    [airport_minutes] مدة الوصول إلى مطار
    [high_speed_minutes] مدة الوصول إلى محطة القطار الفائق السرعة
    [motorway] الولوج إلى الطريق السيار
    [passenger_rail] السكك الحديدية للمسافرين
    [mobile_5g] موجة الجيل الخامس
    [cable_or_data_centre_km] المسافة إلى كابل بحري أو مركز بيانات
    [park_floor_in_reach] مساحة المناطق المخصصة في المتناول
    [establishments_50_plus] المؤسسات التي تشغل 50 أجيرا فأكثر
    [water] المساكن المرتبطة بشبكة الماء
    [electricity] المساكن المرتبطة بشبكة الكهرباء
    [sewer] المساكن المرتبطة بشبكة التطهير
    [vacant_dwellings] المساكن الشاغرة
   *[other] { $name }
}

explain-block-costs = زيادة { $jobs } تكلف { $amount }، أي { $each } لكل منها.
explain-block-saves = زيادة { $jobs } توفر { $amount }، أي { $each } لكل منها.
explain-block-free = زيادة { $jobs } لا تكلف شيئا.
explain-block-fits = لا يتسع المكان لأكثر من نحو { $jobs }.
explain-block-fits-more = لا يوجد مخطط تتجاوز فيه الزيادة { $jobs } بكثير.
explain-taken-gain = وتُؤخذ من: { $places }؛ وفي المقابل تكسب أماكن أخرى: { $others }.

explain-penalty = يجوز هنا عدم بلوغ هدف، والمقدار الذي يُخفَّض إلى أدنى حد يحتسب { $rates }. هذه الغرامة ليست مالا ولا يدفعها أحد. يدفع المخطط { $paid } وتُحتسب عليه غرامة قدرها { $penalty }؛ وعند أدنى قيمة يُدفع { $least_paid } مع غرامة قدرها { $least_penalty }.
explain-penalty-counted = (باحتساب { $rates }.)
explain-penalty-jobs = { $amount } لكل منصب شغل ناقص
explain-penalty-exports = { $amount } لكل درهم ناقص من الصادرات

explain-level-region = { $count ->
    [one] جهة واحدة
    [two] جهتين
    [few] { $count } جهات
    [many] { $count } جهة
   *[other] { $count } جهة
}
explain-level-province = { $count ->
    [one] إقليم واحد أو عمالة واحدة
    [two] إقليمين أو عمالتين
    [few] { $count } أقاليم أو عمالات
    [many] { $count } إقليما أو عمالة
   *[other] { $count } إقليم أو عمالة
}
explain-level-commune = { $count ->
    [one] جماعة واحدة
    [two] جماعتين
    [few] { $count } جماعات
    [many] { $count } جماعة
   *[other] { $count } جماعة
}
explain-level-other = { $count ->
    [one] مجال ترابي واحد
    [two] مجالين ترابيين
    [few] { $count } مجالات ترابية
    [many] { $count } مجالا ترابيا
   *[other] { $count } مجال ترابي
}

explain-segment = { $code } ({ $what })
explain-segment-crm = مراكز الاتصال
explain-segment-bpo = معالجة الأعمال
explain-segment-ito = خدمات المعلوميات
explain-segment-eso = الهندسة
explain-segment-kpo = خدمات الخبرة العالية

explain-later-least-served = الإنصاف
explain-later-ordered-median = الإنصاف
explain-later-kolm-pollak = الإنصاف
explain-later-inequality = الإنصاف
explain-later-suitability = الملاءمة
explain-later-cost = الأهداف اللاحقة

explain-idle-years = { $count ->
    [one] { $rule } (وكذلك في سنة أخرى، بهامش لا يقل عن ذلك)
    [two] { $rule } (وكذلك في سنتين أخريين، بهامش لا يقل عن ذلك)
    [few] { $rule } (وكذلك في { $count } سنوات أخرى، بهامش لا يقل عن ذلك)
    [many] { $rule } (وكذلك في { $count } سنة أخرى، بهامش لا يقل عن ذلك)
   *[other] { $rule } (وكذلك في { $count } سنة أخرى، بهامش لا يقل عن ذلك)
}
