using MT2ST.Corpora;

namespace MT2ST.Cli.Tests.Teaching;

/// <summary>A teacher whose vectors are made of a text's length and its block's place; it can stop the work.</summary>
internal sealed class StubTeacher(string name = "stub") : ITextTeacher
{
    public int Dimensions => 3;

    public IReadOnlyDictionary<string, string> Description { get; } = new Dictionary<string, string> { ["teacher"] = name, ["model"] = name };

    /// <summary>How many texts were encoded.</summary>
    public int Encoded { get; private set; }

    /// <summary>Cancelled when so many texts are encoded.</summary>
    public CancellationTokenSource? Stop { get; init; }

    public int StopAt { get; init; }

    public void Encode(IReadOnlyList<string> texts, Memory<float> destination, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        for (int i = 0; i < texts.Count; i++)
        {
            destination.Span[Dimensions * i] = texts[i].Length;
            destination.Span[(Dimensions * i) + 1] = texts[i][^1];
            destination.Span[(Dimensions * i) + 2] = i;
        }
        Encoded += texts.Count;
        if (Stop is not null && Encoded >= StopAt)
            Stop.Cancel();
    }

    public void Dispose() { }
}
