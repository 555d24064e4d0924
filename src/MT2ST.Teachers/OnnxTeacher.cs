using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics.Tensors;
using System.Security.Cryptography;
using System.Text.Json;
using MT2ST.Corpora;
using MT2ST.Teachers.Tokens;

namespace MT2ST.Teachers;

/// <summary>A sentence-transformers model in ONNX as a teacher.</summary>
public sealed class OnnxTeacher : ITextTeacher
{
    private const int BatchTokens = 512; // With padding. Batches of 2,048 tokens take 1.2 to 1.5 times the CPU time of these (MiniLM, two cores): they leave the caches.
    private const int MarkTokens = 2; // [CLS] and [SEP].

    private readonly TeacherSettings _settings;
    private readonly PieceVocabulary _vocabulary;
    private readonly OnnxModel _model;
    private readonly int _threads;

    private OnnxTeacher(TeacherSettings settings, int threads)
    {
        _settings = settings;
        _threads = threads;
        _vocabulary = ReadVocabulary(settings.VocabularyPath);
        _model = new OnnxModel(settings.ModelPath, wantsTokens: settings.Pooling is not null);
        if (settings.Pooling is null && !_model.IsPooled)
        {
            _model.Dispose();
            throw new InvalidDataException($"{settings.Name}: nothing says how the model pools the vectors of tokens; expected 1_Pooling/config.json in the folder. Copy it from the model's page, or give --pooling mean, cls or max.");
        }
        Description = Describe();
        TryLongestText();
    }

