using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using MT2ST.Tasks;

namespace MT2ST.Benchmarks.Tasks;

/// <summary>A task's default settings with all that leaves out words or features at random switched off, as the references have it.</summary>
internal sealed class UndroppedSettings : IOwnSettings
{
    private static readonly string[] Dropping = ["subsample", "dropout", "unknownDropout"];

    /// <summary>The options that were read.</summary>
    public object Options { get; private set; } = new();

    /// <inheritdoc/>
    public TOptions Read<TOptions>(JsonTypeInfo<TOptions> type)
        where TOptions : class, new()
    {
        JsonObject settings = JsonSerializer.SerializeToNode(new TOptions(), type)!.AsObject();
        foreach (string name in Dropping.Where(settings.ContainsKey))
            settings[name] = 0;
        TOptions options = settings.Deserialize(type)!;
        Options = options;
        return options;
    }
}
