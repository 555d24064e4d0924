using System.CommandLine;
using System.Text;
using MT2ST.Corpora;
using MT2ST.Indexing;

namespace MT2ST.Cli.Commands;

/// <summary><c>mt2st tokenize</c>: the words of a corpus as training reads them, so that other programs read the same.</summary>
internal static class TokenizeCommand
{
    public const string Name = "tokenize";

    private const int BlockChars = 1 << 16; // Written at once, also within a long document.

    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Argument<string[]> files = new("FILE") { Description = FormattableString.Invariant($"A corpus file of any format that training reads, or - for standard input; may be repeated. Training cuts documents of raw text after {TextOptions.MaximumDocumentTokens:#,0} tokens; this command does not"), Arity = ArgumentArity.OneOrMore };
        Option<string?> format = new("--format") { Description = "The format of the files (default recognised from their names and content)", HelpName = "NAME" };
        Option<string?> textColumn = new("--text-column") { Description = "The column of a table, or the field of JSON lines, that holds the text: its name or its number from 1 (default recognised from header and content)", HelpName = "NAME" };
        Option<string?> labelColumn = new("--label-column") { Description = "The column or field of the label, which is left out (default recognised from header and content)", HelpName = "NAME" };
        Option<string?> separator = CommonArguments.Separator();
        Option<bool?> header = new("--header") { Description = "Whether a table's first line names its columns (default recognised from the first lines)" };
        Option<bool?> quotes = new("--quotes") { Description = "Whether a table's fields may be enclosed in double quotes (default in .csv yes, in .tsv no)" };
        Option<string> tokenizer = new("--tokenizer")
        {
            Description = $"How text is split into words: {string.Join(", ", TextOptions.Tokenizers)}",
            HelpName = "NAME",
            DefaultValueFactory = _ => TextOptions.Words,
        };
        Option<bool> lowercase = new("--lowercase") { Description = "Convert words to lower case", DefaultValueFactory = _ => true };
        Option<bool> foldDigits = new("--fold-digits") { Description = "Replace every digit by 0" };
        var command = new ExampledCommand(
            Name,
            "mt2st tokenize text.txt > text.tok",
            "mt2st tokenize reviews.tsv --lowercase false --fold-digits") { files, format, textColumn, labelColumn, separator, header, quotes, tokenizer, lowercase, foldDigits };
        files.Validators.Add(result => CommonArguments.RejectOptions(result, command));
        command.SetAction(parsed =>
        {
            var text = new TextOptions
            {
                Tokenizer = parsed.GetRequiredValue(tokenizer),
                Lowercase = parsed.GetValue(lowercase),
                FoldDigits = parsed.GetValue(foldDigits),
            };
            var reading = new CorpusOptions
            {
                Format = parsed.GetValue(format),
                IsTextAlone = true,
                TextColumn = parsed.GetValue(textColumn),
                LabelColumn = parsed.GetValue(labelColumn),
                Separator = parsed.GetValue(separator) is { } character ? CorpusOptions.SeparatorOf(character) : null,
                HasHeader = parsed.GetValue(header),
                HasQuotes = parsed.GetValue(quotes),
            };
            var source = new CorpusSource(ExampleSource.FromFiles(parsed.GetRequiredValue(files)), reading);
            source.CheckEffects(CommonArguments.FlagOf);
            Write(source, new Tokenizer(text), terminal.Output, cancellationToken);
            foreach (string note in source.Notes)
                terminal.Error.WriteLine(note);
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>Writes a line for each document, its words with a blank between them.</summary>
    private static void Write(CorpusSource source, Tokenizer tokenizer, TextWriter output, CancellationToken cancellationToken)
    {
        var words = new Utf8List();
        var block = new StringBuilder();
        foreach (CorpusExample example in source.Read(cancellationToken))
        {
            words.Clear();
            for (int i = 0; i < example.Words.Count; i++)
                tokenizer.Normalize(example.Words[i], words);
            tokenizer.Split(example.Text.Span, words);
            if (words.Count == 0)
                continue; // Training skips such documents too.
            for (int i = 0; i < words.Count; i++)
            {
                block.Append(i == 0 ? "" : " ").Append(words.GetString(i));
                WriteIfFull();
            }
            block.Append('\n');
            WriteIfFull();
        }
        output.Write(block);

        void WriteIfFull()
        {
            if (block.Length < BlockChars)
                return;
            cancellationToken.ThrowIfCancellationRequested();
            output.Write(block);
            block.Clear();
        }
    }
}
