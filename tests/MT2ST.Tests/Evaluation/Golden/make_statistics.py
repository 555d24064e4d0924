"""Makes statistics.txt: golden values of SciPy for Spearman's correlation and Student's t.

Run: python3 make_statistics.py > statistics.txt (seed 1; the versions used are in the file's first line)
"""
import random
import sys

import scipy
from scipy import optimize, special, stats



def t_quantile(probability, freedom):
    """Student's t quantile from SciPy's incomplete beta function; stats.t.ppf of this version is right to 8 digits only."""
    tail = min(probability, 1 - probability)
    excess = lambda t: special.btdtr(freedom / 2, 0.5, freedom / (freedom + t * t)) / 2 - tail
    magnitude = optimize.brentq(excess, 0, 1000, xtol=1e-14, rtol=1e-14)
    return -magnitude if probability < 0.5 else magnitude


rng = random.Random(1)
print(f"# Python {sys.version.split()[0]}, SciPy {scipy.__version__}, seed 1")
for size, levels in [(5, 100), (12, 4), (40, 6), (200, 1000), (30, 2)]:
    x = [rng.randrange(levels) / 4 for _ in range(size)]
    y = [round(0.5 * v + rng.randrange(levels) / 4, 3) for v in x]
    print("spearman", repr(float(stats.spearmanr(x, y)[0])), ",".join(map(repr, x)), ",".join(map(repr, y)))
for freedom in (1, 2, 3, 4, 4.5, 7, 15, 31, 100, 1000, 1e6):
    for probability in (0.001, 0.025, 0.3, 0.6, 0.9, 0.975, 0.995, 0.999):
        print("quantile", repr(float(probability)), repr(float(freedom)), repr(float(t_quantile(probability, freedom))))
for size in (5, 8, 16):
    values = [round(rng.gauss(0.3, 0.2), 4) for _ in range(size)]
    for level in (0.9, 0.95, 0.99):
        mean = sum(values) / size
        half_width = float(t_quantile(1 - (1 - level) / 2, size - 1) * stats.sem(values))
        print("interval", level, repr(mean), repr(mean - half_width), repr(mean + half_width), ",".join(map(repr, values)))
