# Angles beyond 2**20 quarter turns, at which plain pocketpy's functions answer with what lay in memory.
import math

for angle in [0.5, 1e3, 1647099.0, 1647100.0, 1e7, 4294967295.0, -4294967295.0, 1e15, 1e22, -1e100, 1.7e308]:
    print(angle > 0, round(math.sin(angle), 12), round(math.cos(angle), 12), round(math.tan(angle), 9))
