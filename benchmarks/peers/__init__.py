"""The same model as the users of other modellers would write it, from the same tables; nothing of `siting` is used."""
