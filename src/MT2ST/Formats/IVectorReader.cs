namespace MT2ST.Formats;

/// <summary>Reads a vector file word by word, so that the file may be larger than memory. One instance serves one thread.</summary>
public interface IVectorReader : IDisposable
{
    /// <summary>The number of words that the file promises; reading fails when it holds another number.</summary>
    int WordCount { get; }

    /// <summary>The number of values in a vector.</summary>
    int Dimensions { get; }

    /// <summary>The word read last in UTF-8, valid until the next <see cref="Read"/>.</summary>
    ReadOnlySpan<byte> Word { get; }

    /// <summary>The vector of the word read last, <c>[Dimensions]</c>, valid until the next <see cref="Read"/>.</summary>
    ReadOnlySpan<float> Values { get; }

    /// <summary>Reads the next word and its vector.</summary>
    /// <returns>False after the last word.</returns>
    /// <exception cref="InvalidDataException">The file is not as it should be; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    bool Read();
}
