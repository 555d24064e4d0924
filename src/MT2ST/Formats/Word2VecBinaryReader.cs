using System.Buffers.Binary;
using MT2ST.Corpora;

namespace MT2ST.Formats;

/// <summary>Reads word2vec's binary format; see <see cref="Word2VecBinaryFormat"/>.</summary>
internal sealed class Word2VecBinaryReader : IVectorReader
{
    private const int LongestHeader = 100;
    private const int LongestWord = 10_000; // Longer than any word; values read as a word by mistake have a blank before.
    private const int MostDimensions = 1 << 20;

    private readonly string _path;
    private readonly BufferedStream _stream;
    private readonly List<byte> _word = [];
    private readonly byte[] _bytes;
    private readonly float[] _values;
    private readonly ByteOrderCheck _byteOrder = new();
    private int _readCount;
    private int _firstBlankWord;
    private int _blankWords;

    public Word2VecBinaryReader(string path, CancellationToken cancellationToken)
    {
        _path = path;
        _stream = new BufferedStream(InputFile.Open(path, cancellationToken), 1 << 16);
        try
        {
            var header = new List<byte>();
            while (Next() is >= 0 and not '\n' and int value && header.Count < LongestHeader)
                header.Add((byte)value);
            if (!Word2VecTextReader.TryParseHeader(CollectionsMarshal.AsSpan(header), out int wordCount, out int dimensions) || dimensions is < 1 or > MostDimensions)
                throw new InvalidDataException($"{path}:1: found {CorpusError.Quote(CollectionsMarshal.AsSpan(header))}, expected 'words dimensions', with dimensions in [1, {MostDimensions}].");
            WordCount = wordCount;
            _values = new float[dimensions];
            _bytes = new byte[dimensions * sizeof(float)];
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    public int WordCount { get; }

    public int Dimensions => _values.Length;

    public ReadOnlySpan<byte> Word => CollectionsMarshal.AsSpan(_word);

    public ReadOnlySpan<float> Values => _values;

    public string Place => string.Create(CultureInfo.InvariantCulture, $"entry {_readCount}");

    public IReadOnlyList<string> Notes => _blankWords == 0 ? [] :
        [string.Create(CultureInfo.InvariantCulture, $"{_path}: word {_firstBlankWord}: the word is a blank and is left out ({_blankWords} such {(_blankWords == 1 ? "word" : "words")} in all).")];

    public bool Read()
    {
        while (_readCount < WordCount)
        {
            _readCount++;
            TakeWord();
            TakeValues();
            if (_word.Count > 0)
                return true;
            if (_blankWords++ == 0)
                _firstBlankWord = _readCount;
        }
        return EndsWell();
    }

    public void Dispose() => _stream.Dispose();

    private void TakeWord()
    {
        _word.Clear();
        while (Next() is int value and not ' ')
        {
            if (value < 0)
                throw CutOff();
            if (value != '\n' || _word.Count > 0) // word2vec ends a vector by a line break, gensim does not.
                _word.Add((byte)value);
            if (_word.Count > LongestWord)
                throw Error($"found no blank in {LongestWord} bytes, expected the end of the word.");
        }
    }

    private void TakeValues()
    {
        if (ReadAtMost(_bytes) < _bytes.Length)
            throw CutOff();
        if (_byteOrder.IsOther(_bytes, isLast: _readCount == WordCount))
            throw Error("found many values beyond 1e15 or below 1e-15 in size, but not with their bytes in the opposite order; expected little-endian floats. Does the file come from a big-endian machine? Save it there as text.");
        for (int i = 0; i < _values.Length; i++)
        {
            _values[i] = BinaryPrimitives.ReadSingleLittleEndian(_bytes.AsSpan(i * sizeof(float)));
            if (!float.IsFinite(_values[i]))
                throw Error(FormattableString.Invariant($"found the value {_values[i]} for {CorpusError.Quote(Word)}, expected a finite number."));
        }
    }

    private bool EndsWell()
    {
        int next = Next();
        if (next == '\n')
            next = Next();
        return next < 0 ? false : throw new InvalidDataException($"{_path}: found more bytes after the {WordCount} words of the header.");
    }

    private int Next()
    {
        Span<byte> one = stackalloc byte[1];
        return ReadAtMost(one) == 1 ? one[0] : -1;
    }

    private int ReadAtMost(Span<byte> bytes) => InputFile.ReadAtMost(_stream, bytes, _path);

    private InvalidDataException CutOff() => Error($"found the end of the file, expected {WordCount} words (from the header). Was the file cut off?");

    private InvalidDataException Error(string message) => new($"{_path}: word {_readCount}: {message}");
}

/// <summary>Finds out from the first vectors whether their values are big-endian, in which case many of them are of absurd size.</summary>
internal sealed class ByteOrderCheck
{
    private const int CheckedVectors = 10;
    private const int LeastValues = 8; // Fewer may be absurd by chance.
    private const float Least = 1e-15f, Most = 1e15f;

    private int _vectors;
    private int _values; // Without zeros.
    private int _absurd;
    private int _absurdSwapped;

    /// <summary>Looks at one more vector; true if those so far show the other byte order.</summary>
    /// <param name="vector">Its values as bytes.</param>
    /// <param name="isLast">Whether no vector follows.</param>
    public bool IsOther(ReadOnlySpan<byte> vector, bool isLast)
    {
        if (_vectors++ >= CheckedVectors)
            return false;
        bool isBroken = false; // By a value that is not finite, with which reading ends.
        for (; vector.Length >= sizeof(float); vector = vector[sizeof(float)..])
        {
            float value = BinaryPrimitives.ReadSingleLittleEndian(vector);
            if (value == 0)
                continue;
            _values++;
            _absurd += IsAbsurd(value) ? 1 : 0;
            _absurdSwapped += IsAbsurd(BinaryPrimitives.ReadSingleBigEndian(vector)) ? 1 : 0;
            isBroken |= !float.IsFinite(value);
        }
        bool isTime = isLast || isBroken || _vectors == CheckedVectors;
        return isTime && _values >= LeastValues && 4 * _absurd > _values && 10 * _absurdSwapped <= _values; // Of numbers drawn at random, 60 % are absurd when swapped.
    }

    private static bool IsAbsurd(float value) => !(Math.Abs(value) is >= Least and <= Most);
}
