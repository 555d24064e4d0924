using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks.References;

/// <summary>CBOW: the mean of a window's words against the centre and negatives; each word gets all of the mean's gradient.</summary>
internal sealed class CbowReference(TaskFixture fixture, ITask<double> task, Tally tally) : WindowReference(fixture, task, tally)
{
    protected override void Window(double[][] x, double[][] dX, int[] targets)
    {
        double[][] y = Outputs(targets), dY = [.. y.Select(_ => new double[Dimensions])];
        double share = 1.0 / x.Length;
        double[] h = [.. Enumerable.Range(0, Dimensions).Select(d => Tally.Product(share, x.Sum(row => row[d])))], dH = new double[Dimensions];
        for (int k = 0; k < targets.Length; k++)
        {
            double g = Gradient(Tally.Dot(h, y[k]), isPositive: k == 0);
            Tally.AddScaled(g, y[k], dH);
            Tally.AddScaled(g, h, dY[k]);
        }
        foreach (double[] gradient in dX)
            for (int d = 0; d < Dimensions; d++)
                gradient[d] += dH[d];
        Tally.TermCount++;
        UpdateOutputs(targets, dY);
    }
}
