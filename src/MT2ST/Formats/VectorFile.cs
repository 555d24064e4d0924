using MT2ST.Corpora;
using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Formats;

/// <summary>Loads and saves word vectors in any format of <see cref="BuiltInVectorFormats"/>.</summary>
public static class VectorFile
{
    /// <summary>The format that files are saved in unless another is named.</summary>
    public const string DefaultFormat = "word2vec";

    private const int RecognitionBytes = 1 << 16;
    private const long MaximumCompression = 1032; // Of deflate: 258 bytes by two bits.

    /// <summary>Loads all vectors of a file or of a model folder.</summary>
    /// <param name="path">A vector file in any known format (<c>.gz</c> too), or a model folder.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>Ids in the file's order; a word that comes again keeps its first vector, as in gensim. A model folder's n-grams are loaded too.</returns>
    /// <exception cref="InvalidDataException">The file is in no known format, or damaged; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static WordVectors Load(string path, CancellationToken cancellationToken = default)
    {
        using DistinctWords reader = new(ModelFolder.VectorsPath(path), OpenAll(path, cancellationToken));
        RowMatrix<float> rows = RowsFor(reader, ModelFolder.VectorsPath(path));
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            reader.Values.CopyTo(rows.Row(reader.Words.Count - 1));
        }
        return new WordVectors(reader.Words.ToVocabulary(), rows, LoadNgrams(path, reader.Dimensions, cancellationToken)) { Notes = reader.Notes };
    }

    /// <summary>Opens a file or a model folder for reading word by word, each word once, in the first known format that recognises it.</summary>
    /// <remarks>Its words are held in memory, its vectors are not.</remarks>
    /// <param name="path">A vector file in any known format (<c>.gz</c> too), or a model folder.</param>
    /// <param name="cancellationToken">Ends the opening and the reading early.</param>
    /// <exception cref="InvalidDataException">The file is in no known format.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IVectorReader Open(string path, CancellationToken cancellationToken = default) =>
        new DistinctWords(ModelFolder.VectorsPath(path), OpenAll(path, cancellationToken));

    /// <summary>As <see cref="Open"/>, with words that come again and no word in memory.</summary>
    internal static IVectorReader OpenAll(string path, CancellationToken cancellationToken)
    {
        string file = ModelFolder.VectorsPath(path);
        IVectorFormat format = Recognize(file)
            ?? throw new InvalidDataException(new FileInfo(file).Length == 0
                ? $"{file}: is empty, expected word vectors. Was it cut off?"
                : $"{file}: is in no known vector format; expected {string.Join("; or ", BuiltInVectorFormats.All.Names.Select(name => $"{BuiltInVectorFormats.All[name].Factory().Beginning} ({name})"))}. Is it another kind of file?");
        return format.Open(file, cancellationToken);
    }

    /// <summary>The first known format that recognises a file; null when none does.</summary>
    /// <exception cref="InvalidDataException">Compressed data is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IVectorFormat? Recognize(string path)
    {
        var start = new byte[RecognitionBytes];
        using Stream stream = InputFile.Open(path);
        int length = InputFile.ReadAtMost(stream, start, path);
        return BuiltInVectorFormats.All.Select(entry => entry.Factory()).FirstOrDefault(format => format.Recognizes(start.AsSpan(0, length)));
    }

    /// <summary>Saves vectors to a new file beside the old one and renames it over that.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="vectors">The words and their vectors.</param>
    /// <param name="format">A name of <see cref="BuiltInVectorFormats"/>.</param>
    /// <param name="threads">How many threads may format values, at least 1; the file does not depend on it.</param>
    /// <param name="cancellationToken">Ends the work early; the old file stays.</param>
    /// <exception cref="ArgumentException">The format is unknown or cannot hold a word or a value.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is below 1.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void Save(string path, WordVectors vectors, string format = DefaultFormat, int threads = 1, CancellationToken cancellationToken = default) =>
        BuiltInVectorFormats.All[format].Factory().Write(path, vectors, threads, cancellationToken);

    private static NgramVectors? LoadNgrams(string path, int dimensions, CancellationToken cancellationToken)
    {
        string file = Path.Combine(path, ModelFolder.Ngrams);
        if (!File.Exists(file)) // Also if the path is not a folder.
            return ModelFolder.NamesNgrams(path) ? throw new FileNotFoundException($"{file}: is missing, but the model was trained with n-grams. Copy the whole folder.") : null;
        NgramVectors ngrams = NgramFile.Load(file, cancellationToken);
        return ngrams.Dimensions == dimensions
            ? ngrams
            : throw new InvalidDataException($"{file}: found vectors of {ngrams.Dimensions} dimensions, expected {dimensions} as in {ModelFolder.Vectors}. Are the files of two models?");
    }

    private static RowMatrix<float> RowsFor(DistinctWords reader, string file)
    {
        // A damaged header may announce billions of words; in every format a word takes at least a byte per value.
        using FileStream opened = File.OpenRead(file); // A link's own length is that of a path.
        long bytes = opened.Length * (InputFile.IsGzip(file, opened) ? MaximumCompression : 1);
        long possible = (bytes / reader.Dimensions) + 1;
        int rowCount = (int)Math.Min(reader.WordCount, possible);
        long length = (long)rowCount * RowMatrix<float>.PaddedLength(reader.Dimensions);
        return length < Array.MaxLength - RowMatrix<float>.PaddedLength(1)
            ? new RowMatrix<float>(rowCount, reader.Dimensions)
            : throw new InvalidDataException($"{file}: {rowCount} words of {reader.Dimensions} dimensions are more than fit into memory ({Array.MaxLength} values).");
    }
}
