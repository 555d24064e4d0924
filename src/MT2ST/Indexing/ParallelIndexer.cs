using MT2ST.Corpora;
using MT2ST.Threading;
using MT2ST.Vocabularies;

namespace MT2ST.Indexing;

/// <summary>Indexes raw text on several threads, with the documents, ids and counts that one thread gives.</summary>
/// <remarks>
/// The threads take blocks of lines in turn and index each under numbers of their own, which needs no locks. Block by block
/// in the order of the text, the words that are new to the thread then get the source's numbers. A word that a thread knows
/// stands in an earlier block, so new words are numbered in the order in which they first come, as on one thread.
/// </remarks>
/// <param name="text">How text becomes words.</param>
/// <param name="options">How the source is indexed.</param>
/// <param name="source">The files.</param>
/// <param name="counts">Numbers and counts the source's words.</param>
/// <param name="cancellationToken">Ends the indexing.</param>
internal sealed class ParallelIndexer(TextOptions text, IndexingOptions options, CorpusSource source, SourceCounts counts, CancellationToken cancellationToken)
{
    /// <summary>More threads would wait for each other and hold an index of words each.</summary>
    private const int MostThreads = 4;

    private readonly DocumentStore _documents = new(hasLabels: false, hasTags: false, FeaturesPerToken(options), options.MemoryLimit);
    private readonly Lock _reading = new();
    private readonly object _appending = new();
    private readonly IEnumerator<Utf8LineReader> _files = source.Paths.Select(path => Utf8LineReader.Open(path, cancellationToken)).GetEnumerator();
    private bool _hasFile;
    private bool _hasExamples;
    private bool _isStopped;
    private int _blocksRead;
    private int _blocksAppended;

    /// <summary>Whether lines of the source can be indexed independently: raw text that is read to its end.</summary>
    public static bool CanIndex(CorpusSource source, IndexingOptions options) =>
        options is { Limit: null, KeyTexts: false } && source is { Filter: null, Options.TextGroups: null } && source.Resolve().Options.Format == BuiltInCorpora.Text;

    /// <summary>Indexes all examples.</summary>
    /// <param name="threads">How many threads may be used, at least 1.</param>
    /// <param name="otherThreadsSeconds">CPU seconds of the threads that are not the caller's.</param>
    /// <exception cref="InvalidDataException">The source is broken or empty.</exception>
    /// <exception cref="OperationCanceledException">The indexing was cancelled.</exception>
    public DocumentStore Index(int threads, out double otherThreadsSeconds)
    {
        try
        {
            otherThreadsSeconds = WorkerThreads.Run(Math.Min(threads, MostThreads), _ => IndexBlocks());
        }
        finally
        {
            if (_hasFile)
                _files.Current.Dispose();
        }
        if (!_hasExamples)
            throw source.Resolve().NoExamples();
        return _documents;
    }

    private static int FeaturesPerToken(IndexingOptions options) => options.FeatureBucketCount > 0 ? WordFeatures.Count : 0;

    private void IndexBlocks()
    {
        try
        {
            Worker worker = new(text, options);
            while (TryRead(worker.Block, out int turn))
            {
                worker.Index(cancellationToken);
                if (!TryAppend(worker, turn))
                    return;
            }
            lock (_appending)
                worker.AddCountsTo(counts);
        }
        catch
        {
            Stop();
            throw;
        }
    }

    /// <summary>Reads the next block; false at the end, or if another thread has failed.</summary>
    private bool TryRead(LineBlock block, out int turn)
    {
        lock (_reading)
        {
            turn = _blocksRead;
            while (!_isStopped)
            {
                if (_hasFile && _files.Current.ReadBlock(block))
                {
                    _blocksRead++;
                    return true;
                }
                if (_hasFile)
                    _files.Current.Dispose();
                _hasFile = false;
                if (!_files.MoveNext())
                    return false;
                _hasFile = true;
            }
            return false;
        }
    }

    /// <summary>Appends a block's documents once all blocks before it are; false if another thread has failed.</summary>
    private bool TryAppend(Worker worker, int turn)
    {
        lock (_appending)
        {
            while (_blocksAppended != turn && !_isStopped)
                Monitor.Wait(_appending);
            if (_isStopped)
                return false;
            worker.AppendTo(_documents, counts);
            _hasExamples |= worker.HasExamples;
            _blocksAppended++;
            Monitor.PulseAll(_appending);
            return true;
        }
    }

    private void Stop()
    {
        lock (_appending)
        {
            _isStopped = true;
            Monitor.PulseAll(_appending);
        }
    }

    /// <summary>One thread's words and its documents of one block.</summary>
    private sealed class Worker
    {
        private readonly Utf8Index _words = new();
        private readonly SourceCounts _counts; // Of this thread: shared counts would travel between the processors' caches.
        private readonly DocumentIndexer _indexer;
        private readonly DocumentStore _documents;
        private int[] _sourceIds = []; // Of each of this thread's words.
        private int _numberedCount;

        public Worker(TextOptions text, IndexingOptions options)
        {
            _counts = new SourceCounts(_words, options.MinimumCount);
            _indexer = new DocumentIndexer(text, options, _counts, labelIds: null, tagIds: null);
            _documents = new DocumentStore(hasLabels: false, hasTags: false, FeaturesPerToken(options));
        }

        public LineBlock Block { get; } = new();

        public bool HasExamples { get; private set; }

        public void Index(CancellationToken cancellationToken)
        {
            _documents.Clear();
            foreach (CorpusExample example in LineExamples.Read(Utf8LineReader.Over(Block), PlainTextReader.TakeText, cancellationToken))
            {
                HasExamples = true;
                _indexer.Add(example, _documents, cancellationToken);
            }
        }

        /// <summary>Gives new words the source's numbers and the documents to the source.</summary>
        public void AppendTo(DocumentStore documents, SourceCounts counts)
        {
            if (_sourceIds.Length < _words.Count)
                Array.Resize(ref _sourceIds, Math.Max(_words.Count, 2 * _sourceIds.Length));
            counts.NumberFrom(_words.Words, _numberedCount, _sourceIds.AsSpan(_numberedCount, _words.Count - _numberedCount));
            _numberedCount = _words.Count;
            _documents.Renumber(_sourceIds);
            for (int document = 0; document < _documents.DocumentCount; document++)
                documents.Add(_documents.Tokens(document), [], _documents.Features(document), labels: [], LabelTrust.Whole);
        }

        public void AddCountsTo(SourceCounts counts) => counts.Add(_counts, _sourceIds.AsSpan(0, _numberedCount));
    }
}
