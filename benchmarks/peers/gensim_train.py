"""Trains word vectors with gensim; run by Debian's python3. Its own learning rate, all else as asked."""
import argparse

import gensim
from gensim.models import FastText, Word2Vec

parser = argparse.ArgumentParser()
parser.add_argument("--corpus")
parser.add_argument("--output")
parser.add_argument("--mode", choices=["skipgram", "cbow", "ngrams"])
parser.add_argument("--dimensions", type=int)
parser.add_argument("--window", type=int)
parser.add_argument("--negatives", type=int)
parser.add_argument("--min-count", type=int)
parser.add_argument("--subsample", type=float)
parser.add_argument("--epochs", type=int)
parser.add_argument("--threads", type=int)
parser.add_argument("--seed", type=int)
parser.add_argument("--version", action="version", version=gensim.__version__)
arguments = parser.parse_args()

settings = dict(
    corpus_file=arguments.corpus,
    vector_size=arguments.dimensions,
    window=arguments.window,
    negative=arguments.negatives,
    min_count=arguments.min_count,
    sample=arguments.subsample,
    epochs=arguments.epochs,
    workers=arguments.threads,
    seed=arguments.seed,
    sg=0 if arguments.mode == "cbow" else 1,
)
if arguments.mode == "ngrams":
    model = FastText(min_n=3, max_n=6, bucket=2_000_000, **settings)
else:
    model = Word2Vec(**settings)
model.wv.save_word2vec_format(arguments.output)
