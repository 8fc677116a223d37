# Where no plan exists: what would help.

web-repairs-looking = Looking for what would help...
web-repairs-failed = What would help could not be worked out.
web-repairs-conflict = These contradict one another:
web-repairs-help = Any one of these is enough, and none can be smaller:
web-repairs-none = No single move helps.
web-repairs-cost = the plan then costs { $amount }
web-repairs-found = Moves that help: { $count }
