# المبالغ.

money-mad = { $count ->
    [few] { $amount } دراهم
    [many] { $amount } درهما
   *[other] { $amount } درهم
}
money-million = { $count ->
    [few] { $amount } ملايين درهم
   *[other] { $amount } مليون درهم
}
money-billion = { $count ->
    [few] { $amount } مليارات درهم
   *[other] { $amount } مليار درهم
}

series-weak = ،{" "}
series-strong = ؛{" "}
