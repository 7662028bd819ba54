SIZE = 18000  # quick: 30
# Objects with attributes that are read and written.


class Ball:
    def __init__(self, x, y, dx, dy):
        self.x = x
        self.y = y
        self.dx = dx
        self.dy = dy
        self.bounces = 0


class Table:
    width = 400
    height = 300

    def __init__(self):
        self.balls = [Ball(i * 13 % 400, i * 29 % 300, i % 7 - 3, i % 5 - 2) for i in range(20)]


def move(table):
    for ball in table.balls:
        ball.x += ball.dx
        ball.y += ball.dy
        if ball.x < 0 or ball.x > table.width:
            ball.dx = -ball.dx
            ball.bounces += 1
        if ball.y < 0 or ball.y > table.height:
            ball.dy = -ball.dy
            ball.bounces += 1


table = Table()
for _ in range(SIZE):
    move(table)
print(sum([ball.bounces for ball in table.balls]), sum([ball.x * 3 + ball.y for ball in table.balls]))
