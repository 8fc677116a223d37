# Amounts of money.

money-mad = MAD { $amount }
money-million = MAD { $amount } million
money-billion = MAD { $amount } billion

series-weak = ,{" "}
series-strong = ;{" "}
