using MT2ST.Indexing;
using MT2ST.Vocabularies;

namespace MT2ST.Tasks.Tagging;

/// <summary>The spans (names, chunks) that tags such as <c>B-PER</c> mark: IOB, IOB2 and BIOES by one rule, that of CoNLL's evaluation.</summary>
/// <remarks>
/// A span begins at a tag that is not O if the tag before is O, of another type, or E or S (an end), or if the tag itself is
/// B or S; it ends before the next token by the same rule (<c>conlleval</c>, Tjong Kim Sang and Buchholz 2000, with S added).
/// </remarks>
internal sealed class TagSpans(char[] places, int[] types)
{
    private const char Outside = 'O';

    private readonly char[] _places = places; // B, I, O, E or S.
    private readonly int[] _types = types;

    /// <summary>Reads a tag set.</summary>
    /// <returns>Null if it is no set of span tags: one of them is neither O nor a place, a hyphen and a type, or none is I- or B-.</returns>
    public static TagSpans? Find(Vocabulary tags)
    {
        var places = new char[tags.Count];
        var types = new int[tags.Count];
        var typeNames = new List<string>();
        for (int tag = 0; tag < tags.Count; tag++)
        {
            string name = tags[tag];
            if (name.Length > 2 && name[1] == '-' && name[0] is 'B' or 'I' or 'E' or 'S')
            {
                places[tag] = name[0];
                if (!typeNames.Contains(name[2..]))
                    typeNames.Add(name[2..]);
                types[tag] = typeNames.IndexOf(name[2..]);
            }
            else if (name == "O")
                places[tag] = Outside;
            else
                return null;
        }
        return places.ContainsAny('B', 'I') ? new TagSpans(places, types) : null;
    }

    /// <summary>The type of a tag's span; -1 outside of spans and for a tag that is not in the set.</summary>
    public int Type(int tag) => Place(tag) == Outside ? -1 : _types[tag];

    /// <summary>Whether there is a boundary between two neighbouring tokens: a span of the first ends, a span of the second begins.</summary>
    /// <param name="before">The first token's tag; negative for none, before the sentence.</param>
    /// <param name="after">The second token's tag; negative for none, after the sentence.</param>
    public bool IsBoundary(int before, int after) =>
        Type(before) != Type(after) || Place(before) is 'E' or 'S' || Place(after) is 'B' or 'S';

    /// <summary>Whether a tag goes on with a span, or ends it, that no tag before it has begun: I and E after O or another type, as after a span's end.</summary>
    /// <param name="before">The first token's tag; negative for none, before the sentence.</param>
    /// <param name="after">The second token's tag.</param>
    public bool IsBroken(int before, int after) => Place(after) is 'I' or 'E' && IsBoundary(before, after);

    /// <summary>Whether some span of a corpus begins with I or E, as in IOB: then such tags are right.</summary>
    public bool HasBroken(IndexedCorpus corpus, CancellationToken cancellationToken)
    {
        for (int document = 0; document < corpus.DocumentCount; document++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int before = -1;
            foreach (int tag in corpus.Tags(document))
            {
                if (tag >= 0 && IsBroken(before, tag))
                    return true;
                before = tag;
            }
        }
        return false;
    }

    private char Place(int tag) => tag < 0 ? Outside : _places[tag];
}
