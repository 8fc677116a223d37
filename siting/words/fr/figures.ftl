# Montants.

money-mad = { $amount } DH
money-million = { $amount } millions de DH
money-billion = { $amount } milliards de DH

series-weak = ,{" "}
series-strong =  ;{" "}
