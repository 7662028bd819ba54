SIZE = 200  # quick: 12
# The Mandelbrot set: how many steps each point takes to leave.


def steps(cx, cy, most):
    x = y = 0.0
    for step in range(most):
        xx, yy = x * x, y * y
        if xx + yy > 4.0:
            return step
        y = 2.0 * x * y + cy
        x = xx - yy + cx
    return most


total = 0
inside = 0
for row in range(SIZE):
    cy = 2.4 * row / SIZE - 1.2
    for column in range(SIZE):
        taken = steps(3.0 * column / SIZE - 2.1, cy, 60)
        total += taken
        if taken == 60:
            inside += 1
print(total, inside)
