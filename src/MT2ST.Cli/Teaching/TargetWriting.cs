using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using MT2ST.Cli.Commands;
using MT2ST.Corpora;
using MT2ST.Files;
using MT2ST.Formats;

namespace MT2ST.Cli.Teaching;

/// <summary>Makes the file of target vectors, block by block, so that it can be stopped and go on.</summary>
/// <param name="texts">The texts.</param>
/// <param name="teacher">Who gives them vectors.</param>
/// <param name="output">The file.</param>
internal sealed class TargetWriting(TaughtTexts texts, ITextTeacher teacher, string output)
{
    /// <summary>The tensor of the vectors, <c>[texts, dimensions]</c>.</summary>
    public const string TargetsName = "targets";

    /// <summary>The tensor of the keys, <c>[texts]</c>: the bits of <see cref="TextKey"/>.</summary>
    public const string KeysName = "keys";

    internal const int BlockTexts = 512; // Some seconds of work at most are lost when it is killed.

    private readonly Dictionary<string, string> _metadata = new(teacher.Description)
    {
        ["textsSha256"] = texts.Fingerprint(),
        ["texts"] = texts.Texts.Count.ToString(CultureInfo.InvariantCulture),
        ["dimensions"] = teacher.Dimensions.ToString(CultureInfo.InvariantCulture),
        ["mt2st"] = typeof(ITextTeacher).Assembly.GetName().Version!.ToString(3),
    };

    /// <summary>Everything that decides the file, by name.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>What an interrupted work leaves beside the file.</summary>
    public string PartsPath => output + ".part";

    /// <summary>Whether the file is there already, of the same texts and teacher.</summary>
    public bool IsUpToDate() => MetadataOf(output) is { } found && found.Count == _metadata.Count && _metadata.All(pair => found.TryGetValue(pair.Key, out string? value) && value == pair.Value);

    /// <summary>Encodes what is not encoded yet and writes the file.</summary>
    /// <param name="progress">Shows how far it is.</param>
    /// <param name="cancellationToken">Stops it; what is encoded stays for the next time.</param>
    /// <returns>The CPU time in seconds.</returns>
    public double Run(StatusLine progress, CancellationToken cancellationToken)
    {
        if ((long)texts.Texts.Count * teacher.Dimensions > Array.MaxLength)
            throw new InvalidDataException($"{texts.Texts.Count} texts of {teacher.Dimensions} dimensions are more than fit into one file ({Array.MaxLength} values). Make several files of targets; training reads them together.");
        var vectors = new float[texts.Texts.Count * teacher.Dimensions];
        string identity = string.Join('\n', _metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
        double cpuSeconds;
        using (TargetParts parts = TargetParts.Open(PartsPath, identity, vectors, BlockTexts * teacher.Dimensions))
        {
            try
            {
                Encode(parts, progress, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                progress.WriteLine($"{PartsPath}: keeps what is done. Run the same command again to go on.");
                throw;
            }
            cpuSeconds = parts.CpuSeconds;
        }
        long[] keys = MemoryMarshal.Cast<ulong, long>(CollectionsMarshal.AsSpan(texts.Keys)).ToArray();
        new Safetensors([NamedTensor.OfLongIntegers(KeysName, [keys.Length], keys), new NamedTensor(TargetsName, [keys.Length, teacher.Dimensions], vectors)], _metadata).Write(output);
        File.Delete(PartsPath);
        return cpuSeconds;
    }

    private void Encode(TargetParts parts, StatusLine progress, CancellationToken cancellationToken)
    {
        int[] ends = [.. texts.Texts.Chunk(BlockTexts).Select(block => block.Sum(text => text.Length))];
        long total = ends.Sum(length => (long)length), done = ends.Take(parts.BlockCount).Sum(length => (long)length), before = done;
        if (parts.BlockCount > 0)
            progress.WriteLine($"{PartsPath}: goes on behind the first {Math.Min(texts.Texts.Count, parts.BlockCount * BlockTexts)} of {texts.Texts.Count} texts.");
        long start = Stopwatch.GetTimestamp();
        foreach (string[] block in texts.Texts.Chunk(BlockTexts).Skip(parts.BlockCount))
        {
            double cpu = CpuSeconds();
            teacher.Encode(block, parts.Block(parts.BlockCount), cancellationToken);
            done += ends[parts.BlockCount];
            parts.Append(CpuSeconds() - cpu);
            double left = Stopwatch.GetElapsedTime(start).TotalSeconds * (total - done) / (done - before);
            progress.Update($"{StatusLine.Bar((double)done / total)} of {texts.Texts.Count} texts, {StatusLine.Duration(left)} left");
        }
    }

    private static double CpuSeconds() => Environment.CpuUsage.TotalTime.TotalSeconds;

    /// <summary>The metadata of a file in the layout of safetensors; null if it is none.</summary>
    public static IReadOnlyDictionary<string, string>? MetadataOf(string path)
    {
        if (!File.Exists(path) || !Safetensors.IsSafetensors(path))
            return null;
        try
        {
            return Safetensors.Read(path).Metadata;
        }
        catch (InvalidDataException)
        {
            return null; // Of another program: not ours to judge.
        }
    }
}
