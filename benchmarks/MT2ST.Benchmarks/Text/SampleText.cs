using System.Text;
using MT2ST.Benchmarks.Kernels;
using MT2ST.Numerics;

namespace MT2ST.Benchmarks.Text;

/// <summary>Made-up text in which words have the frequencies of Zipf's law and letters those of a small alphabet.</summary>
/// <param name="Name">Which letters.</param>
/// <param name="Alphabet">The letters of words.</param>
public sealed record SampleText(string Name, string Alphabet) : IMeasuredWork
{
    private const int WordCount = 30_000;
    private const int LineWords = 60;
    private const int TargetBytes = 1 << 20;

    private byte[]? _bytes;

    /// <summary>ASCII words, and words of which every letter has two bytes.</summary>
    public static IEnumerable<SampleText> All { get; } = [new("ascii", "etaoinshrdlucmfwygpb"), new("cyrillic", "оеаинтсрвлкмдпуяыьгз")];

    /// <summary>The text in UTF-8, about 1 MB, a document a line.</summary>
    public byte[] Bytes => _bytes ??= Write();

    /// <inheritdoc/>
    public double Amount => Bytes.Length;

    /// <inheritdoc/>
    public string Unit => "B";

    /// <inheritdoc/>
    public override string ToString() => Name;

    private byte[] Write()
    {
        var random = new SeededRandom(1);
        string[] words = [.. Enumerable.Range(0, WordCount).Select(_ => Word(random))];
        var sampler = new AliasSampler(Samples.ZipfWeights(WordCount));
        var text = new StringBuilder();
        int byteCount = 0;
        for (int i = 1; byteCount < TargetBytes; i++)
        {
            string word = words[sampler.Sample(random)];
            string separator = i % LineWords == 0 ? ".\n" : i % 11 == 0 ? ", " : " ";
            text.Append(i % LineWords == 1 ? char.ToUpperInvariant(word[0]) + word[1..] : word).Append(separator);
            byteCount += Encoding.UTF8.GetByteCount(word) + separator.Length;
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private string Word(SeededRandom random) =>
        string.Concat(Enumerable.Range(0, 2 + random.NextInt32(8)).Select(_ => Alphabet[random.NextInt32(Alphabet.Length)]));
}
