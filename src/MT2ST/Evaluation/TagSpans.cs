using MT2ST.Indexing;
using MT2ST.Vocabularies;

namespace MT2ST.Evaluation;

/// <summary>The spans (names, chunks) that tags such as <c>B-PER</c> mark: IOB1, IOB2, IOE and BIOES (or BILOU) by one rule, that of CoNLL's evaluation.</summary>
/// <remarks>
/// A span begins at a tag that is not O if the tag before is O, of another type, or E or S (an end), or if the tag itself is
/// B or S; it ends before the next token by the same rule (<c>conlleval</c>, Tjong Kim Sang and Buchholz 2000, with S added).
/// So an I that begins nothing begins a span. BILOU calls E and S L and U. Tags may lack the type: B, I, O.
/// </remarks>
internal sealed class TagSpans
{
    private const char Outside = 'O';

    private readonly char[] _places; // B, I, O, E or S.
    private readonly int[] _types;

    private TagSpans(char[] places, int[] types, IReadOnlyList<string> typeNames)
    {
        _places = places;
        _types = types;
        Types = typeNames;
    }

    /// <summary>The names of the types, in the order of their first tags; empty for tags without a type.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>Reads a tag set.</summary>
    /// <returns>Null if it is no set of span tags: one of them is neither O nor a place with or without a hyphen and a type, or none is I or B.</returns>
    public static TagSpans? Find(Vocabulary tags) => Find([.. Enumerable.Range(0, tags.Count).Select(tag => tags[tag])]);

    /// <summary>Reads a tag set.</summary>
    /// <param name="tags">The tags by their ids.</param>
    /// <returns>Null if it is no set of span tags.</returns>
    public static TagSpans? Find(IReadOnlyList<string> tags)
    {
        var places = new char[tags.Count];
        var types = new int[tags.Count];
        var typeNames = new List<string>();
        for (int tag = 0; tag < tags.Count; tag++)
        {
            if (Read(tags[tag], typeNames) is not { } read)
                return null;
            (places[tag], types[tag]) = read;
        }
        return places.ContainsAny('B', 'I') ? new TagSpans(places, types, typeNames) : null;
    }

    /// <summary>The same set with further tags, whose ids follow; those that mark no span are outside of spans.</summary>
    /// <param name="others">The names of the further tags.</param>
    public TagSpans With(IReadOnlyList<string> others)
    {
        if (others.Count == 0)
            return this;
        List<string> types = [.. Types];
        var places = new char[others.Count];
        var typeIds = new int[others.Count];
        for (int tag = 0; tag < places.Length; tag++)
            (places[tag], typeIds[tag]) = Read(others[tag], types) ?? (Outside, 0);
        return new TagSpans([.. _places, .. places], [.. _types, .. typeIds], types);
    }

    /// <summary>The type of a tag's span, an index of <see cref="Types"/>; -1 outside of spans and for a tag that is not in the set.</summary>
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

    /// <summary>The spans of a sentence, in their order.</summary>
    /// <param name="tags">The tags' ids; negative for a tag that is not in the set, which is outside of spans.</param>
    public List<TaggedSpan> SpansOf(ReadOnlySpan<int> tags)
    {
        List<TaggedSpan> spans = [];
        int start = 0;
        for (int t = 1; t <= tags.Length; t++)
        {
            if (!IsBoundary(tags[t - 1], t < tags.Length ? tags[t] : -1) && t < tags.Length)
                continue;
            if (Type(tags[start]) is >= 0 and int type)
                spans.Add(new TaggedSpan(start, t, Types[type]));
            start = t;
        }
        return spans;
    }

    /// <summary>The place and the type of a tag, a new type being added; null if it is neither O nor a place.</summary>
    private static (char Place, int Type)? Read(string tag, List<string> typeNames)
    {
        if (tag == "O")
            return (Outside, 0);
        bool hasType = tag.Length > 2 && tag[1] == '-';
        if (PlaceOf(tag) is not { } place || !(hasType || tag.Length == 1))
            return null;
        string type = hasType ? tag[2..] : "";
        if (!typeNames.Contains(type))
            typeNames.Add(type);
        return (place, typeNames.IndexOf(type));
    }

    private static char? PlaceOf(string tag) => tag.Length == 0 ? null : tag[0] switch
    {
        'B' or 'I' or 'E' or 'S' => tag[0],
        'L' => 'E',
        'U' => 'S',
        _ => null,
    };

    private char Place(int tag) => tag < 0 ? Outside : _places[tag];
}

/// <summary>A span of a sentence's words that its tags mark, such as a name.</summary>
/// <param name="Start">The first word, from 0.</param>
/// <param name="End">The word behind the last one.</param>
/// <param name="Type">The type, such as <c>PER</c>; empty for tags without one.</param>
public readonly record struct TaggedSpan(int Start, int End, string Type);
