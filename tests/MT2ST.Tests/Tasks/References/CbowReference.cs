using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks.References;

/// <summary>CBOW: the sum of a window's m words / sqrt(m) against the centre and negatives.</summary>
internal sealed class CbowReference(TaskFixture fixture, ITask<double> task, Tally tally) : WindowReference(fixture, task, tally)
{
    protected override void Window(double[][] x, double[][] dX, int[] targets)
    {
        double[][] y = Outputs(targets), dY = [.. y.Select(_ => new double[Dimensions])];
        double share = 1 / Math.Sqrt(x.Length);
        double[] sum = [.. Enumerable.Range(0, Dimensions).Select(d => x.Sum(row => row[d]))], dSum = new double[Dimensions];
        for (int k = 0; k < targets.Length; k++)
        {
            double g = Tally.Product(share, Gradient(Tally.Product(share, Tally.Dot(sum, y[k])), isPositive: k == 0));
            Tally.AddScaled(g, y[k], dSum);
            Tally.AddScaled(g, sum, dY[k]);
        }
        foreach (double[] gradient in dX)
            for (int d = 0; d < Dimensions; d++)
                gradient[d] += dSum[d];
        Tally.TermCount++;
        UpdateOutputs(targets, dY);
    }
}
