from pending import stand_in

__getattr__ = stand_in("_testmultiphase")
