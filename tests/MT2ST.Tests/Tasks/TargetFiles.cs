using System.Numerics.Tensors;
using MT2ST.Formats;
using MT2ST.Indexing;
using MT2ST.Numerics;

namespace MT2ST.Tests.Tasks;

/// <summary>Files of target vectors, as <c>mt2st teach</c> writes them.</summary>
internal static class TargetFiles
{
    private static readonly TemporaryFolder Folder = new();

    /// <summary>A file with a random vector of length 1 for each text of a corpus.</summary>
    /// <param name="dimensions">K.</param>
    /// <param name="corpus">Texts with keys.</param>
    public static string Of(int dimensions, IndexedCorpus corpus)
    {
        var random = new SeededRandom(seed: 5);
        ulong[] keys = [.. Enumerable.Range(0, corpus.DocumentCount).Select(corpus.TextKey)];
        float[][] vectors = [.. keys.Select(_ => Enumerable.Range(0, dimensions).Select(_ => (random.NextInt32(2001) - 1000) / 1000f).ToArray())];
        foreach (float[] vector in vectors)
            TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        return Write(Folder.Path($"{Guid.NewGuid():N}.safetensors"), keys, vectors);
    }

    /// <summary>Writes a file.</summary>
    public static string Write(string path, ulong[] keys, float[][] vectors, string model = "teacher", string pooling = "mean")
    {
        new Safetensors(
            [
                new NamedTensor(TeacherVectors.VectorsName, [vectors.Length, vectors[0].Length], [.. vectors.SelectMany(vector => vector)]),
                NamedTensor.OfLongIntegers(TeacherVectors.KeysName, [keys.Length], [.. keys.Select(key => (long)key)]),
            ],
            new Dictionary<string, string> { ["model"] = model, ["pooling"] = pooling }).Write(path);
        return path;
    }
}
