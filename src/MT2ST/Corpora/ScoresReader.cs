using System.Buffers.Text;

namespace MT2ST.Corpora;

/// <summary>Reads judged pairs of words, <c>word word score</c> per line, blank-separated, as WordSim-353 and MEN are; the label is the score.</summary>
/// <remarks>Empty lines and lines that begin with <c>#</c> are skipped.</remarks>
internal sealed class ScoresReader : ICorpusReader
{
    /// <inheritdoc/>
    public IEnumerable<CorpusExample> Read(CorpusSource source, CancellationToken cancellationToken = default) =>
        LineExamples.Read(source, Parse, cancellationToken);

    private static bool Parse(ReadOnlyMemory<byte> text, CorpusExample example)
    {
        ReadOnlySpan<byte> line = text.Span;
        if (line[0] == '#')
            return false;
        if (Utf8Fields.CountBlankSeparated(line) is int count and not 3)
            throw CorpusError.At(example.Path, example.LineNumber, $"found {count} columns, expected 3: word word score.");
        example.Words.Add(Utf8Fields.NextBlankSeparated(ref line));
        example.Words.Add(Utf8Fields.NextBlankSeparated(ref line));
        ReadOnlySpan<byte> score = Utf8Fields.NextBlankSeparated(ref line);
        if (!Utf8Parser.TryParse(score, out double value, out int length) || length != score.Length || !double.IsFinite(value))
            throw CorpusError.At(example.Path, example.LineNumber, $"found the score {CorpusError.Quote(score)}, expected a number such as 7.35.");
        example.Labels.Add(score);
        return true;
    }
}
