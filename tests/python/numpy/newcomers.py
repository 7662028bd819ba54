# Twenty programs as a newcomer to NumPy writes them.
import numpy as np


def title(text):
    print('==', text)


title('image blur')
image = np.zeros((7, 7))
image[3, 3] = 9.0
image[1, :] = 3.0
padded = np.pad(image, 1, mode='edge')
blurred = np.zeros_like(image)
for dy in range(3):
    for dx in range(3):
        blurred += padded[dy:dy + 7, dx:dx + 7]
blurred /= 9
print(blurred.round(3))

title('game of life')
world = np.zeros((6, 6), dtype=int)
world[1, 2] = world[2, 3] = world[3, 1] = world[3, 2] = world[3, 3] = 1
for step in range(4):
    neighbours = np.zeros_like(world)
    for i in (-1, 0, 1):
        for j in (-1, 0, 1):
            if (i, j) != (0, 0):
                neighbours = neighbours + np.roll(np.roll(world, i, 0), j, 1)
    world = ((neighbours == 3) | ((world == 1) & (neighbours == 2))).astype(int)
print(world)

title('linear regression')
rng = np.random.default_rng(0)
x = np.linspace(0, 10, 50)
y = 3 * x + 2 + rng.normal(0, 1, 50)
A = np.column_stack((x, np.ones_like(x)))
solution, residuals, rank, singular = np.linalg.lstsq(A, y, rcond=None)
print(solution.round(6), residuals.round(6), rank)
print(np.polyfit(x, y, 1).round(6))
print(np.corrcoef(x, y).round(6))

title('k-means')
rng = np.random.default_rng(1)
points = np.concatenate((rng.normal(0, 0.5, (20, 2)), rng.normal(3, 0.5, (20, 2)), rng.normal([0, 4], 0.5, (20, 2))))
centers = points[[0, 20, 40]]
for step in range(10):
    distances = np.sqrt(((points[:, np.newaxis, :] - centers[np.newaxis, :, :]) ** 2).sum(axis=2))
    labels = np.argmin(distances, axis=1)
    centers = np.array([points[labels == k].mean(axis=0) for k in range(3)])
print(centers.round(4))
print(np.bincount(labels))

title('Monte Carlo')
rng = np.random.default_rng(42)
points = rng.random((100000, 2))
inside = (points ** 2).sum(axis=1) <= 1
print(4 * inside.mean(), inside.sum())

title('heat equation')
u = np.zeros(21)
u[10] = 100.0
for step in range(50):
    u[1:-1] += 0.25 * (u[2:] - 2 * u[1:-1] + u[:-2])
print(u.round(4))

title('FFT of a signal')
t = np.arange(128) / 128
signal = np.sin(2 * np.pi * 5 * t) + 0.5 * np.cos(2 * np.pi * 20 * t)
spectrum = np.abs(np.fft.rfft(signal)) / 64
freqs = np.fft.rfftfreq(128, 1 / 128)
strong = spectrum > 0.1
print(freqs[strong], spectrum[strong].round(6))

title('matrix solve')
A = np.array([[3.0, 1, 2], [1, 4, 0], [2, 0, 5]])
b = np.array([1.0, 2, 3])
x = np.linalg.solve(A, b)
print(x, np.allclose(A @ x, b), np.linalg.det(A).round(9))
print(np.linalg.inv(A).round(6))

title('histogram')
data = np.array([2.5, 3.1, 2.7, 4.4, 5.0, 3.3, 2.9, 4.8, 3.7, 4.1])
counts, edges = np.histogram(data, bins=5)
for i in range(len(counts)):
    print(edges[i].round(2), edges[i + 1].round(2), '#' * int(counts[i]))

title('random walk')
np.random.seed(7)
steps = np.random.choice([-1, 1], size=1000)
walk = np.cumsum(steps)
print(walk[:10], walk.min(), walk.max(), walk[-1], np.abs(walk).argmax())

title('multiplication table')
n = np.arange(1, 11)
print(n[:, None] * n)

title('prime sieve')
is_prime = np.ones(50, dtype=bool)
is_prime[:2] = False
for i in range(2, 8):
    if is_prime[i]:
        is_prime[i * i::i] = False
print(np.nonzero(is_prime)[0])

title('temperatures')
celsius = np.array([-40, 0, 21.5, 37, 100])
fahrenheit = celsius * 9 / 5 + 32
print(fahrenheit, fahrenheit.mean(), fahrenheit.std())
print(np.where(celsius > 20, 1, 0))

title('magic square')
n = 5
square = np.zeros((n, n), int)
i, j = 0, n // 2
for k in range(1, n * n + 1):
    square[i, j] = k
    ni, nj = (i - 1) % n, (j + 1) % n
    if square[ni, nj]:
        ni, nj = (i + 1) % n, j
    i, j = ni, nj
print(square)
print(square.sum(axis=0), square.sum(axis=1), np.trace(square), np.fliplr(square).trace())

title('moving average')
prices = np.array([10, 11, 12, 11, 13, 14, 13, 15, 16, 15], dtype=float)
print(np.convolve(prices, np.ones(3) / 3, mode='valid'))
print(np.diff(prices), np.diff(prices) / prices[:-1])

title('Mandelbrot')
ys, xs = list(np.mgrid[-1.2:1.2:12j, -2:0.8:30j])
c = xs + 1j * ys
z = np.zeros_like(c)
count = np.zeros(c.shape, int)
for step in range(20):
    mask = np.abs(z) <= 2
    z[mask] = z[mask] ** 2 + c[mask]
    count[mask] += 1
for row in count:
    print(''.join(['#' if n == 20 else ('+' if n > 5 else '.') for n in row]))

title('power iteration')
M = np.array([[2.0, 1, 0], [1, 3, 1], [0, 1, 4]])
v = np.ones(3)
for step in range(100):
    v = M @ v
    v /= np.linalg.norm(v)
print(v.round(8), (v @ M @ v).round(8))
print(np.linalg.eigvalsh(M).round(8))

title('grades')
grades = np.array([[80, 90, 70], [60, 75, 85], [95, 88, 92]])
names = ['Ann', 'Bob', 'Cleo']
means = grades.mean(axis=1)
for k in np.argsort(-means):
    print(names[k], means[k], grades[k].max(), grades[k].min())
print(np.percentile(grades, [25, 50, 75]), np.median(grades, axis=0))

title('distances')
cities = np.array([[0, 0], [3, 4], [6, 8], [0, 5]])
gap = cities[:, None] - cities
distance = np.sqrt((gap ** 2).sum(-1))
print(distance)
np.fill_diagonal(distance, np.inf)
print(distance.argmin(axis=1), distance.min())

title('text table to numbers')
table = '1.5 2 3\n4 5.5 6\n7 8 9.5'
numbers = np.loadtxt(table.split('\n'))
print(numbers, numbers.sum(), numbers.T[0], numbers[numbers > 5])
