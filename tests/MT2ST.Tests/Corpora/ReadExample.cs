using System.Text;
using MT2ST.Corpora;

namespace MT2ST.Tests.Corpora;

/// <summary>A copy of a <see cref="CorpusExample"/> as strings: <c>line: text or words [tags] {labels}</c>.</summary>
internal static class ReadExample
{
    public static string[] All(string path, CorpusOptions? options = null) =>
        [.. new CorpusSource(path, options).Read(TestContext.Current.CancellationToken).Select(Render)];

    public static string Render(CorpusExample example)
    {
        string text = example.Words.Count > 0
            ? string.Join(' ', Strings(example.Words))
            : Encoding.UTF8.GetString(example.Text.Span);
        string tags = example.Tags.Count > 0 ? $" [{string.Join(' ', Strings(example.Tags))}]" : "";
        string labels = example.Labels.Count > 0 ? $" {{{string.Join(' ', Strings(example.Labels))}}}" : "";
        return $"{example.LineNumber}: {text}{tags}{labels}";
    }

    private static IEnumerable<string> Strings(Utf8List list) => Enumerable.Range(0, list.Count).Select(list.GetString);
}
