using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using MT2ST.Corpora;
using MT2ST.Settings;

namespace MT2ST;

/// <summary>Where a task's examples come from: files, read one after the other, or a program's memory.</summary>
/// <remarks>A path converts to it, and <c>["a.txt", "b.txt"]</c> makes one of several files. So do an array and a list of examples; <see cref="FromMemory"/> takes any sequence of them.</remarks>
[CollectionBuilder(typeof(ExampleSource), nameof(FromFiles))]
public sealed class ExampleSource : IEnumerable<string>
{
    private const string MemoryPrefix = "memory:";
    private const int HashLength = 16; // Hexadecimal digits: enough that no two sources of a comparison share a name.

    private ExampleSource(IReadOnlyList<string> paths, IReadOnlyList<TextExample>? examples)
    {
        Paths = paths;
        Examples = examples;
    }

    /// <summary>The files; for examples in memory a name that tells them from others, such as <c>memory:1000-3f2a...</c>.</summary>
    public IReadOnlyList<string> Paths { get => field.Count > 0 || Examples is null ? field : field = [NameOf(Examples)]; private set; }

    /// <summary>The examples in memory; null if they are in files.</summary>
    public IReadOnlyList<TextExample>? Examples { get; }

    /// <summary>How values are read and written: as one path or a list of paths.</summary>
    public static SettingType SettingType { get; } = SettingType.Of<ExampleSource>(
        SettingType.Texts.Expected,
        SettingType.Texts.ValueName,
        node => SettingType.FindTexts(node) is { } paths ? new ExampleSource(paths, null) : null,
        source => SettingType.Texts.Write(source.Paths));

    /// <summary>Examples in files.</summary>
    /// <param name="paths">The paths; <c>-</c> is standard input. Compressed files (<c>.gz</c>) are decompressed.</param>
    public static ExampleSource FromFiles(params ReadOnlySpan<string> paths) => new(paths.ToArray(), null);

    /// <summary>Examples in memory, which are enumerated once, here.</summary>
    /// <param name="examples">The examples, which are copied.</param>
    /// <exception cref="InvalidDataException">An example, one of its lists or an entry in them is null or empty; the message gives its number.</exception>
    public static ExampleSource FromMemory(IEnumerable<TextExample> examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        return new ExampleSource([], [.. examples.Select(Copy)]);
    }

    /// <summary>The examples of one file.</summary>
    /// <param name="path">The path.</param>
    [return: NotNullIfNotNull(nameof(path))]
    public static implicit operator ExampleSource?(string? path) => path is null ? null : new([path], null);

    /// <summary>Examples in memory.</summary>
    /// <param name="examples">The examples.</param>
    [return: NotNullIfNotNull(nameof(examples))]
    public static implicit operator ExampleSource?(TextExample[]? examples) => examples is null ? null : FromMemory(examples);

    /// <summary>Examples in memory.</summary>
    /// <param name="examples">The examples.</param>
    [return: NotNullIfNotNull(nameof(examples))]
    public static implicit operator ExampleSource?(List<TextExample>? examples) => examples is null ? null : FromMemory(examples);

    /// <summary>The paths, one after the other.</summary>
    public IEnumerator<string> GetEnumerator() => Paths.GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The paths with commas between them.</summary>
    public override string ToString() => string.Join(", ", Paths);

    /// <summary>Whether there is nothing to read.</summary>
    internal bool IsEmpty => Examples is { Count: 0 } || Paths.Count == 0 || Paths.Any(string.IsNullOrWhiteSpace);

    /// <summary>Whether a path stands for examples that another process held in memory.</summary>
    internal static bool IsMemoryName(string path) => path.StartsWith(MemoryPrefix, StringComparison.Ordinal) && !File.Exists(path);

    /// <summary>The source with other paths; examples in memory stay as they are.</summary>
    internal ExampleSource WithPaths(Func<string, string> change) => Examples is null ? new([.. Paths.Select(change)], null) : this;

    // What the caller does to its lists later changes nothing here.
    private static TextExample Copy(TextExample example, int index)
    {
        string at = string.Create(CultureInfo.InvariantCulture, $"{MemoryReader.Place}:{index + 1}");
        if (example?.Text is null || example.Texts is null || example.Texts.Contains(null!) || example.Words is null || example.Tags is null || example.Labels is null)
            throw new InvalidDataException($"{at}: found null, expected an example whose text and lists are not null.");
        TextExample copy = example with { Texts = [.. example.Texts], Words = [.. example.Words], Tags = [.. example.Tags], Labels = [.. example.Labels] };
        return copy.Words.Concat(copy.Tags).Concat(copy.Labels).Any(string.IsNullOrEmpty)
            ? throw new InvalidDataException($"{at}: found an empty word, tag or label.")
            : copy;
    }

    // By the content, so that two runs have the same settings exactly where they read the same.
    private static string NameOf(IReadOnlyList<TextExample> examples)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (TextExample example in examples)
            foreach (IReadOnlyList<string> texts in (IReadOnlyList<string>[])[[example.Text, .. example.Texts], example.Words, example.Tags, example.Labels, .. example is { Weight: 1, Probability: 1 } ? (string[][])[] : [Trust(example)]])
                hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{texts.Count} {string.Concat(texts.Select(text => $"{text.Length} {text}"))}"))); // Lengths in front, so that no two lists read the same.
        return string.Create(CultureInfo.InvariantCulture, $"{MemoryPrefix}{examples.Count}-{Convert.ToHexStringLower(hash.GetHashAndReset())[..HashLength]}");

        static string[] Trust(TextExample example) => [.. new[] { example.Weight, example.Probability }.Select(number => number.ToString("R", CultureInfo.InvariantCulture))];
    }
}
