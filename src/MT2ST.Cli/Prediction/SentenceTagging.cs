using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MT2ST.Corpora;
using MT2ST.Evaluation;

namespace MT2ST.Cli.Prediction;

/// <summary>Tags the sentences of files with a tagger, on several threads, in the layout of the input unless another is asked for.</summary>
/// <param name="model">The tagger.</param>
/// <param name="options">What was asked for.</param>
/// <param name="terminal">Where it writes.</param>
internal sealed class SentenceTagging(TrainedModel model, PredictOptions options, Terminal terminal)
{
    private const int MiscColumn = 9;
    private const int FirstTagColumn = 2; // Of CoNLL-U: id and form stand before it.

    private readonly TaskOptions _task = model.Options.Primary;
    private readonly bool _atBlanksAlone = model.Options.Tokenizer == "whitespace";
    private readonly bool _marksSpans = model.FindSpans(model.Labels).Count > 0;
    private readonly JsonLine _jsonLine = new(TextInput.FieldOf(model, options));

    /// <summary>Tags the sentences of a file.</summary>
    /// <param name="path">The file, or <c>-</c> for standard input.</param>
    /// <param name="progress">Receives how many sentences were written at a time.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public void Write(string path, Action<int> progress, CancellationToken cancellationToken)
    {
        var input = new TextInput(model, options, terminal.Error.WriteLine);
        string format = input.FormatOf(path);
        string output = options.Output ?? format switch
        {
            PredictOptions.Conllu or PredictOptions.Conll or PredictOptions.JsonLines => format,
            _ => PredictOptions.Tsv,
        };
        var columns = new SentenceInput(_task, format, options.TextColumn);
        IEnumerable<InputSentence> sentences = format is PredictOptions.Conllu or PredictOptions.Conll
            ? columns.Read(path, cancellationToken)
            : input.Read(path, format, cancellationToken).Select((text, i) => new InputSentence { Line = Encoding.UTF8.GetString(text.Span), Place = new LinePlace(path, i + 1) });
        new OrderedWork<SentenceBlock>(
            options.Threads,
            () => new SentenceBlock(),
            block =>
            {
                foreach (InputSentence sentence in block.Sentences)
                    Tag(sentence, columns.WordColumn, format, output, block.Output);
            },
            block =>
            {
                terminal.WriteUtf8(block.Output.WrittenSpan);
                progress(block.Sentences.Count);
            }).Run(sentences, (block, sentence) => block.Add(sentence));
    }

    private void Tag(InputSentence sentence, int wordColumn, string format, string output, ArrayBufferWriter<byte> buffer)
    {
        bool isJsonInput = format == PredictOptions.JsonLines;
        if (isJsonInput && string.IsNullOrWhiteSpace(sentence.Line))
        {
            Append(buffer, "\n");
            return;
        }
        SentenceWords words = sentence.Line is null
            ? SentenceWords.OfColumns(sentence, wordColumn)
            : SentenceWords.OfText(isJsonInput ? TextOf(sentence) : sentence.Line, _atBlanksAlone);
        IReadOnlyList<string> tags = model.Tag(words.Words);
        if (output is PredictOptions.Json or PredictOptions.JsonLines)
            WriteObject(isJsonInput && output == PredictOptions.JsonLines ? sentence.Line! : "", words, tags, output, buffer);
        else if (sentence.Line is null && output == format)
            Append(buffer, string.Join('\n', Tagged(sentence, tags, format)) + "\n\n");
        else if (output == PredictOptions.Conllu)
            Append(buffer, Conllu(words, tags));
        else
            Append(buffer, string.Concat(words.Words.Zip(tags, (word, tag) => $"{word}\t{tag}\n")) + "\n");
    }

    private string TextOf(InputSentence sentence)
    {
        byte[] buffer = [];
        return Encoding.UTF8.GetString(_jsonLine.TextOf(Encoding.UTF8.GetBytes(sentence.Line!), sentence.Place, ref buffer));
    }

    /// <summary>A sentence's own lines with the tags: in the column that training read in CoNLL-U, behind the others in columns of one's own, where conlleval looks for it.</summary>
    private List<string> Tagged(InputSentence sentence, IReadOnlyList<string> tags, string format)
    {
        foreach (((int line, string[] columns), string tag) in sentence.Tokens.Zip(tags))
        {
            if (format == PredictOptions.Conll)
            {
                sentence.Lines[line] += (sentence.Lines[line].Contains('\t', StringComparison.Ordinal) ? '\t' : ' ') + tag;
                continue;
            }
            columns[SentenceInput.ConlluColumn(_task.Column ?? _task.LabelColumn ?? "upos")] = tag;
            sentence.Lines[line] = string.Join('\t', columns);
        }
        return sentence.Lines;
    }

