using System.Text.Json.Serialization.Metadata;

namespace MT2ST.Tasks;

/// <summary>No settings: every option has its default.</summary>
public sealed class DefaultOwnSettings : IOwnSettings
{
    /// <inheritdoc/>
    public TOptions Read<TOptions>(JsonTypeInfo<TOptions> type)
        where TOptions : class, new() => new();
}
