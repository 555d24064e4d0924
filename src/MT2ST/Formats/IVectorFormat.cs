namespace MT2ST.Formats;

/// <summary>A file format for words and their vectors. Any number of threads may use one instance.</summary>
public interface IVectorFormat
{
    /// <summary>How a file of this format begins, for a message about a file that does not.</summary>
    string Beginning { get; }

    /// <summary>Whether a file that begins with these bytes is in this format.</summary>
    /// <param name="start">The file's first bytes, or the whole file if it is short.</param>
    bool Recognizes(ReadOnlySpan<byte> start);

    /// <summary>Opens a file for reading word by word.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the opening, for which a format may have to count the words, and the reading.</param>
    /// <exception cref="InvalidDataException">The file's beginning is not in this format; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    IVectorReader Open(string path, CancellationToken cancellationToken = default);

    /// <summary>Writes a new file beside the old one and renames it over that.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="vectors">The words, written in the order of their ids, and their vectors.</param>
    /// <param name="threads">How many threads may format values, at least 1; the file does not depend on it.</param>
    /// <param name="cancellationToken">Ends the work early; the old file stays.</param>
    /// <exception cref="ArgumentException">The format cannot hold a word or a value; the message says which.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is below 1.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    void Write(string path, WordVectors vectors, int threads = 1, CancellationToken cancellationToken = default);
}

/// <summary>Reads a vector file word by word, so that the file may be larger than memory. One instance serves one thread.</summary>
public interface IVectorReader : IDisposable
{
    /// <summary>The number of words that the file announces; reading fails if it holds another number.</summary>
    int WordCount { get; }

    /// <summary>The number of values in a vector.</summary>
    int Dimensions { get; }

    /// <summary>The word read last in UTF-8, valid until the next <see cref="Read"/>.</summary>
    ReadOnlySpan<byte> Word { get; }

    /// <summary>The vector of the word read last, <c>[Dimensions]</c>, valid until the next <see cref="Read"/>.</summary>
    ReadOnlySpan<float> Values { get; }

    /// <summary>Where the word read last stands in the file, for messages, such as <c>line 4</c>; empty if the format does not say.</summary>
    string Place => "";

    /// <summary>What a user should know of how the file was read so far, such as words that were left out; may be empty.</summary>
    IReadOnlyList<string> Notes => [];

    /// <summary>Reads the next word and its vector.</summary>
    /// <returns>False after the last word.</returns>
    /// <exception cref="InvalidDataException">The file is not as it should be; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    bool Read();
}
