using System.Text.Json.Nodes;
using MT2ST.Settings;

namespace MT2ST;

/// <summary>Seeds, given as a count (<c>5</c>) or one by one (<c>[1, 7, 9]</c>).</summary>
public sealed record SeedChoice
{
    private const int MostSeeds = 10_000;

    /// <summary>How values are read and written.</summary>
    public static SettingType SettingType { get; } = SettingType.Of<SeedChoice>(
        "a count or a list of seeds, whole numbers at least 0",
        "COUNT|LIST",
        node => node switch
        {
            JsonArray list when list.All(IsSeed) => new SeedChoice { Values = [.. list.Select(seed => Seed(seed!))] },
            _ when node.GetValueKind() == JsonValueKind.Number && int.TryParse(node.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int count) => new SeedChoice { Count = count },
            _ => null,
        },
        choice => choice.Values is { } values ? new JsonArray([.. values.Select(seed => JsonValue.Create(seed))]) : JsonValue.Create(choice.Count ?? 0));

    /// <summary>That many seeds, counted up from the run's.</summary>
    public static implicit operator SeedChoice(int count) => new() { Count = count };

    /// <summary>How many seeds, counted up from a first one; null if <see cref="Values"/> names them.</summary>
    public int? Count { get; init; }

    /// <summary>The seeds; null if <see cref="Count"/> says how many.</summary>
    public IReadOnlyList<ulong>? Values { get; init; }

    /// <summary>The seeds: those named, or <paramref name="first"/>, <paramref name="first"/> + 1, ...</summary>
    /// <param name="first">The first seed of a count.</param>
    public IReadOnlyList<ulong> From(ulong first) =>
        Values ?? [.. Enumerable.Range(0, Count ?? 0).Select(i => first + (ulong)i)];

    /// <summary>Checks that there is at least one seed and that none is there twice.</summary>
    /// <param name="path">The setting's path, for the message.</param>
    /// <exception cref="SettingException">There is no seed, or one is there twice.</exception>
    internal void Check(string path)
    {
        if (Values is null && Count is < 1 or > MostSeeds)
            throw new SettingException(path, $"{path} is {Count}; it must be in [1, {MostSeeds}].");
        if (Values?.Count == 0)
            throw new SettingException(path, $"{path} is an empty list; it must have at least 1 seed.");
        if (Values?.Distinct().Count() < Values?.Count)
            throw new SettingException(path, $"{path} is [{string.Join(", ", Values!)}]; its seeds must be different.");
    }

    private static bool IsSeed(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number && ulong.TryParse(node.ToJsonString(), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static ulong Seed(JsonNode node) => ulong.Parse(node.ToJsonString(), NumberStyles.None, CultureInfo.InvariantCulture);
}
