using MT2ST.Formats;

namespace MT2ST.Cli.TextVectors;

/// <summary>The vectors of a file or a model folder, of words and of texts, each read when it is first needed.</summary>
/// <param name="path">The file or the folder.</param>
/// <param name="terminal">Receives what there is to know of how they were read.</param>
/// <param name="cancellationToken">Ends the reading.</param>
internal sealed class MeasuredVectors(string path, Terminal terminal, CancellationToken cancellationToken)
{
    private WordVectors? _words;
    private TextEmbedder? _texts;

    /// <summary>The vectors of words.</summary>
    public WordVectors Words => _words ??= LoadWords();

    /// <summary>The vectors of texts.</summary>
    public TextEmbedder Texts => _texts ??= ModelFolder.IsModel(path) ? TextEmbedder.Load(path, cancellationToken) : TextEmbedder.Of(Words);

    private WordVectors LoadWords()
    {
        WordVectors vectors = VectorFile.Load(path, cancellationToken);
        foreach (string note in vectors.Notes)
            terminal.Error.WriteLine(note);
        return vectors;
    }
}
