SIZE = 54000  # quick: 150
# Calls of methods: inherited ones, `super()`, operators, lengths.


class Shape:
    def __init__(self, name):
        self.name = name

    def area(self):
        return 0

    def describe(self):
        return self.area() + len(self.name)


class Rectangle(Shape):
    def __init__(self, width, height):
        super().__init__('rectangle')
        self.width = width
        self.height = height

    def area(self):
        return self.width * self.height


class Square(Rectangle):
    def __init__(self, side):
        super().__init__(side, side)
        self.name = 'square'


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __ne__(self, other):
        return not self == other

    def __len__(self):
        return 2


total = 0
place = Vector(0, 0)
step = Vector(3, -1)
for i in range(SIZE):
    shapes = [Shape('none'), Rectangle(i % 10, 3), Square(i % 7)]
    for shape in shapes:
        total += shape.describe()
    place = place + step * (i % 5)
    if place == step:
        total += len(place)
print(total, place.x, place.y)
