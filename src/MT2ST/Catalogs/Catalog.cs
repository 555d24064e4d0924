using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace MT2ST.Catalogs;

/// <summary>
/// The known names of one kind of thing, each with its factory and a one-line summary: what help texts, error messages,
/// docs and conformance tests are read from. It never changes, so all threads may read it.
/// </summary>
/// <typeparam name="TFactory">The delegate that makes what an entry names.</typeparam>
public sealed class Catalog<TFactory> : IReadOnlyList<CatalogEntry<TFactory>>
    where TFactory : Delegate
{
    private readonly CatalogEntry<TFactory>[] _entries;
    private readonly Dictionary<string, CatalogEntry<TFactory>> _byName;

    /// <summary>Creates a catalog.</summary>
    /// <param name="kind">What the entries are, such as <c>strategy</c>: the word for it in error messages.</param>
    /// <param name="entries">The entries, in the order in which help texts list them.</param>
    /// <exception cref="ArgumentException">Two entries have the same name.</exception>
    public Catalog(string kind, params IEnumerable<CatalogEntry<TFactory>> entries)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        Kind = kind;
        _entries = [.. entries];
        _byName = new Dictionary<string, CatalogEntry<TFactory>>(StringComparer.Ordinal);
        foreach (CatalogEntry<TFactory> entry in _entries)
        {
            if (!_byName.TryAdd(entry.Name, entry))
                throw new ArgumentException($"The {kind} '{entry.Name}' is in the catalog twice.", nameof(entries));
        }
    }

    /// <summary>What the entries are, such as <c>strategy</c>.</summary>
    public string Kind { get; }

    /// <summary>The entries' names, in the catalog's order.</summary>
    public IEnumerable<string> Names => _entries.Select(entry => entry.Name);

    /// <summary>The number of entries.</summary>
    public int Count => _entries.Length;

    /// <summary>The entry at a place in the catalog's order.</summary>
    /// <param name="index">The place, in [0, <see cref="Count"/>).</param>
    public CatalogEntry<TFactory> this[int index] => _entries[index];

    /// <summary>The entry with this name.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the nearest and all known names.</exception>
    public CatalogEntry<TFactory> this[string name] =>
        TryFind(name, out CatalogEntry<TFactory>? entry) ? entry : throw new ArgumentException(Suggestions.Unknown(Kind, name, Names));

    /// <summary>Looks a name up; capital letters count.</summary>
    /// <returns>Whether the catalog has it.</returns>
    public bool TryFind(string name, [NotNullWhen(true)] out CatalogEntry<TFactory>? entry) => _byName.TryGetValue(name, out entry);

    /// <summary>The entries, in the catalog's order.</summary>
    public IEnumerator<CatalogEntry<TFactory>> GetEnumerator() => ((IEnumerable<CatalogEntry<TFactory>>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
