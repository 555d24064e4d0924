using System.Text.Json.Serialization;

namespace MT2ST.Runs;

/// <summary>Seeds, given as a count (<c>5</c>) or one by one (<c>[1, 7, 9]</c>).</summary>
[JsonConverter(typeof(SeedChoiceConverter))]
public sealed record SeedChoice
{
    /// <summary>How many seeds, counted up from a first one; null where <see cref="Values"/> names them.</summary>
    public int? Count { get; init; }

    /// <summary>The seeds; null where <see cref="Count"/> says how many.</summary>
    public IReadOnlyList<ulong>? Values { get; init; }

    /// <summary>The seeds: those named, or <paramref name="first"/>, <paramref name="first"/> + 1, ...</summary>
    /// <param name="first">The first seed of a count.</param>
    public IReadOnlyList<ulong> From(ulong first) =>
        Values ?? [.. Enumerable.Range(0, Count ?? 0).Select(i => first + (ulong)i)];

    /// <summary>Checks that there is at least one seed and that none is there twice.</summary>
    /// <param name="path">The setting's path, for the message.</param>
    /// <exception cref="SettingException">There is no seed, or one is there twice.</exception>
    public void Validate(string path)
    {
        if (Values is null)
            SettingRange.AtLeast(path, Count, 1);
        else if (Values.Count == 0)
            throw new SettingException(path, $"{path} is an empty list; it must have at least 1 seed.");
        else if (Values.Distinct().Count() < Values.Count)
            throw new SettingException(path, $"{path} is [{string.Join(", ", Values)}]; its seeds must be different.");
    }
}
