# المبالغ.

money-mad = { $amount } درهم
money-million = { $amount } مليون درهم
money-billion = { $amount } مليار درهم

series-weak = ،{" "}
series-strong = ؛{" "}
