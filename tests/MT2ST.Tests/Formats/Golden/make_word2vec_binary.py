"""Writes word2vec-binary.txt: a binary vector file as gensim writes it, in base64, and the values that are in it.

Run by /usr/bin/python3 with gensim (python3-gensim): python3 make_word2vec_binary.py > word2vec-binary.txt
"""
import base64
import os
import tempfile

import gensim
import numpy
from gensim.models import KeyedVectors

words = ["the", "été", "x y".replace(" ", "_"), "1.5"]
values = numpy.random.RandomState(7).uniform(-1, 1, (len(words), 5)).astype(numpy.float32)
values[1, 2] = 0
values[2, 0] = 1e-30
vectors = KeyedVectors(5)
vectors.add_vectors(words, values)
path = os.path.join(tempfile.mkdtemp(), "vectors.bin")
vectors.save_word2vec_format(path, binary=True)
print(f"# gensim {gensim.__version__}, numpy {numpy.__version__}, seed 7")
with open(path, "rb") as file:
    print(base64.b64encode(file.read()).decode())
for word in vectors.index_to_key:
    print(word, *(repr(float(value)) for value in vectors[word]))
