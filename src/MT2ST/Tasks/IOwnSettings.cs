using System.Text.Json.Serialization.Metadata;

namespace MT2ST.Tasks;

/// <summary>A task's or a strategy's own settings as a run holds them; the owner reads them into its options record.</summary>
public interface IOwnSettings
{
    /// <summary>The encoders that the run declares for its tasks to share.</summary>
    IReadOnlyList<TokenEncoderOptions> Encoders => [];

    /// <summary>Reads all own settings strictly; what is not set keeps the record's default.</summary>
    /// <exception cref="ArgumentException">A setting is unknown or of the wrong kind; the message names it and its owner.</exception>
    TOptions Read<TOptions>(JsonTypeInfo<TOptions> type)
        where TOptions : class, new();
}
