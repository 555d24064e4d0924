using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MT2ST.Corpora;

namespace MT2ST.Cli.Prediction;

/// <summary>Labels the texts of files with a classifier, on several threads, and writes a line for each text.</summary>
/// <param name="model">The classifier.</param>
/// <param name="options">What was asked for.</param>
/// <param name="terminal">Where it writes.</param>
internal sealed class TextLabelling(TrainedModel model, PredictOptions options, Terminal terminal)
{
    private const int ExplainedCount = 5;

    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n\f\v"u8);

    private readonly byte[][] _labels = [.. model.Labels.Select(label => Encoding.UTF8.GetBytes(VisibleWriter.Escape(label)))];
    private readonly JsonLine _jsonLine = new(TextInput.FieldOf(model, options));
    private readonly bool _hasOneLabel = options.Top is null or 1 && !model.HasSeveralLabels;

    /// <summary>Labels the texts of a file.</summary>
    /// <param name="path">The file, or <c>-</c> for standard input.</param>
    /// <param name="progress">Receives how many texts were written at a time.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public void Write(string path, Action<int> progress, CancellationToken cancellationToken)
    {
        var input = new TextInput(model, options, terminal.Error.WriteLine);
        string format = input.FormatOf(path);
        if (format is PredictOptions.Conllu or PredictOptions.Conll)
            throw new ArgumentException($"--input-format {format} is for taggers; a classifier reads texts. Leave it out.");
        string output = options.Output ?? (format == PredictOptions.JsonLines ? format : PredictOptions.Tsv);
        long read = 0;
        new OrderedWork<TextBlock>(
            options.Threads,
            () => new TextBlock(model.Labels.Count),
            block => Label(block, path, format == PredictOptions.JsonLines, output),
            block =>
            {
                terminal.WriteUtf8(block.Output.WrittenSpan);
                progress(block.Count);
            }).Run(input.Read(path, format, cancellationToken), (block, text) =>
            {
                read++;
                if (block.Count == 0)
                    block.First = read;
                block.Add(text.Span);
            });
    }

    private void Label(TextBlock block, string path, bool isJsonInput, string output)
    {
        for (int i = 0; i < block.Count; i++)
        {
            ReadOnlySpan<byte> line = block[i], text = line;
            if (isJsonInput && line.ContainsAnyExcept(Blanks))
            {
                byte[] buffer = block.Unescaped;
                text = _jsonLine.TextOf(line, new LinePlace(path, block.First + i), ref buffer);
                block.Unescaped = buffer;
            }
            bool isBlank = CorpusSource.IsBlank(text); // What cannot be seen has no label.
            if (!isBlank)
                model.Predict(text, block.Probabilities);
            ReadOnlySpan<int> labels = isBlank ? [] : Chosen(block);
            if (output == PredictOptions.Tsv)
                WriteFields(block, text, labels);
            else if (!isJsonInput || line.ContainsAnyExcept(Blanks)) // Else a blank line stays one.
                WriteObject(block, isJsonInput ? line : [], text, labels, output);
            Append(block.Output, "\n"u8);
        }
    }

    private ReadOnlySpan<int> Chosen(TextBlock block)
    {
        double[] probabilities = block.Probabilities;
        if (_hasOneLabel)
        {
            int best = 0;
            for (int label = 1; label < probabilities.Length; label++)
                if (probabilities[label] > probabilities[best])
                    best = label;
            block.Best[0] = best;
            return block.Best;
        }
        IEnumerable<int> ranked = Enumerable.Range(0, probabilities.Length);
        if (model.HasSeveralLabels && (options.Top is null || options.Threshold is not null))
        {
            double least = options.Threshold ?? model.Threshold;
            ranked = ranked.Where(label => probabilities[label] > least);
        }
        return ranked.OrderByDescending(label => probabilities[label]).Take(options.Top ?? int.MaxValue).ToArray();
    }

