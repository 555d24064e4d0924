using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MT2ST.Cli.Prediction;

/// <summary>Texts of a file in one buffer, and what is to be written about them; one thread at a time uses it.</summary>
/// <param name="labelCount">How many labels the model has.</param>
internal sealed class TextBlock(int labelCount) : WorkBlock
{
    private const int FullBytes = 1 << 16;
    private const int FullCount = 1 << 12;

    private byte[] _bytes = new byte[2 * FullBytes];
    private int _used;
    private readonly int[] _ends = new int[FullCount];

    /// <summary>The number of texts.</summary>
    public int Count { get; private set; }

    /// <summary>The 1-based place of the first text in its file.</summary>
    public long First { get; set; }

    /// <summary>What is to be written.</summary>
    public ArrayBufferWriter<byte> Output { get; } = new(FullBytes);

    /// <summary>Writes JSON into a buffer; to be reset to one.</summary>
    public Utf8JsonWriter Json { get; } = new(Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    /// <summary>Scratch: a probability for each label.</summary>
    public double[] Probabilities { get; } = new double[labelCount];

    /// <summary>Scratch: fields that go into an object of the input.</summary>
    public ArrayBufferWriter<byte> Added { get; } = new();

    /// <summary>Scratch: the likeliest label alone.</summary>
    public int[] Best { get; } = new int[1];

    /// <summary>Scratch: a text without the escapes of JSON.</summary>
    public byte[] Unescaped { get; set; } = [];

    /// <inheritdoc/>
    public override bool IsFull => _used >= FullBytes || Count == FullCount;

    /// <summary>A text.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            int start = index == 0 ? 0 : _ends[index - 1];
            return _bytes.AsSpan(start, _ends[index] - start);
        }
    }

    /// <summary>Appends a copy of a text.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        if (_bytes.Length - _used < text.Length)
            Array.Resize(ref _bytes, Math.Max(_used + text.Length, 2 * _bytes.Length));
        text.CopyTo(_bytes.AsSpan(_used));
        _ends[Count++] = _used += text.Length;
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        (_used, Count) = (0, 0);
        Output.ResetWrittenCount();
        if (_bytes.Length > 32 * FullBytes)
            _bytes = new byte[2 * FullBytes]; // After one very long text.
    }
}
