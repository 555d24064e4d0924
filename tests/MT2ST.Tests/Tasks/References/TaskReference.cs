using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks.References;

/// <summary>A task written once more as plain loops, one scalar at a time: the judge of the fast kernel.</summary>
internal abstract class TaskReference(TaskFixture fixture, ITask<double> task, Tally tally)
{
    private readonly Dictionary<string, double[][]> _dense = [];

    protected TaskFixture Fixture => fixture;

    protected IndexedCorpus Train => fixture.Train;

    protected int Dimensions => fixture.Dimensions;

    protected Tally Tally => tally;

    /// <summary>Runs one batch with the random draws that the task's worker makes.</summary>
    public abstract void Run(int exampleCount, ExampleOrder order, SeededRandom random);

    /// <summary>A word's vector: its row, or with n-grams the sum of its rows by the root of their number.</summary>
    protected double[] Word(int word)
    {
        int[] rows = WordRows(word);
        var sum = new double[Dimensions];
        foreach (int row in rows)
            for (int d = 0; d < Dimensions; d++)
                sum[d] += task.RowParameters[0].Rows.Row(row)[d];
        return [.. sum.Select(value => value / Math.Sqrt(rows.Length))];
    }

    /// <summary>Hands over the gradient of a word's vector; counts its composition, which every task does once for each update.</summary>
    protected void UpdateWord(int word, double[] gradient)
    {
        int[] rows = WordRows(word);
        double[] ofRow = gradient;
        if (rows.Length > 1)
        {
            Array.ForEach(gradient, value => tally.Product(value, 1)); // x = 1 / sqrt(n) * sum.
            ofRow = [.. gradient.Select(value => tally.Product(value, 1 / Math.Sqrt(rows.Length)))];
        }
        foreach (int row in rows)
            tally.Update(EmbeddingTable<double>.ParameterName, row, ofRow);
    }

    /// <summary>A parameter's name within the task.</summary>
    protected virtual string Named(string part) => $"{task.Name}/{part}";

    /// <summary>A row of one of the task's own tables.</summary>
    protected double[] OwnRow(string part, int row) => task.RowParameters.Single(rows => rows.Name == Named(part)).Rows.Row(row).ToArray();

    /// <summary>The values of a dense parameter, <c>[rows][values]</c>, copied once: nothing changes them during a batch.</summary>
    protected double[][] Dense(string part)
    {
        if (_dense.TryGetValue(part, out double[][]? values))
            return values;
        DenseParameter<double> parameter = task.DenseParameters.Single(dense => dense.Name == Named(part));
        int[] columns = ParameterValues.Columns(parameter);
        return _dense[part] = [.. Enumerable.Range(0, parameter.Values.RowCount).Select(row => columns.Select(column => parameter.Values.Row(row)[column]).ToArray())];
    }

    private int[] WordRows(int word) => fixture.Composition?.Rows(word).ToArray() ?? [word];

    protected double[][] DenseGradient(string part) => tally.Gradient(Named(part));

    /// <summary>Softmax regression on x: adds loss and gradients of the head, by a weight, and gives dx.</summary>
    protected double[] SoftmaxHead(double[] x, int label, double probability = 1, double weight = 1)
    {
        double[] logits = Logits(x);
        double sum = logits.Sum(Math.Exp);
        double[] target = [.. logits.Select((_, c) => c == label ? probability : (1 - probability) / (logits.Length - 1))];
        if (label >= 0)
            tally.Loss -= weight * target.Zip(logits, (share, logit) => share * (logit - Math.Log(sum))).Sum();
        return HeadGradients(x, [.. logits.Select((logit, c) => label < 0 ? 0 : weight * ((Math.Exp(logit) / sum) - target[c]))]);
    }

    /// <summary>Logistic regression on x for each label: adds loss and gradients of the head and gives dx.</summary>
    protected double[] SigmoidHead(double[] x, int[] labels)
    {
        double[] p = [.. Logits(x).Select(logit => 1 / (1 + Math.Exp(-logit)))];
        tally.Loss -= p.Select((probability, c) => Math.Log(labels.Contains(c) ? probability : 1 - probability)).Sum();
        return HeadGradients(x, [.. p.Select((probability, c) => probability - (labels.Contains(c) ? 1 : 0))]);
    }

    private double[] Logits(double[] x) => [.. Dense("weights").Select((row, c) => tally.Dot(row, x) + Dense("bias")[0][c])];

    private double[] HeadGradients(double[] x, double[] gradient)
    {
        var dX = new double[x.Length];
        tally.TermCount++;
        for (int c = 0; c < gradient.Length; c++)
        {
            DenseGradient("bias")[0][c] += gradient[c];
            tally.AddScaled(gradient[c], x, DenseGradient("weights")[c]);
            tally.AddScaled(gradient[c], Dense("weights")[c], dX);
        }
        return dX;
    }
}
