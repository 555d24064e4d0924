using MT2ST.Embeddings;
using MT2ST.Evaluation;
using MT2ST.Indexing;
using MT2ST.Numerics;

namespace MT2ST.Tasks.Lexical;

/// <summary>Makes b - a + c point to d in questions "a is to b as c is to d".</summary>
/// <remarks>
/// With q = b^ - a^ + c^ the score of a word w is s_w = scale * q . w^, that is scale * (cos(w, b) - cos(w, a) + cos(w, c)).
/// 3CosAdd answers with the greatest (Mikolov et al. 2013a; Levy and Goldberg 2014, equation 3). The loss is a softmax sampled
/// over d and K words drawn uniformly from the vocabulary without a, b, c and d, which 3CosAdd excludes as answers too:
/// -log(exp(s_d) / (exp(s_d) + sum over n of exp(s_n))). In the dot form vectors are taken as they are, w^ = w. The auxiliary
/// that Liu and Yu 2024 name, with gradients into all rows. An example is a question whose four words are all in the
/// vocabulary.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class AnalogyTask<T> : ITask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int QuestionWords = 4;

    private readonly IndexedCorpus _train;
    private readonly AnalogyOptions _options;
    private readonly EmbeddingTable<T> _table;
    private readonly Embedding<T> _embedding;

    /// <summary>Creates the task.</summary>
    /// <exception cref="ArgumentException">There is no question, or the vocabulary has no other words.</exception>
    public AnalogyTask(TaskContext<T> context, AnalogyOptions options)
    {
        Name = context.Name;
        _options = options;
        _train = context.Train;
        _table = context.Table;
        _embedding = context.Table.CreateView();
        ExampleCount = Questions(_train).Count();
        if (ExampleCount == 0)
            throw new ArgumentException($"Task '{Name}' has no question of four words.", nameof(context));
        if (_table.WordCount <= QuestionWords)
            throw new ArgumentException($"Task '{Name}' needs more than {QuestionWords} words in the vocabulary, to draw others than the question's; there are {_table.WordCount}.", nameof(context));
        RowParameters = [_embedding.Parameter];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long ExampleCount { get; }

    /// <inheritdoc/>
    public IReadOnlyList<RowParameter<T>> RowParameters { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DenseParameter<T>> DenseParameters => [];

    /// <inheritdoc/>
    public ITaskWorker<T> CreateWorker(Shard shard) => new Worker(this, _train, shard);

    /// <inheritdoc/>
    /// <remarks>The accuracy of 3CosAdd over the whole vocabulary; the loss is that of training, with words drawn from a fixed seed.</remarks>
    public Measurement Evaluate(IndexedCorpus examples, CancellationToken cancellationToken)
    {
        int[] questions = [.. Questions(examples)];
        if (questions.Length == 0)
            return new Measurement("accuracy", 0, HigherIsBetter: true, 0, 0);
        WordOffset[] offsets = [.. questions.Select(document => OffsetOf(examples.Tokens(document)))];
        int[] answers = OffsetSearch.Solve(UnitVectors(cancellationToken), offsets, threadCount: 1, cancellationToken);
        int right = questions.Zip(answers).Count(pair => examples.Tokens(pair.First)[3] == pair.Second);
        StepReport report = new Worker(this, examples, Shard.Whole(seed: 1), cancellationToken).TrainBatch(default(DiscardUpdate<T>), questions.Length);
        return new Measurement("accuracy", (double)right / questions.Length, HigherIsBetter: true, report.LossSum / report.TermCount, questions.Length);
    }

    private static WordOffset OffsetOf(ReadOnlySpan<int> question) => new(question[0], question[1], question[2]);

    private static IEnumerable<int> Questions(IndexedCorpus corpus) =>
        Enumerable.Range(0, corpus.DocumentCount).Where(document => IsQuestion(corpus, document));

    private static bool IsQuestion(IndexedCorpus corpus, int document) => corpus.Tokens(document).Length == QuestionWords;

    private RowMatrix<float> UnitVectors(CancellationToken cancellationToken)
    {
        RowMatrix<T> vectors = _table.WordVectors();
        var units = new RowMatrix<float>(_table.WordCount, _table.Dimensions);
        for (int word = 0; word < units.RowCount; word++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Span<float> unit = units.Row(word);
            TensorPrimitives.ConvertTruncating<T, float>(vectors.Row(word), unit);
            if (TensorPrimitives.Norm<float>(unit) is float norm and > 0)
                TensorPrimitives.Divide(unit, norm, unit);
        }
        return units;
    }

    private sealed class Worker : ITaskWorker<T>
    {
        private readonly IndexedCorpus _questions;
        private readonly CancellationToken _cancellation; // Of an evaluation, which is one batch; none in training, whose steps are whole.
        private readonly int _wordCount;
        private readonly T _scale;
        private readonly SeededRandom _random;
        private readonly ExampleOrder _documents;
        private readonly WordBlock<T> _block;
        private readonly int[] _words; // a, b, c, d and K others.
        private readonly RowMatrix<T> _query;
        private readonly RowMatrix<T> _dQuery;
        private readonly T[] _dots; // Of q and the candidates: d and the others.
        private readonly T[] _g;

        public Worker(AnalogyTask<T> task, IndexedCorpus questions, Shard shard, CancellationToken cancellationToken = default)
        {
            _questions = questions;
            _cancellation = cancellationToken;
            _wordCount = task._table.WordCount;
            _scale = T.CreateTruncating(task._options.Scale);
            _random = new SeededRandom(shard.Seed, (ulong)shard.Index);
            _documents = ExampleOrder.OfDocuments(questions, document => IsQuestion(questions, document), "questions of four words", shard, _random);
            _words = new int[QuestionWords + task._options.Negatives];
            _block = task._options.Form == AnalogyForm.Cosine
                ? WordBlock<T>.OfUnits(task._embedding, _words.Length)
                : WordBlock<T>.OfVectors(task._embedding, _words.Length);
            _query = new RowMatrix<T>(1, task._embedding.Dimensions);
            _dQuery = new RowMatrix<T>(1, task._embedding.Dimensions);
            _dots = new T[1 + task._options.Negatives];
            _g = new T[_dots.Length];
        }

        public IReadOnlyList<RowMatrix<T>> DenseGradients => [];

        public StepReport TrainBatch<TUpdate>(TUpdate update, int exampleCount)
            where TUpdate : struct, IRowUpdate<T>
        {
            double loss = 0;
            for (int i = 0; i < exampleCount; i++)
            {
                _cancellation.ThrowIfCancellationRequested();
                TakeQuestion();
                _block.Read(_words);
                loss += Forward();
                Backward();
                _block.Apply(update, _words);
            }
            return new StepReport(exampleCount, exampleCount, loss, _block.TakeMultiplyAdds());
        }

        private void TakeQuestion()
        {
            ReadOnlySpan<int> question = _questions.Tokens(_documents.Next());
            question.CopyTo(_words);
            for (int k = QuestionWords; k < _words.Length; k++)
            {
                do
                    _words[k] = _random.NextInt32(_wordCount);
                while (question.Contains(_words[k]));
            }
        }

        /// <summary>Scores the candidates; leaves the gradient of the loss with respect to q . w in <see cref="_g"/>.</summary>
        private double Forward()
        {
            Span<T> q = _query.PaddedRow(0);
            TensorPrimitives.Subtract(_block[1], _block[0], q);
            TensorPrimitives.Add(q, _block[2], q);
            for (int k = 0; k < _dots.Length; k++)
                _dots[k] = _block.Dot(q, k + 3);
            TensorPrimitives.Multiply(_dots, _scale, _g);
            double loss = Logistic.SoftmaxCrossEntropy<T>(_g, label: 0);
            TensorPrimitives.Multiply(_g, _scale, _g);
            return loss;
        }

        private void Backward()
        {
            Span<T> q = _query.PaddedRow(0), dQ = _dQuery.PaddedRow(0);
            dQ.Clear();
            for (int k = 0; k < _g.Length; k++)
            {
                _block.AddTo(dQ, k + 3, _g[k]);
                _block.AddGradient(k + 3, q, _dots[k], _g[k]);
            }
            _block.AddGradient(0, dQ, -T.One);
            _block.AddGradient(1, dQ, T.One);
            _block.AddGradient(2, dQ, T.One);
        }
    }
}
