using System.Text.Json;
using System.Text.Json.Serialization;

namespace MT2ST.Runs;

/// <summary>Reads and writes an enumeration by its names in camelCase; numbers are refused.</summary>
/// <typeparam name="TEnum">The enumeration.</typeparam>
internal sealed class CamelCaseEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;
