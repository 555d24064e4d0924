using MT2ST.Encoding;
using MT2ST.Numerics;

namespace MT2ST.Tasks;

/// <summary>How often each word of raw text is kept and drawn as a negative sample.</summary>
/// <remarks>
/// A word of frequency f is kept with probability sqrt(t / f) + t / f (word2vec's program; Mikolov et al. 2013b, section 2.3
/// states 1 - sqrt(t / f) for dropping). Negative samples follow the unigram distribution to the power 0.75 (section 2.2).
/// Frequencies are those of the task's own training text.
/// </remarks>
internal sealed class SubsampledText
{
    private const int PieceTokens = 10_000; // A longer document is cut, so that a thread's buffers stay small.

    private readonly EncodedCorpus _corpus;
    private readonly uint[] _keepThresholds;

    public SubsampledText(EncodedCorpus corpus, int wordCount, double threshold)
    {
        _corpus = corpus;
        var counts = new long[wordCount + 1];
        for (int document = 0; document < corpus.DocumentCount; document++)
            foreach (int word in corpus.Tokens(document))
                counts[word]++;
        _keepThresholds = new uint[wordCount + 1];
        var weights = new double[wordCount + 1];
        for (int word = 0; word <= wordCount; word++)
        {
            weights[word] = Math.Pow(counts[word], 0.75);
            double ratio = counts[word] == 0 ? 1 : threshold * corpus.TokenCount / counts[word];
            double keep = threshold == 0 ? 1 : Math.Min(1, Math.Sqrt(ratio) + ratio);
            _keepThresholds[word] = (uint)(keep * uint.MaxValue);
        }
        Negatives = new AliasSampler(weights);
    }

    /// <summary>The distribution of negative samples over word ids.</summary>
    public AliasSampler Negatives { get; }

    /// <summary>Reads documents in an order, subsampled; an example is a token before subsampling.</summary>
    public sealed class Reader(SubsampledText text, ExampleOrder documents, SeededRandom random)
    {
        private readonly int[] _words = new int[PieceTokens];
        private readonly int[] _ends = new int[PieceTokens]; // Tokens read up to and including each kept word.
        private int _document = -1;
        private int _pieceStart;

        /// <summary>The kept words of the current piece.</summary>
        public ReadOnlySpan<int> Words => _words.AsSpan(0, KeptCount);

        /// <summary>How many words the current piece kept.</summary>
        public int KeptCount { get; private set; }

        /// <summary>How many tokens the current piece had.</summary>
        public int TokenCount { get; private set; }

        /// <summary>How many tokens of the piece lie before the kept word after <paramref name="index"/>.</summary>
        public int TokensThrough(int index) => index == KeptCount - 1 ? TokenCount : _ends[index];

        /// <summary>Goes to the next piece of text.</summary>
        public void NextPiece()
        {
            if (_document < 0 || _pieceStart >= text._corpus.Tokens(_document).Length)
            {
                _document = documents.Next();
                _pieceStart = 0;
            }
            ReadOnlySpan<int> tokens = text._corpus.Tokens(_document)[_pieceStart..];
            tokens = tokens[..Math.Min(tokens.Length, PieceTokens)];
            _pieceStart += tokens.Length;
            TokenCount = tokens.Length;
            KeptCount = 0;
            for (int i = 0; i < tokens.Length; i++)
            {
                uint threshold = text._keepThresholds[tokens[i]];
                if (threshold != uint.MaxValue && random.NextUInt32() > threshold)
                    continue;
                _words[KeptCount] = tokens[i];
                _ends[KeptCount++] = i + 1;
            }
        }
    }
}