    /// <summary>A sentence in CoNLL-U: the tags in the column that training read, or in MISC if they mark spans and came from columns of another kind.</summary>
    private string Conllu(SentenceWords words, IReadOnlyList<string> tags)
    {
        string? named = _task.Column ?? _task.LabelColumn;
        int column = CorpusOptions.ConlluColumns.Contains(named, StringComparer.OrdinalIgnoreCase) ? SentenceInput.ConlluColumn(named!) : _marksSpans ? MiscColumn : SentenceInput.ConlluColumn("upos");
        column = Math.Max(column, FirstTagColumn);
        var lines = new StringBuilder("# text = ").Append(words.Text.ReplaceLineEndings(" ")).Append('\n');
        for (int i = 0; i < words.Words.Count; i++)
        {
            string[] columns = [.. Enumerable.Repeat("_", CorpusOptions.ConlluColumns.Count)];
            (columns[0], columns[1]) = ((i + 1).ToString(CultureInfo.InvariantCulture), words.Words[i]);
            string[] misc = [.. column == MiscColumn ? (string[])[$"Span={tags[i]}"] : [], .. words.IsJoined(i) ? (string[])["SpaceAfter=No"] : []];
            if (misc.Length > 0)
                columns[MiscColumn] = string.Join('|', misc);
            if (column != MiscColumn)
                columns[column] = tags[i];
            lines.Append(string.Join('\t', columns)).Append('\n');
        }
        return lines.Append('\n').ToString();
    }

    /// <summary>Writes an object: the fields of <paramref name="line"/> if it is not empty, the words and their tags, and the spans by characters.</summary>
    private void WriteObject(string line, SentenceWords words, IReadOnlyList<string> tags, string output, ArrayBufferWriter<byte> buffer)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(line);
        var added = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(added, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (output == PredictOptions.Json)
            {
                WriteTexts(json, "words", words.Words);
                WriteTexts(json, "tags", tags);
            }
            else
            {
                if (line.Length == 0)
                    json.WriteString("text", words.Text);
                WriteTexts(json, Name("tokens"), words.Words);
                WriteTexts(json, Name("tags"), tags);
                if (_marksSpans)
                    WriteSpans(json, Name("spans"), words, tags);
            }
            json.WriteEndObject();
        }
        if (line.Length > 0 && JsonLine.CopyOpen(utf8, buffer))
            buffer.Write(","u8);
        buffer.Write(line.Length > 0 ? added.WrittenSpan[1..] : added.WrittenSpan);
        buffer.Write("\n"u8);

        string Name(string name) => line.Length == 0 ? name : JsonLine.FreeName(utf8, name);
    }

    private void WriteSpans(Utf8JsonWriter json, string name, SentenceWords words, IReadOnlyList<string> tags)
    {
        json.WriteStartArray(name);
        foreach (TaggedSpan span in model.FindSpans(tags))
        {
            json.WriteStartObject();
            json.WriteNumber("start", words.Start(span.Start));
            json.WriteNumber("end", words.End(span.End - 1));
            json.WriteString("type", span.Type);
            json.WriteString("text", words.TextOf(span));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Append(ArrayBufferWriter<byte> buffer, string text) => Encoding.UTF8.GetBytes(text, buffer);
}

/// <summary>Sentences of a file, and what is to be written about them; one thread at a time uses it.</summary>
internal sealed class SentenceBlock : WorkBlock
{
    private const int FullCount = 64;

    /// <summary>The sentences.</summary>
    public List<InputSentence> Sentences { get; } = [];

    /// <summary>What is to be written.</summary>
    public ArrayBufferWriter<byte> Output { get; } = new(1 << 14);

    /// <inheritdoc/>
    public override bool IsFull => Sentences.Count >= FullCount;

    /// <summary>Appends a sentence.</summary>
    public void Add(InputSentence sentence) => Sentences.Add(sentence);

    /// <inheritdoc/>
    public override void Clear()
    {
        Sentences.Clear();
        Output.ResetWrittenCount();
    }
}
