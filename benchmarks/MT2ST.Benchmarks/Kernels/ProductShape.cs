namespace MT2ST.Benchmarks.Kernels;

/// <summary>The shape of a product X Wᵀ: X <c>[m, k]</c>, W <c>[n, k]</c>.</summary>
/// <param name="Name">Where the shape comes from.</param>
/// <param name="M">m, rows of X.</param>
/// <param name="N">n, rows of W.</param>
/// <param name="K">k, length of a row.</param>
public sealed record ProductShape(string Name, int M, int N, int K) : IMeasuredWork
{
    /// <summary>Skip-gram's windows, heads of few and of many classes, the hidden layer of a tagger and a convolution.</summary>
    public static IEnumerable<ProductShape> All { get; } =
    [
        new("window", 6, 6, 112),
        new("window", 10, 6, 112),
        new("lexicon", 1, 49, 112),
        new("head", 32, 20, 192),
        new("tagger", 20, 256, 560),
        new("cnn", 18, 64, 336),
    ];

    /// <inheritdoc/>
    public double Amount => 2.0 * M * N * K;

    /// <inheritdoc/>
    public string Unit => "FLOP";

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {M}x{N}x{K}";
}
