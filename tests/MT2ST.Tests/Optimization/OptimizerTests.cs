using MT2ST.Embeddings;
using MT2ST.Numerics;
using MT2ST.Optimization;

namespace MT2ST.Tests.Optimization;

public sealed class OptimizerTests
{
    private const int Dimensions = 5;

    public static TheoryData<string> RowOptimizers => [.. BuiltInOptimizers<double>.Rows.Names];

    public static TheoryData<string> HeadOptimizers => [.. BuiltInOptimizers<double>.Heads.Names];

    [Theory]
    [MemberData(nameof(RowOptimizers))]
    public void Rows_StepAtHalfWeight_MovesHalfAsFar(string name)
    {
        double[] whole = RowMove(name, weight: 1), half = RowMove(name, weight: 0.5);
        for (int i = 0; i < Dimensions; i++)
        {
            Assert.NotEqual(0, whole[i]);
            Assert.Equal(whole[i] / 2, half[i], 1e-15);
        }
    }

    [Theory]
    [MemberData(nameof(HeadOptimizers))]
    public void Heads_StepAtHalfWeight_MovesHalfAsFar(string name)
    {
        double[] whole = HeadMove(name, weight: 1), half = HeadMove(name, weight: 0.5);
        for (int i = 0; i < Dimensions; i++)
        {
            Assert.NotEqual(0, whole[i]);
            Assert.Equal(whole[i] / 2, half[i], 1e-15);
        }
    }

    [Fact]
    public void AdaGrad_TwoSteps_EqualsHandComputedValue()
    {
        RowParameter<double> parameter = NewRows(out GradientRecord<double> record);
        IRowOptimizer<double> optimizer = BuiltInOptimizers<double>.Rows["adagrad"].Factory();
        optimizer.Apply(record, stepSize: 0.1);
        optimizer.Apply(record, stepSize: 0.1);
        // Gradient 1..5: the mean square is 11, so the steps divide by sqrt(11) and sqrt(22).
        double expected = 10 - (0.1 * 3 / Math.Sqrt(11)) - (0.1 * 3 / Math.Sqrt(22));
        Assert.Equal(expected, parameter.Rows.Row(1)[2], 1e-7);
    }

    // Rows 1 and 3 get multiples of one vector, row 1 two of them; -1 is padding.
    [Fact]
    public void Multiples_EachUpdate_EqualTheirBlockOfGradients()
    {
        var record = new GradientRecord<double>();
        AssertMultiplesAreBlock(new SgdUpdate<double>(0.1));
        AssertMultiplesAreBlock(new AdaGradUpdate<double>(0.1));
        AssertMultiplesAreBlock(new RecordingUpdate<double>(record), parameter => [.. record.Gradient(parameter, 0), .. record.Gradient(parameter, 1)]);
    }

    private static void AssertMultiplesAreBlock<TUpdate>(TUpdate update, Func<RowParameter<double>, double[]>? result = null)
        where TUpdate : struct, IRowUpdate<double>
    {
        result ??= parameter => [.. parameter.Rows.Values, .. parameter.SquaredGradients];
        int[] rows = [1, -1, 3, 1];
        double[] factors = [2, 5, -1, 0.5], direction = [1, -2, 3, 0.25, 4];
        RowParameter<double> byBlock = new("block", new RowMatrix<double>(5, Dimensions), isShared: true), byMultiples = new("multiples", new RowMatrix<double>(5, Dimensions), isShared: true);
        RowMatrix<double> block = new(rows.Length, Dimensions), vector = new(1, Dimensions);
        direction.CopyTo(vector.Row(0));
        for (int i = 0; i < rows.Length; i++)
            for (int p = 0; p < Dimensions; p++)
                block.Row(i)[p] = factors[i] * direction[p];
        update.Apply(byBlock, rows, block.Rows(0, rows.Length));
        update.ApplyMultiples(byMultiples, rows, factors, vector.PaddedRow(0));
        double[] expected = result(byBlock), actual = result(byMultiples);
        Assert.Contains(expected, value => value != 0);
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void Adam_TwoSteps_EqualsHandComputedValue()
    {
        var parameter = new DenseParameter<double>("head", 1, 1);
        var gradient = parameter.LikeValues();
        var adam = new Adam<double>();
        gradient.Row(0)[0] = 2;
        adam.Apply(parameter, gradient, 0.1);
        Assert.Equal(-0.1, parameter.Values.Row(0)[0], 1e-8); // The first step is the step size whatever the gradient.
        gradient.Row(0)[0] = 1;
        adam.Apply(parameter, gradient, 0.1);
        double m = ((0.9 * 0.2) + 0.1) / (1 - 0.81), v = ((0.999 * 0.004) + 0.001) / (1 - (0.999 * 0.999));
        Assert.Equal(-0.1 - (0.1 * m / Math.Sqrt(v)), parameter.Values.Row(0)[0], 1e-8);
    }

    [Fact]
    public void Accumulators_TwoViewsOfTheSameRows_AreSeparate()
    {
        var table = new EmbeddingTable<double>(3, Dimensions, 0.1, new SeededRandom(1));
        Embedding<double> first = table.CreateView(), second = table.CreateView();
        first.Parameter.SquaredGradients[0] = 7;
        Assert.Equal(0, second.Parameter.SquaredGradients[0]);
        Assert.Same(first.Parameter.Rows, second.Parameter.Rows);
    }

    private static double[] RowMove(string name, double weight)
    {
        RowParameter<double> parameter = NewRows(out GradientRecord<double> record);
        BuiltInOptimizers<double>.Rows[name].Factory().Apply(record, stepSize: 0.1 * weight);
        return [.. parameter.Rows.Row(1).ToArray().Select(value => value - 10)];
    }

    private static double[] HeadMove(string name, double weight)
    {
        var parameter = new DenseParameter<double>("head", 1, Dimensions);
        RowMatrix<double> gradient = parameter.LikeValues();
        for (int i = 0; i < Dimensions; i++)
            gradient.Row(0)[i] = i + 1;
        BuiltInOptimizers<double>.Heads[name].Factory().Apply(parameter, gradient, stepSize: 0.1 * weight);
        return parameter.Values.Row(0).ToArray();
    }

    private static RowParameter<double> NewRows(out GradientRecord<double> record)
    {
        var rows = new RowMatrix<double>(2, Dimensions);
        rows.Row(1).Fill(10);
        var parameter = new RowParameter<double>("rows", rows, isShared: true);
        record = new GradientRecord<double>();
        var gradient = new double[rows.Stride];
        for (int i = 0; i < Dimensions; i++)
            gradient[i] = i + 1;
        record.Add(parameter, 1, gradient);
        return parameter;
    }
}
