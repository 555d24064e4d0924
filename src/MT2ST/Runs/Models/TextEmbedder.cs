using MT2ST.Corpora;
using MT2ST.Formats;
using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Runs.Models;
using MT2ST.Tasks;
using MT2ST.Threading;
using MT2ST.Vocabularies;

namespace MT2ST;

/// <summary>Gives texts their vectors. Any number of threads may use it.</summary>
/// <remarks>
/// A model's vector of a text is what its primary task makes of the text before the labels, such as the pooled vector of a classifier of
/// weighed words; for any other task it is the mean of the vectors of the words that the model knows. Vectors have length 1 unless
/// <see cref="KeepingLengths"/> asks for them as they are. A text without a known word has the zero vector.
/// </remarks>
public sealed class TextEmbedder
{
    private const int BlockTexts = 256; // What a thread takes at a time.

    private readonly InstancePool<Pass> _passes;
    private readonly bool _keepsLengths;

    private TextEmbedder(int dimensions, InstancePool<Pass> passes, bool keepsLengths)
    {
        Dimensions = dimensions;
        _passes = passes;
        _keepsLengths = keepsLengths;
    }

    /// <summary>D, the number of values in a vector.</summary>
    public int Dimensions { get; }

    /// <summary>Loads a model folder, or a file of word vectors, whose texts have the mean of their words' vectors.</summary>
    /// <param name="path">The folder or the file.</param>
    /// <param name="cancellationToken">Ends the loading.</param>
    /// <exception cref="InvalidDataException">A file is damaged or of another model, or in no known format.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    public static TextEmbedder Load(string path, CancellationToken cancellationToken = default) => Directory.Exists(path)
        ? TrainedModel.Load(path, cancellationToken).TextEmbedder
        : Of(VectorFile.Load(path, cancellationToken));

    /// <summary>Gives a text the mean of the vectors of its words. Words are in lower case, unless the vocabulary has words with capital letters.</summary>
    /// <param name="vectors">The word vectors.</param>
    public static TextEmbedder Of(WordVectors vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        bool hasCapitals = Enumerable.Range(0, vectors.Count).Any(id => vectors.Vocabulary.Utf8(id).ContainsAnyInRange((byte)'A', (byte)'Z'));
        return Of(vectors, new TextOptions { Lowercase = !hasCapitals });
    }

    /// <summary>Gives a text the mean of the vectors of its words.</summary>
    internal static TextEmbedder Of(WordVectors vectors, TextOptions text) => new(
        vectors.Dimensions,
        new InstancePool<Pass>(() => new Pass(new FixedVocabularyIndexer(vectors.Vocabulary, text), new WordMean(vectors))),
        keepsLengths: false);

    /// <summary>Gives a text what a task makes of it.</summary>
    internal static TextEmbedder Of(ITextEmbedder task, Vocabulary words, TextOptions text) => new(
        task.TextDimensions,
        new InstancePool<Pass>(() => new Pass(new FixedVocabularyIndexer(words, text), task.CreateEmbeddingPass())),
        keepsLengths: false);

    /// <summary>The same with vectors at the length that the model gives them.</summary>
    public TextEmbedder KeepingLengths() => new(Dimensions, _passes, keepsLengths: true);

    /// <summary>The vector of a text, <c>[Dimensions]</c>; zeros if the model knows none of its words.</summary>
    /// <param name="text">The text, read as the training data was.</param>
    public float[] Embed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var vector = new float[Dimensions];
        Embed(text, vector);
        return vector;
    }

    /// <summary>Writes the vector of a text; allocates nothing once it has warmed up.</summary>
    /// <param name="text">The text, read as the training data was.</param>
    /// <param name="vector">Overwritten, <c>[Dimensions]</c>.</param>
    /// <returns>False, and zeros, if the model knows none of the text's words.</returns>
    /// <exception cref="ArgumentException"><paramref name="vector"/> is not of <see cref="Dimensions"/> values.</exception>
    public bool Embed(ReadOnlySpan<char> text, Span<float> vector)
    {
        Check(vector);
        Pass pass = _passes.Take();
        bool isKnown = Finish(pass.Embed(pass.Utf8Of(text), vector), vector);
        _passes.Return(pass);
        return isKnown;
    }

    /// <summary>Writes the vector of a text; allocates nothing once it has warmed up.</summary>
    /// <param name="text">The text in UTF-8.</param>
    /// <param name="vector">Overwritten, <c>[Dimensions]</c>.</param>
    /// <returns>False, and zeros, if the model knows none of the text's words.</returns>
    /// <exception cref="ArgumentException"><paramref name="vector"/> is not of <see cref="Dimensions"/> values.</exception>
    public bool Embed(ReadOnlySpan<byte> text, Span<float> vector)
    {
        Check(vector);
        Pass pass = _passes.Take();
        bool isKnown = Finish(pass.Embed(text, vector), vector);
        _passes.Return(pass);
        return isKnown;
    }

    /// <summary>The vectors of many texts, <c>[texts, Dimensions]</c>, in their order, made by all cores.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public RowMatrix<float> EmbedAll(IEnumerable<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        IReadOnlyList<string> all = texts as IReadOnlyList<string> ?? [.. texts];
        var vectors = new RowMatrix<float>(all.Count, Dimensions);
        int next = 0;
        int threads = Math.Clamp((all.Count + BlockTexts - 1) / BlockTexts, 1, Environment.ProcessorCount);
        WorkerThreads.Run(threads, _ =>
        {
            for (int start; (start = Interlocked.Add(ref next, BlockTexts) - BlockTexts) < all.Count;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                for (int i = start; i < Math.Min(start + BlockTexts, all.Count); i++)
                    Embed(all[i] ?? throw new ArgumentException($"Text {i} is null.", nameof(texts)), vectors.Row(i));
            }
        });
        return vectors;
    }

    private void Check(Span<float> vector)
    {
        if (vector.Length != Dimensions)
            throw new ArgumentException($"The vector has {vector.Length} values, expected {Dimensions}.", nameof(vector));
    }

    private bool Finish(bool isKnown, Span<float> vector)
    {
        if (!isKnown)
        {
            vector.Clear();
            return false;
        }
        if (_keepsLengths)
            return true;
        double length = WordVectors.Length(vector);
        if (WordVectors.HasSquares(length))
            TensorPrimitives.Multiply(vector, (float)(1 / length), vector);
        else
            for (int i = 0; i < vector.Length && length > 0; i++)
                vector[i] = (float)(vector[i] / length);
        return true;
    }

    /// <summary>One thread's way from a text to its vector.</summary>
    private sealed class Pass(FixedVocabularyIndexer indexer, ITextEmbeddingPass embedding)
    {
        private readonly List<int> _words = [];
        private byte[] _utf8 = [];

        public ReadOnlySpan<byte> Utf8Of(ReadOnlySpan<char> text)
        {
            int most = Encoding.UTF8.GetMaxByteCount(text.Length);
            if (_utf8.Length < most)
                _utf8 = new byte[most];
            return _utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, _utf8));
        }

        public bool Embed(ReadOnlySpan<byte> text, Span<float> vector)
        {
            _words.Clear();
            indexer.Index(text, _words);
            return embedding.Embed(CollectionsMarshal.AsSpan(_words), indexer.Words, vector);
        }
    }
}
