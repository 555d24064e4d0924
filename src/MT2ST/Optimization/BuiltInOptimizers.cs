using MT2ST.Catalogs;

namespace MT2ST.Optimization;

/// <summary>The optimizers by name.</summary>
/// <typeparam name="T">The number type.</typeparam>
public static class BuiltInOptimizers<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Optimizers of tables; a step touches only a few of their rows.</summary>
    public static Catalog<Func<IRowOptimizer<T>>> Rows { get; } = new(
        "row optimizer",
        new CatalogEntry<Func<IRowOptimizer<T>>>("adagrad", "AdaGrad with one accumulator per row and task", () => new RowOptimizer<T, AdaGradUpdate<T>>(step => new(step))),
        new CatalogEntry<Func<IRowOptimizer<T>>>("sgd", "plain stochastic gradient descent", () => new RowOptimizer<T, SgdUpdate<T>>(step => new(step))));

    /// <summary>Optimizers of heads and encoders; a step changes all of their weights.</summary>
    public static Catalog<Func<IDenseOptimizer<T>>> Heads { get; } = new(
        "head optimizer",
        new CatalogEntry<Func<IDenseOptimizer<T>>>("adam", "Adam with its usual constants", () => new Adam<T>()),
        new CatalogEntry<Func<IDenseOptimizer<T>>>("sgd", "plain stochastic gradient descent", () => new SgdDense<T>()));
}
