using MT2ST.Corpora;

namespace MT2ST.Texts;

/// <summary>Reads a folder in the layout of BEIR: <c>corpus.jsonl</c>, <c>queries.jsonl</c> and <c>qrels.tsv</c> or <c>qrels/test.tsv</c>.</summary>
internal static class RetrievalReader
{
    private const string Layout = "expected a folder with corpus.jsonl, queries.jsonl and qrels.tsv or qrels/test.tsv (the layout of BEIR)";

    private static readonly string[] JudgementFiles = ["qrels.tsv", Path.Combine("qrels", "test.tsv")];

    /// <summary>Reads the texts of the documents, title and text joined, and the queries that have judgements.</summary>
    /// <exception cref="InvalidDataException">A file is missing or broken; the message says where.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static (List<string> Documents, List<JudgedQuery> Queries) Read(string folder, CancellationToken cancellationToken)
    {
        string corpus = Find(folder, "corpus.jsonl"), queries = Find(folder, "queries.jsonl"), judgements = Find(folder, JudgementFiles);
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        List<string> documents = [];
        foreach ((string id, string text, long line) in ReadTexts(corpus, cancellationToken))
            documents.Add(numbers.TryAdd(id, documents.Count) ? text : throw Twice(corpus, line, id));
        if (documents.Count == 0)
            throw new InvalidDataException($"{corpus}: is empty, expected documents.");
        Dictionary<string, JudgedQuery> byId = new(StringComparer.Ordinal);
        foreach ((string id, string text, long line) in ReadTexts(queries, cancellationToken))
            if (!byId.TryAdd(id, new JudgedQuery(text)))
                throw Twice(queries, line, id);
        ReadJudgements(judgements, numbers, byId, cancellationToken);
        List<JudgedQuery> judged = [.. byId.Values.Where(query => query.MissingGrades.Count > 0 || query.Grades.Values.Any(grade => grade > 0))];
        if (!judged.Any(query => query.Grades.Count > 0))
            throw new InvalidDataException($"{judgements}: found no query with a relevant document of {corpus}, expected some. Are the files of one data set?");
        return (documents, judged);
    }

    private static InvalidDataException Twice(string path, long line, string id) => CorpusError.At(path, line, $"found the _id '{id}' again, expected each once.");

    private static string Find(string folder, params string[] names)
    {
        if (!Directory.Exists(folder))
            throw new InvalidDataException($"{folder}: found {(File.Exists(folder) ? "a file" : "nothing")}, {Layout}.");
        return names.Select(name => Path.Combine(folder, name)).SelectMany(path => (string[])[path, path + ".gz"]).FirstOrDefault(File.Exists)
            ?? throw new InvalidDataException($"{folder}: found no {string.Join(" or ", names)}, {Layout}.");
    }

    private static IEnumerable<(string Id, string Text, long Line)> ReadTexts(string path, CancellationToken cancellationToken)
    {
        using Utf8LineReader lines = Utf8LineReader.Open(path, cancellationToken);
        while (lines.Read())
            if (!Utf8Fields.IsBlank(lines.Line.Span))
                yield return TextOf(lines);
    }

    private static (string Id, string Text, long Line) TextOf(Utf8LineReader lines)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(lines.Line);
            string? title = Field(json.RootElement, "title"), text = Field(json.RootElement, "text");
            if (Field(json.RootElement, "_id") is { } id && text is not null)
                return (id, string.IsNullOrEmpty(title) ? text : $"{title} {text}", lines.LineNumber);
        }
        catch (JsonException error)
        {
            throw CorpusError.At(lines.Path, lines.LineNumber, $"found broken JSON, expected an object with _id and text: {error.Message.Split(" LineNumber:")[0]}", error);
        }
        throw CorpusError.At(lines.Path, lines.LineNumber, $"found {CorpusError.Quote(lines.Line.Span)}, expected an object with the texts _id and text, and title if it has one.");
    }

    private static string? Field(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static void ReadJudgements(string path, Dictionary<string, int> numbers, Dictionary<string, JudgedQuery> queries, CancellationToken cancellationToken)
    {
        using Utf8LineReader lines = Utf8LineReader.Open(path, cancellationToken);
        while (lines.Read())
        {
            string[] fields = Encoding.UTF8.GetString(lines.Line.Span).Split('\t', StringSplitOptions.TrimEntries);
            if (fields is [""])
                continue;
            double grade = 0;
            bool isJudgement = fields.Length == 3 && double.TryParse(fields[2], NumberStyles.Float, CultureInfo.InvariantCulture, out grade) && double.IsFinite(grade);
            if (!isJudgement && lines.LineNumber == 1 && fields.Length == 3)
                continue; // The header.
            if (!isJudgement)
                throw CorpusError.At(path, lines.LineNumber, $"found {CorpusError.Quote(lines.Line.Span)}, expected query-id, corpus-id and a score that is a number, parted by tabs.");
            if (!queries.TryGetValue(fields[0], out JudgedQuery? query))
                continue;
            if (numbers.TryGetValue(fields[1], out int document) && !query.Grades.TryAdd(document, grade) && query.Grades[document] != grade)
                throw CorpusError.At(path, lines.LineNumber, $"found another score of query {fields[0]} and document {fields[1]}, expected one.");
            if (numbers.ContainsKey(fields[1]))
                continue;
            if (grade > 0)
                query.MissingGrades.Add(grade);
        }
    }
}
