using System.Text.Json.Serialization.Metadata;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks;

/// <summary>Settings that are an options record already.</summary>
internal sealed class FixtureSettings(object options) : IOwnSettings
{
    public TOptions Read<TOptions>(JsonTypeInfo<TOptions> type)
        where TOptions : class, new() =>
        options as TOptions ?? throw new ArgumentException($"The fixture has {options.GetType().Name}, the task asked for {typeof(TOptions).Name}.");
}
