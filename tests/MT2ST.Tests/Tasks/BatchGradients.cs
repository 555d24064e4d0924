using System.Numerics;
using MT2ST.Embeddings;
using MT2ST.Optimization;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks;

/// <summary>The report and all gradients of one batch at fixed parameters.</summary>
internal sealed record BatchGradients(StepReport Report, IReadOnlyDictionary<string, double[]> ByParameter)
{
    /// <summary>Runs a batch of a fresh worker.</summary>
    public static BatchGradients Of<T>(ITask<T> task, Shard shard, int exampleCount)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var record = new GradientRecord<T>();
        ITaskWorker<T> worker = task.CreateWorker(shard);
        StepReport report = worker.TrainBatch(new RecordingUpdate<T>(record), exampleCount);
        var gradients = new Dictionary<string, double[]>();
        foreach (RowParameter<T> rows in task.RowParameters)
            gradients.Add(rows.Name, Rows(record, rows));
        for (int i = 0; i < task.DenseParameters.Count; i++)
            gradients.Add(task.DenseParameters[i].Name, ParameterValues.Of(task.DenseParameters[i], worker.DenseGradients[i]));
        return new BatchGradients(report, gradients);
    }

    private static double[] Rows<T>(GradientRecord<T> record, RowParameter<T> parameter)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int dimensions = parameter.Rows.Dimensions;
        var gradient = new double[parameter.Rows.RowCount * dimensions];
        for (int i = 0; i < record.Rows(parameter).Count; i++)
            for (int d = 0; d < dimensions; d++)
                gradient[(record.Rows(parameter)[i] * dimensions) + d] = double.CreateTruncating(record.Gradient(parameter, i)[d]);
        return gradient;
    }
}