    private void WriteFields(TextBlock block, ReadOnlySpan<byte> text, ReadOnlySpan<int> labels)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            if (i > 0)
                Append(block.Output, "\t"u8);
            Append(block.Output, _labels[labels[i]]);
            Append(block.Output, "\t"u8);
            AppendProbability(block.Output, block.Probabilities[labels[i]]);
        }
        if (!options.Explain || labels.IsEmpty)
            return;
        (TokenContribution[] votes, TokenContribution[] objections) = Explain(block, text, labels[0]);
        Append(block.Output, Encoding.UTF8.GetBytes($"\tfor: {Listed(votes)}\tagainst: {Listed(objections)}"));

        static string Listed(TokenContribution[] tokens) => tokens.Length == 0 ? "nothing" : string.Join(", ", tokens.Select(token => string.Create(CultureInfo.InvariantCulture, $"{token.Token} {token.Value:+0.000;-0.000;+0.000}")));
    }

    /// <summary>Writes an object: the fields of <paramref name="line"/> if it is not empty, and those of the labels.</summary>
    private void WriteObject(TextBlock block, ReadOnlySpan<byte> line, ReadOnlySpan<byte> text, ReadOnlySpan<int> labels, string output)
    {
        Utf8JsonWriter json = block.Json;
        bool keepsFields = output == PredictOptions.JsonLines && !line.IsEmpty;
        json.Reset(keepsFields ? block.Added : block.Output);
        json.WriteStartObject();
        if (output == PredictOptions.JsonLines && !keepsFields)
            json.WriteString("text"u8, text);
        WriteLabels(json, block, keepsFields ? line : [], text, labels, output);
        json.WriteEndObject();
        json.Flush();
        if (!keepsFields)
            return;
        // The second object's fields go on in the first.
        Append(block.Output, JsonLine.CopyOpen(line, block.Output) ? ","u8 : ""u8);
        Append(block.Output, block.Added.WrittenSpan[1..]);
        block.Added.ResetWrittenCount();
    }

    private void WriteLabels(Utf8JsonWriter json, TextBlock block, ReadOnlySpan<byte> line, ReadOnlySpan<byte> text, ReadOnlySpan<int> labels, string output)
    {
        if (output == PredictOptions.Json || !_hasOneLabel)
        {
            json.WriteStartArray(Name(line, "labels"));
            foreach (int label in labels)
            {
                json.WriteStartObject();
                json.WriteString(output == PredictOptions.Json ? "name"u8 : "label"u8, _labels[label]);
                json.WriteNumber("probability"u8, block.Probabilities[label]);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        else if (labels.IsEmpty)
        {
            json.WriteNull(Name(line, "label"));
            json.WriteNull(Name(line, "probability"));
        }
        else
        {
            json.WriteString(Name(line, "label"), _labels[labels[0]]);
            json.WriteNumber(Name(line, "probability"), block.Probabilities[labels[0]]);
        }
        if (!options.Explain)
            return;
        (TokenContribution[] votes, TokenContribution[] objections) = labels.IsEmpty ? ([], []) : Explain(block, text, labels[0]);
        WriteTokens(json, Name(line, "for"), votes);
        WriteTokens(json, Name(line, "against"), objections);
    }

    // An object of somebody's own may have a field of that name: gold labels are often called so.
    private static string Name(ReadOnlySpan<byte> line, string name) => line.IsEmpty || !JsonLine.MayHold(line, name) ? name : JsonLine.FreeName(line, name);

    private static void WriteTokens(Utf8JsonWriter json, string name, TokenContribution[] tokens)
    {
        json.WriteStartArray(name);
        foreach (TokenContribution token in tokens)
        {
            json.WriteStartObject();
            json.WriteString("token"u8, token.Token);
            json.WriteNumber("value"u8, token.Value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>What spoke most for a label, and what most against it: against the next likeliest label, or against having it where a text may have several.</summary>
    private (TokenContribution[] For, TokenContribution[] Against) Explain(TextBlock block, ReadOnlySpan<byte> text, int label)
    {
        double[] probabilities = block.Probabilities;
        string? other = model.HasSeveralLabels || probabilities.Length == 1
            ? null
            : model.Labels[Enumerable.Range(0, probabilities.Length).Where(candidate => candidate != label).MaxBy(candidate => probabilities[candidate])];
        IReadOnlyList<TokenContribution> tokens = model.Explain(Encoding.UTF8.GetString(text), model.Labels[label], other);
        return ([.. tokens.Where(token => token.Value > 0).Take(ExplainedCount)], [.. tokens.Reverse().Where(token => token.Value < 0).Take(ExplainedCount)]);
    }

    private static void Append(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        text.CopyTo(output.GetSpan(text.Length));
        output.Advance(text.Length);
    }

    /// <summary>Four decimals, halves away from zero. The product is exact: a probability comes from 24 bits.</summary>
    private static void AppendProbability(ArrayBufferWriter<byte> output, double probability)
    {
        const int Length = 6;
        Span<byte> digits = output.GetSpan(Length);
        int value = (int)Math.Round(probability * 10_000, MidpointRounding.AwayFromZero);
        for (int place = Length - 1; place >= 0; place--)
        {
            if (place == 1)
            {
                digits[place] = (byte)'.';
                continue;
            }
            (value, int digit) = Math.DivRem(value, 10);
            digits[place] = (byte)('0' + digit);
        }
        output.Advance(Length);
    }
}
