using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace MT2ST.Catalogs;

/// <summary>
/// The known names of one kind of thing, each with its factory and a one-line summary. Help texts, error messages,
/// docs and conformance tests read it. All threads may read it; later look-ups see an entry that is registered later.
/// </summary>
/// <typeparam name="TFactory">The delegate that makes what an entry names.</typeparam>
public sealed class Catalog<TFactory> : IReadOnlyList<CatalogEntry<TFactory>>
    where TFactory : Delegate
{
    private readonly Lock _gate = new();
    private volatile CatalogEntry<TFactory>[] _entries = []; // Replaced as a whole, never changed.

    /// <summary>Creates a catalog.</summary>
    /// <param name="kind">What the entries are, such as <c>strategy</c>: the word for it in error messages.</param>
    /// <param name="entries">The entries, in the order in which help texts list them.</param>
    /// <exception cref="ArgumentException">Two entries have the same name.</exception>
    public Catalog(string kind, params IEnumerable<CatalogEntry<TFactory>> entries)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        Kind = kind;
        foreach (CatalogEntry<TFactory> entry in entries)
            Register(entry);
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

    /// <summary>Looks a name up, case-sensitively.</summary>
    /// <returns>Whether the catalog has it.</returns>
    public bool TryFind(string name, [NotNullWhen(true)] out CatalogEntry<TFactory>? entry) => (entry = Array.Find(_entries, known => known.Name == name)) is not null;

    /// <summary>Adds an entry, so that run files and flags can name it.</summary>
    /// <returns>Removes the entry again when it is disposed.</returns>
    /// <exception cref="ArgumentException">The catalog has the name already, or it is empty or has a blank, a full stop or a comma.</exception>
    public IDisposable Register(CatalogEntry<TFactory> entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(entry.Factory);
        if (string.IsNullOrEmpty(entry.Name) || entry.Name.Any(letter => char.IsWhiteSpace(letter) || letter is '.' or ','))
            throw new ArgumentException($"The {Kind} '{entry.Name}' needs a name without blanks, full stops and commas, by which settings can name it.", nameof(entry));
        lock (_gate)
        {
            if (TryFind(entry.Name, out _))
                throw new ArgumentException($"The {Kind} '{entry.Name}' is in the catalog twice.", nameof(entry));
            _entries = [.. _entries, entry];
        }
        return new Registration(this, entry);
    }

    /// <summary>The entries, in the catalog's order.</summary>
    public IEnumerator<CatalogEntry<TFactory>> GetEnumerator() => ((IEnumerable<CatalogEntry<TFactory>>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Registration(Catalog<TFactory> catalog, CatalogEntry<TFactory> entry) : IDisposable
    {
        public void Dispose()
        {
            lock (catalog._gate)
                catalog._entries = [.. catalog._entries.Where(known => known != entry)];
        }
    }
}

/// <summary>One name of a <see cref="Catalog{TFactory}"/>.</summary>
/// <typeparam name="TFactory">The delegate that makes what the entry names.</typeparam>
/// <param name="Name">The name that users write, in <c>kebab-case</c>.</param>
/// <param name="Summary">One line for help texts and docs, without a full stop.</param>
/// <param name="Factory">Makes what the entry names.</param>
public sealed record CatalogEntry<TFactory>(string Name, string Summary, TFactory Factory)
    where TFactory : Delegate;
