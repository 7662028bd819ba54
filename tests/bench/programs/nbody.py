SIZE = 13000  # quick: 40
# Planets that attract each other, stepped with the leapfrog method.
import math


class Body:
    def __init__(self, mass, place, speed):
        self.mass = mass
        self.x, self.y, self.z = place
        self.vx, self.vy, self.vz = speed


def kick(bodies, step):
    for i in range(len(bodies)):
        a = bodies[i]
        for j in range(i + 1, len(bodies)):
            b = bodies[j]
            dx, dy, dz = b.x - a.x, b.y - a.y, b.z - a.z
            square = dx * dx + dy * dy + dz * dz + 0.0001
            pull = step / (square * math.sqrt(square))
            a.vx += dx * b.mass * pull
            a.vy += dy * b.mass * pull
            a.vz += dz * b.mass * pull
            b.vx -= dx * a.mass * pull
            b.vy -= dy * a.mass * pull
            b.vz -= dz * a.mass * pull


def drift(bodies, step):
    for body in bodies:
        body.x += body.vx * step
        body.y += body.vy * step
        body.z += body.vz * step


def energy(bodies):
    total = 0.0
    for i in range(len(bodies)):
        a = bodies[i]
        total += a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz) / 2
        for b in bodies[i + 1:]:
            dx, dy, dz = b.x - a.x, b.y - a.y, b.z - a.z
            total -= a.mass * b.mass / math.sqrt(dx * dx + dy * dy + dz * dz)
    return total


bodies = [Body(10.0, (0.0, 0.0, 0.0), (0.0, 0.0, 0.0))]
for i in range(1, 5):
    bodies.append(Body(0.01 * i, (i * 1.5, 0.1 * i, 0.0), (0.0, math.sqrt(10.0 / (i * 1.5)), 0.02 * i)))
before = energy(bodies)
for _ in range(SIZE):
    kick(bodies, 0.001)
    drift(bodies, 0.001)
print(int(before * 1e6), int(energy(bodies) * 1e6), int(bodies[1].x * 1e6))
