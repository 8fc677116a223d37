# حين لا يوجد مخطط: ما يمكن أن يساعد.

web-repairs-looking = جار البحث عما يمكن أن يساعد...
web-repairs-failed = تعذر حساب ما يمكن أن يساعد.
web-repairs-conflict = هذه القواعد يناقض بعضها بعضا:
web-repairs-help = تكفي واحدة من هذه الخطوات، ولا يمكن أن تكون أي منها أصغر:
web-repairs-none = لا تكفي أي خطوة وحدها.
web-repairs-cost = كلفة المخطط حينئذ { $amount }
web-repairs-found = الخطوات التي تساعد: { $count }