    /// <summary>Opens a teacher.</summary>
    /// <param name="path">A sentence-transformers folder, or a bare ONNX file with its vocabulary beside it.</param>
    /// <param name="pooling">How token vectors become one, <c>mean</c>, <c>cls</c> or <c>max</c>; null if the folder says it.</param>
    /// <param name="threads">How many threads encode, at least 1; the vectors do not depend on it.</param>
    /// <exception cref="ArgumentException">There is no such pooling.</exception>
    /// <exception cref="FileNotFoundException">A file of the teacher is missing.</exception>
    /// <exception cref="InvalidDataException">A file is not as expected; the message says what to do.</exception>
    public static ITextTeacher Open(string path, string? pooling, int threads)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        TeacherSettings settings = TeacherFolder.Read(path);
        if (pooling is not null)
            settings = settings with { Pooling = Enum.TryParse(pooling, ignoreCase: true, out Pooling named) && Enum.IsDefined(named) ? named : throw new ArgumentException($"Unknown pooling '{pooling}'. Known: mean, cls, max.") };
        return new OnnxTeacher(settings, threads);
    }

    /// <inheritdoc/>
    public int Dimensions => _model.Dimensions;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Description { get; }

    /// <inheritdoc/>
    public void Encode(IReadOnlyList<string> texts, Memory<float> destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        TokenPart[] parts = [.. Split(texts, cancellationToken)];
        var vectors = new float[parts.Length][];
        // The longest first: short ones fill the end, where a thread may wait for the others.
        List<int[]> batches = [.. Batches(parts)];
        ParallelOptions options = new() { MaxDegreeOfParallelism = _threads, CancellationToken = cancellationToken };
        Parallel.ForEach(Partitioner.Create(batches, EnumerablePartitionerOptions.NoBuffering), options, batch => Run(batch, parts, vectors));
        destination.Span[..(texts.Count * Dimensions)].Clear();
        for (int i = 0; i < parts.Length; i++)
            Add(vectors[i], parts[i].Weight, RowOf(parts[i].Text, destination));
        if (_settings.IsUnitLength)
            for (int text = 0; text < texts.Count; text++)
                Normalize(RowOf(text, destination));
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    private Span<float> RowOf(int text, Memory<float> vectors) => vectors.Span.Slice(text * Dimensions, Dimensions);

    /// <summary>A text's tokens that the model reads at once, and their share of the text.</summary>
    private readonly record struct TokenPart(int Text, int[] Ids, float Weight);

    // A text longer than the model's window is read in several parts, which count by their tokens.
    private IEnumerable<TokenPart> Split(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var pieces = new WordPieces(_vocabulary, _settings.IsLowercase, _settings.StripsAccents);
        for (int text = 0; text < texts.Count; text++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] ids = pieces.Encode(texts[text]);
            int start = 0;
            do
            {
                int[] part = ids[start..Math.Min(ids.Length, start + _settings.MaximumTokens - MarkTokens)];
                yield return new TokenPart(text, [_vocabulary.Start, .. part, _vocabulary.End], ids.Length == 0 ? 1 : (float)part.Length / ids.Length);
                start += part.Length;
            }
            while (start < ids.Length);
        }
    }

    private static IEnumerable<int[]> Batches(TokenPart[] parts)
    {
        int[] order = [.. Enumerable.Range(0, parts.Length).OrderByDescending(part => parts[part].Ids.Length)]; // Stable.
        for (int start = 0, end; start < order.Length; start = end)
        {
            end = Math.Min(order.Length, start + Math.Max(1, BatchTokens / parts[order[start]].Ids.Length));
            yield return order[start..end];
        }
    }

    private void Run(int[] batch, TokenPart[] parts, float[][] vectors) => _model.Run(
        [.. batch.Select(part => parts[part].Ids)],
        _vocabulary.Padding,
        (values, shape) =>
        {
            int stride = values.Length / batch.Length;
            for (int i = 0; i < batch.Length; i++)
                vectors[batch[i]] = Pool(values.Slice(i * stride, stride), parts[batch[i]].Ids.Length);
            return batch.Length;
        });

    /// <summary>One vector of those of a text's tokens <c>[tokens, Dimensions]</c>, those of the padding behind them left out.</summary>
    private float[] Pool(ReadOnlySpan<float> tokens, int count)
    {
        float[] pooled = tokens[..Dimensions].ToArray();
        if (_model.IsPooled || _settings.Pooling == Pooling.Cls)
            return pooled;
        for (int token = 1; token < count; token++)
        {
            ReadOnlySpan<float> other = tokens.Slice(token * Dimensions, Dimensions);
            if (_settings.Pooling == Pooling.Max)
                TensorPrimitives.Max(pooled, other, pooled);
            else
                TensorPrimitives.Add(pooled, other, pooled);
        }
        if (_settings.Pooling == Pooling.Mean)
            TensorPrimitives.Divide(pooled, count, pooled);
        return pooled;
    }

    // Parts of a long text count as vectors of the teacher do: at unit length where it has that.
    private void Add(float[] part, float weight, Span<float> sum)
    {
        if (_settings.IsUnitLength)
            Normalize(part);
        TensorPrimitives.MultiplyAdd(part, weight, sum, sum);
    }

    private static void Normalize(Span<float> vector)
    {
        float norm = TensorPrimitives.Norm<float>(vector);
        if (norm > 0)
            TensorPrimitives.Divide(vector, norm, vector);
    }

    private Dictionary<string, string> Describe() => new()
    {
        ["teacher"] = _settings.Name,
        ["model"] = HashOf(_settings.ModelPath),
        ["vocabulary"] = HashOf(_settings.VocabularyPath),
        ["output"] = _model.Output,
        ["pooling"] = _model.IsPooled ? "model" : _settings.Pooling.ToString()!.ToLowerInvariant(),
        ["unitLength"] = _settings.IsUnitLength ? "true" : "false",
        ["lowercase"] = _settings.IsLowercase ? "true" : "false",
        ["stripAccents"] = _settings.StripsAccents ? "true" : "false",
        ["maximumTokens"] = _settings.MaximumTokens.ToString(CultureInfo.InvariantCulture),
    };

    // A vocabulary or a greatest length of another model shows here, not after hours of work.
    private void TryLongestText()
    {
        try
        {
            _model.Run([[.. Enumerable.Repeat(_vocabulary.Count - 1, _settings.MaximumTokens)]], _vocabulary.Padding, (_, _) => true);
        }
        catch (InvalidDataException)
        {
            _model.Dispose();
            throw;
        }
    }

    private static string HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static PieceVocabulary ReadVocabulary(string path)
    {
        if (!path.EndsWith(".json", StringComparison.Ordinal))
            return PieceVocabulary.ReadLines(path);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
        return PieceVocabulary.Read(path, json.RootElement);
    }
}
