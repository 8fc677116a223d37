# Montants.

money-mad = { $amount } DH
money-million = { $amount } { $count ->
    [one] million
   *[other] millions
} de DH
money-billion = { $amount } { $count ->
    [one] milliard
   *[other] milliards
} de DH

series-weak = ,{" "}
series-strong =  ;{" "}
