using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks.References;

/// <summary>Skip-gram, pair by pair, with negatives shared by a window.</summary>
internal sealed class SkipGramReference(TaskFixture fixture, ITask<double> task, Tally tally) : WindowReference(fixture, task, tally)
{
    protected override void Window(double[][] x, double[][] dX, int[] targets)
    {
        double[][] y = Outputs(targets), dY = [.. y.Select(_ => new double[Dimensions])];
        for (int i = 0; i < x.Length; i++)
        {
            for (int k = 0; k < targets.Length; k++)
            {
                double g = Gradient(Tally.Dot(x[i], y[k]), isPositive: k == 0);
                Tally.AddScaled(g, y[k], dX[i]);
                Tally.AddScaled(g, x[i], dY[k]);
            }
            Tally.TermCount++;
        }
        UpdateOutputs(targets, dY);
    }
}
