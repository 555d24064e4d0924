namespace MT2ST.Catalogs;

/// <summary>One name of a <see cref="Catalog{TFactory}"/>.</summary>
/// <typeparam name="TFactory">The delegate that makes what the entry names.</typeparam>
/// <param name="Name">The name that users write, in <c>kebab-case</c>.</param>
/// <param name="Summary">One line for help texts and docs, without a full stop.</param>
/// <param name="Factory">Makes what the entry names.</param>
public sealed record CatalogEntry<TFactory>(string Name, string Summary, TFactory Factory)
    where TFactory : Delegate;
