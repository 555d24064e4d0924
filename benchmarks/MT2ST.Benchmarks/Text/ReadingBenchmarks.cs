using BenchmarkDotNet.Attributes;
using MT2ST.Corpora;
using MT2ST.Indexing;

namespace MT2ST.Benchmarks.Text;

/// <summary>From text to ids, 1 MB at a time: splitting alone, and a file read, split, counted and indexed.</summary>
public class ReadingBenchmarks
{
    private readonly Utf8List _words = new();
    private readonly Tokenizer _tokenizer = new(new TextOptions());
    private readonly Tokenizer _whitespace = new(new TextOptions { Tokenizer = TextOptions.Whitespace });
    private string _path = "";

    /// <summary>The text.</summary>
    [ParamsSource(nameof(Texts))]
    public SampleText Text { get; set; } = null!;

    /// <summary>All texts.</summary>
    public static IEnumerable<SampleText> Texts => SampleText.All;

    /// <summary>Writes the file.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _path = Path.GetTempFileName();
        File.WriteAllBytes(_path, Text.Bytes);
    }

    /// <summary>Removes the file.</summary>
    [GlobalCleanup]
    public void Cleanup() => File.Delete(_path);

    /// <summary>The default tokenizer.</summary>
    [Benchmark]
    public int Split_Words() => Split(_tokenizer);

    /// <summary>The tokenizer of text that is tokenized already.</summary>
    [Benchmark]
    public int Split_Whitespace() => Split(_whitespace);

    /// <summary>A file to ids under a vocabulary.</summary>
    [Benchmark]
    public long ReadCountEncode()
    {
        var indexer = new CorpusIndexer();
        PendingCorpus pending = indexer.Add(new CorpusSource(_path, new CorpusOptions { Format = BuiltInCorpora.Text }), new IndexingOptions { MinimumCount = 5, DropUnknownWords = true });
        indexer.BuildVocabulary();
        return indexer.Complete(pending).TokenCount;
    }

    private int Split(Tokenizer tokenizer)
    {
        _words.Clear();
        tokenizer.Split(Text.Bytes, _words);
        return _words.Count;
    }
}
