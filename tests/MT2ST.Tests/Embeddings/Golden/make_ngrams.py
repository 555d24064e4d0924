"""Makes ngrams.txt: the character n-grams of some words and their buckets, found out from the real fastText program.

Run: python3 make_ngrams.py > ngrams.txt (needs NumPy and the program `fasttext`; the version used is in the file's first line)

The program prints no buckets. So a model is trained on the words, all its input rows are dumped, and the vector that
`print-ngrams` gives for each n-gram is looked up among the rows after those of the words: row V + b is bucket b. Ten threads, since
each of them sets a tenth of the rows to random values, which fewer leave zero.
"""
import pathlib
import subprocess
import tempfile

import numpy

WORDS = ["a", "of", "the", "where", "training", "banana", "über", "straße", "naïve", "Москва", "東京", "日本語", "👍", "e\u0301t\u00e9", "don't", "3-6", "mississippi"]
BUCKETS = 2_000_000


def run(*arguments):
    return subprocess.run(["fasttext", *arguments], check=True, capture_output=True, text=True).stdout


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    (folder / "text").write_text("\n".join(" ".join(WORDS) for _ in range(5)) + "\n", encoding="utf-8")
    model = str(folder / "model.bin")
    version = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", "fasttext"], capture_output=True, text=True).stdout
    print(f"# fastText {version} (Debian), n-grams of 3 to 6 characters, {BUCKETS} buckets: word, n-gram, bucket")
    run("skipgram", "-input", str(folder / "text"), "-output", model[:-4], "-minCount", "1", "-dim", "5",
        "-minn", "3", "-maxn", "6", "-bucket", str(BUCKETS), "-epoch", "1", "-thread", "10", "-seed", "5", "-verbose", "0")
    rows = numpy.loadtxt(run("dump", model, "input").splitlines()[1:])
    buckets = rows[len(rows) - BUCKETS:]
    for word in WORDS:
        for line in run("print-ngrams", model, word).splitlines()[1:]:  # The first is the word's own row.
            ngram, *values = line.split()
            distance = abs(buckets - numpy.array(values, float)).max(axis=1)  # The two commands print 5 and 6 digits.
            nearest, second = numpy.argsort(distance)[:2]
            assert distance[nearest] < 1e-5 < 1e-4 < distance[second]
            print(word, ngram, nearest)
