using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Layers;
using MT2ST.Numerics;
using MT2ST.Tasks.Classification;

namespace MT2ST.Tasks.Lexical;

/// <summary>Predicts a word's label from its row alone: part of speech, supersense, polarity. The cheapest auxiliary.</summary>
/// <remarks>
/// p = softmax(W x + b) with x the word's vector; an example is a token. The labels are the tokens' tags if the data has
/// them (a tagged corpus), otherwise each document's label (a word list).
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class LexiconTask<T> : ITask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int BlockRows = 32; // X, G and dX of a block stay in the first-level cache.

    private readonly IndexedCorpus _train;
    private readonly Embedding<T> _embedding;
    private readonly SoftmaxHead<T> _head;

    /// <summary>Creates the task.</summary>
    /// <exception cref="ArgumentException">The data has neither labels nor tags.</exception>
    public LexiconTask(TaskContext<T> context)
    {
        if (context.Classes is null)
            throw new ArgumentException($"Task '{context.Name}' needs a label for each word.", nameof(context));
        Name = context.Name;
        _train = context.Train;
        _embedding = context.Table.CreateView();
        _head = new SoftmaxHead<T>(Name, context.Classes.Count, context.Table.Dimensions, new SeededRandom(context.Seed));
        RowParameters = [_embedding.Parameter];
        DenseParameters = [_head.Weights, _head.Bias];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long ExampleCount => _train.TokenCount;

    /// <inheritdoc/>
    public IReadOnlyList<RowParameter<T>> RowParameters { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DenseParameter<T>> DenseParameters { get; }

    /// <inheritdoc/>
    public ITaskWorker<T> CreateWorker(Shard shard) => new Worker(this, shard);

    /// <inheritdoc/>
    public Measurement Evaluate(IndexedCorpus examples, CancellationToken cancellationToken)
    {
        var scratch = new Block(this);
        var score = new ClassificationScore(_head.ClassCount);
        for (int document = 0; document < examples.DocumentCount; document++)
        {
            ReadOnlySpan<int> words = examples.Tokens(document);
            for (int start = 0; start < words.Length; start += BlockRows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int count = Math.Min(BlockRows, words.Length - start);
                scratch.Fill(examples, document, start, count);
                score.Add(scratch.Scores(_embedding, _head, count), scratch.Labels[..count]);
            }
        }
        return score.Measure();
    }

    private sealed class Block(LexiconTask<T> task)
    {
        private readonly int[] _words = new int[BlockRows];
        private readonly int[] _labels = new int[BlockRows];
        private readonly Scratch<T> _x = new();
        private readonly Scratch<T> _logits = new();
        private readonly int _stride = task._embedding.Stride;

        public Span<int> Words => _words;

        public Span<int> Labels => _labels;

        public void Fill(IndexedCorpus corpus, int document, int start, int count)
        {
            for (int i = 0; i < count; i++)
                Set(i, corpus, document, start + i);
        }

        public void Set(int row, IndexedCorpus corpus, int document, int position)
        {
            _words[row] = corpus.Tokens(document)[position];
            _labels[row] = corpus.HasTags ? corpus.Tags(document)[position] : corpus.Label(document);
        }

        public MatrixView<T> X(int count) => _x.Take(count, _stride);

        public MatrixView<T> Scores(Embedding<T> embedding, SoftmaxHead<T> head, int count)
        {
            MatrixView<T> x = X(count);
            embedding.Gather(Words[..count], x);
            MatrixView<T> logits = _logits.Take(count, head.ClassCount);
            head.Scores(x, logits);
            return logits;
        }
    }

    private sealed class Worker : ITaskWorker<T>
    {
        private readonly LexiconTask<T> _task;
        private readonly ExampleOrder _documents;
        private readonly Block _block;
        private readonly Scratch<T> _dX = new();
        private readonly RowMatrix<T> _dWeights;
        private readonly RowMatrix<T> _dBias;
        private int _document;
        private int _position;

        public Worker(LexiconTask<T> task, Shard shard)
        {
            _task = task;
            _documents = ExampleOrder.OfDocuments(task._train, leastTokens: 1, shard, new SeededRandom(shard.Seed, (ulong)shard.Index));
            _block = new Block(task);
            _dWeights = task._head.Weights.LikeValues();
            _dBias = task._head.Bias.LikeValues();
            _document = -1;
            DenseGradients = [_dWeights, _dBias];
        }

        public IReadOnlyList<RowMatrix<T>> DenseGradients { get; }

        public StepReport TrainBatch<TUpdate>(TUpdate update, int exampleCount)
            where TUpdate : struct, IRowUpdate<T>
        {
            StepReport report = default;
            for (int left = exampleCount; left > 0; left -= BlockRows)
                report += StepBlock(update, Math.Min(BlockRows, left));
            return report;
        }

        private StepReport StepBlock<TUpdate>(TUpdate update, int count)
            where TUpdate : struct, IRowUpdate<T>
        {
            for (int i = 0; i < count; i++)
                TakeToken(i);
            SoftmaxHead<T> head = _task._head;
            MatrixView<T> g = _block.Scores(_task._embedding, head, count);
            double loss = 0;
            for (int i = 0; i < count; i++)
                loss += Logistic.SoftmaxCrossEntropy(g[i], _block.Labels[i]);
            MatrixView<T> dX = _dX.Take(count, _task._embedding.Stride);
            dX.Clear();
            head.Backward(g, _block.X(count), dX, _dWeights, _dBias);
            long updateCost = _task._embedding.Apply(update, _block.Words[..count], dX);
            return new StepReport(count, count, loss, head.MultiplyAdds(count) + updateCost);
        }

        private void TakeToken(int row)
        {
            while (_document < 0 || _position == _task._train.Tokens(_document).Length)
            {
                _document = _documents.Next();
                _position = 0;
            }
            _block.Set(row, _task._train, _document, _position++);
        }
    }
}
