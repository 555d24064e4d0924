namespace MT2ST.Corpora;

/// <summary>Makes pairs of texts that belong together of the raw texts that another reader gives.</summary>
/// <param name="texts">The reader of the texts.</param>
/// <param name="groups">What belongs together; not <see cref="TextGrouping.Columns"/>, which the reader does itself.</param>
internal sealed class GroupedTextReader(ICorpusReader texts, TextGrouping groups) : ICorpusReader
{
    private const int WideEndLength = 3;

    /// <inheritdoc/>
    public IEnumerable<CorpusExample> Read(CorpusSource source, CancellationToken cancellationToken = default)
    {
        CorpusExample pair = new();
        List<Range> parts = [];
        foreach (CorpusExample example in texts.Read(source, cancellationToken))
        {
            Cut(example.Text.Span, parts);
            for (int i = 0; i + 1 < parts.Count; i++)
            {
                pair.Start(example.Path, example.LineNumber);
                pair.Texts.Add(example.Text.Span[parts[i]]);
                pair.Texts.Add(example.Text.Span[parts[i + 1]]);
                yield return pair;
            }
        }
    }

    /// <summary>Cuts a text into parts of which neighbours belong together.</summary>
    private void Cut(ReadOnlySpan<byte> text, List<Range> parts)
    {
        parts.Clear();
        if (groups == TextGrouping.Halves)
        {
            int middle = Middle(text);
            parts.AddRange(..middle, middle..text.Length);
            return;
        }
        for (int start = 0; start < text.Length;)
        {
            int end = groups == TextGrouping.Title && parts.Count == 1 ? text.Length : start + EndOfSentence(text[start..]);
            if (!CorpusSource.IsBlank(text[start..end]))
                parts.Add(start..end);
            start = end;
        }
    }

    /// <summary>The blank that is nearest to the middle of a text.</summary>
    private static int Middle(ReadOnlySpan<byte> text)
    {
        int half = text.Length / 2, before = text[..half].LastIndexOf((byte)' '), after = text[half..].IndexOf((byte)' ');
        return before < 0 || (after >= 0 && after < half - before) ? half + Math.Max(0, after) : before;
    }

    /// <summary>The length of the first sentence: up to a full stop or the like, and closing quotes and brackets, before a blank.</summary>
    private static int EndOfSentence(ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is (byte)'.' or (byte)'!' or (byte)'?')
            {
                int end = i + 1 + text[(i + 1)..].IndexOfAnyExcept("\"')]}"u8);
                if (end > i && text[end] is (byte)' ' or (byte)'\t')
                    return end;
            }
            else if (text[i] >= 0x80 && IsWideEnd(text[i..]))
                return i + WideEndLength;
        }
        return text.Length;
    }

    // Of Chinese and Japanese.
    private static bool IsWideEnd(ReadOnlySpan<byte> text) => text.StartsWith("。"u8) || text.StartsWith("！"u8) || text.StartsWith("？"u8);
}

/// <summary>Which texts belong together, for <c>matching</c>.</summary>
public enum TextGrouping
{
    /// <summary>Those in the columns of a table, or the fields of an object.</summary>
    Columns,

    /// <summary>The first sentence of each text and the rest.</summary>
    Title,

    /// <summary>Each two sentences of a text that follow each other.</summary>
    Sentences,

    /// <summary>The two halves of each text.</summary>
    Halves,
}
