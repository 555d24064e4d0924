using MT2ST.Catalogs;

namespace MT2ST.Settings;

/// <summary>One setting: the source of its flag, its key in a run file, its help line, its checks and their messages.</summary>
/// <remarks>Made from a property of an options record at build time; see <see cref="OptionsRecord"/>.</remarks>
public sealed record Setting
{
    private const string NullStart = "; null for ";

    /// <summary>The key in a run file, in camelCase.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence for help texts, without a full stop.</summary>
    public required string Summary { get; init; }

    /// <summary>The summary without what null stands for.</summary>
    public string Meaning => Summary.Split(NullStart)[0];

    /// <summary>The meaning of null, which the summary gives after "; null for"; null if it gives none.</summary>
    public string? NullMeaning => Summary.Split(NullStart) is [_, { } meaning, ..] ? meaning : null;

    /// <summary>How values are read and written.</summary>
    public required SettingType Type { get; init; }

    /// <summary>Whether the value may be null, which means a default that is decided elsewhere.</summary>
    public bool IsNullable { get; init; }

    /// <summary>The allowed numbers in mathematical notation, such as <c>[1, 100]</c> or <c>(0, inf)</c>; null if all are.</summary>
    public string? Range { get; init => Interval = (field = value) is null ? null : Interval.Parse(value!); }

    /// <summary>The allowed numbers; null if all are.</summary>
    internal Interval? Interval { get; private init; }

    /// <summary>The allowed numbers as messages say it, such as <c>in [1, 100]</c> or <c>greater than 0</c>; null if all are.</summary>
    public string? RangeText => Interval?.ToString();

    /// <summary>The allowed names; null if any text is.</summary>
    public Func<IEnumerable<string>>? Choices { get; init; }

    /// <summary>The name of the flag without dashes if it differs from the setting's; null for the setting's name, empty for no flag.</summary>
    public string? Flag { get; init; }

    /// <summary>What stands for a value in help texts where it is not that of the type; null or empty for that.</summary>
    public string? ValueName { get; init; }

    /// <summary>Whether values are paths of files that are read: in a run file they are relative to it.</summary>
    public bool IsInputFile { get; init; }

    /// <summary>Whether the setting only has an effect on auxiliary tasks.</summary>
    public bool IsForAuxiliaries { get; init; }

    /// <summary>Reads the value of an options record.</summary>
    public required Func<OptionsRecord, object?> Get { get; init; }

    /// <summary>Copies an options record with another value.</summary>
    public required Func<OptionsRecord, object?, OptionsRecord> With { get; init; }

    /// <summary>A value as help texts show it; null for null, false and empty values.</summary>
    /// <param name="options">The options that have the value, such as those of all defaults.</param>
    public string? DefaultText(OptionsRecord options) => Get(options) switch
    {
        null or false or "" => null,
        var value => Type.Write(value)?.ToJsonString().Trim('"') is { } text and not "[]" ? text : null,
    };

    /// <summary>Checks a value's range and choices, and the values within it.</summary>
    /// <exception cref="SettingException">The value is not allowed; the message names the setting, the value and what is allowed.</exception>
    internal void Check(object value, string path)
    {
        if (Interval is { } range)
            foreach (object number in value as System.Collections.IEnumerable ?? new[] { value })
                if (!range.Contains(Convert.ToDouble(number, CultureInfo.InvariantCulture)))
                    throw new SettingException(path, string.Create(CultureInfo.InvariantCulture, $"{path} is {number}; it must be {range}{(number is double.PositiveInfinity && range.HasNoGreatest ? ", and finite" : "")}."));
        if (IsInputFile && (value is "" || (value is IEnumerable<string> files && files.Contains(""))))
            throw new SettingException(path, $"{path} is empty; name a file.");
        if (value is Enum && !Enum.IsDefined(value.GetType(), value))
            throw new SettingException(path, $"{path} is {value}; it must be {Type.Expected}.");
        if ((value as IEnumerable<string> ?? (value is string text ? [text] : [])).Any(text => text?.Contains('\0') != false || !IsUnicode(text)))
            throw new SettingException(path, $"{path} has a null, a zero byte or half of a character in it; expected text.");
        if (Choices is not null && value is string name && !Choices().Contains(name))
            throw new SettingException(path, $"{path}: {Suggestions.Unknown(Name, name, Choices())}");
        Type.Check(value, path);
    }

    private static bool IsUnicode(string text)
    {
        for (int i = 0; i < text.Length; i++)
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i])))
                return false;
        return true;
    }
}

/// <summary>The numbers that a setting may have.</summary>
/// <param name="interval">In mathematical notation, such as <c>[1, 100]</c>, <c>(0, 1)</c> or <c>(0, inf)</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WithinAttribute(string interval) : Attribute
{
    /// <summary>The interval as it is written.</summary>
    public string Interval => interval;
}

/// <summary>The names that a setting may have: a static property of a type, by default <c>Names</c>.</summary>
/// <param name="type">The type, such as a catalog.</param>
/// <param name="property">The property, or the way to it, such as <c>All.Names</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(Type type, string property = "Names") : Attribute
{
    /// <summary>The type.</summary>
    public Type Type => type;

    /// <summary>The property's name.</summary>
    public string Property => property;
}

/// <summary>The flag of a setting, if it has another name than the setting.</summary>
/// <param name="name">The name without dashes, such as <c>tag-output</c>; empty for no flag.</param>
/// <param name="valueName">What stands for a value in help texts, such as <c>FOLDER</c>; empty for that of its type.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FlagAttribute(string name, string valueName = "") : Attribute
{
    /// <summary>What stands for a value in help texts.</summary>
    public string ValueName => valueName;

    /// <summary>The name.</summary>
    public string Name => name;
}

/// <summary>Says that a setting names files to read, which a run file names relative to itself.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InputFileAttribute : Attribute;

/// <summary>Says that a setting only has an effect on auxiliary tasks.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ForAuxiliariesAttribute : Attribute;
