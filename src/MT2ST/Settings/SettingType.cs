using System.Text.Json.Nodes;
using MT2ST.Catalogs;

namespace MT2ST.Settings;

/// <summary>How the values of a setting are read from JSON and written to it.</summary>
public abstract class SettingType
{
    /// <summary>What a value must be, as messages say it, such as <c>a whole number</c>.</summary>
    public abstract string Expected { get; }

    /// <summary>The placeholder for a value in help texts, such as <c>NUMBER</c>.</summary>
    public abstract string ValueName { get; }

    /// <summary>Whether a value has settings of its own and so cannot be a single flag.</summary>
    public virtual bool IsNested => false;

    /// <summary>Whether a value is a list of plain values, which a flag may give one by one.</summary>
    public virtual bool IsList => this == Texts;

    /// <summary>Reads a value.</summary>
    /// <exception cref="SettingException">It is of another kind.</exception>
    internal abstract object Read(JsonNode node, string path);

    /// <summary>Reads a value within a list or a map, where null is not allowed unless any value is.</summary>
    private object ReadWithin(JsonNode? node, string path) =>
        node is not null ? Read(node, path) : this == Json ? JsonElement.Parse("null") : throw Wrong(node, path);

    /// <summary>Writes a value.</summary>
    internal abstract JsonNode? Write(object value);

    /// <summary>Checks the settings within a value.</summary>
    /// <exception cref="SettingException">A setting in it is not allowed.</exception>
    internal virtual void Check(object value, string path)
    {
    }

    /// <summary>The error of a value of another kind.</summary>
    internal SettingException Wrong(JsonNode? node, string path) => new(path, $"{path} is {node?.ToJsonString() ?? "null"}; expected {Expected}.");

    /// <summary>True or false.</summary>
    public static SettingType Boolean { get; } = Of<bool>("true or false", "true|false", node => node.GetValueKind() switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null });

    /// <summary>A text; a number is taken as it is written, since <c>--set primary.column=3</c> cannot tell a column's number from its name.</summary>
    public static SettingType Text { get; } = Of<string>("a text", "TEXT", AsText);

    /// <summary>A list of texts, or one text for a list of one.</summary>
    public static SettingType Texts { get; } = Of<IReadOnlyList<string>>(
        "a text or a list of texts",
        "TEXT",
        FindTexts,
        texts => texts.Count == 1 ? texts[0] : new JsonArray([.. texts.Select(text => JsonValue.Create(text))]));

    /// <summary>Anything, as it is written.</summary>
    public static SettingType Json { get; } = Of<JsonElement>("a value", "JSON", node => JsonElement.Parse(node.ToJsonString()), element => JsonNode.Parse(element.GetRawText()));

    /// <summary>A number.</summary>
    public static SettingType Number<T>()
        where T : struct, INumber<T> => NumberType<T>.Instance;

    /// <summary>One of an enumeration's names, in camelCase.</summary>
    public static SettingType Enumeration<T>()
        where T : struct, Enum => EnumerationType<T>.Instance;

    /// <summary>A list.</summary>
    public static SettingType ListOf<T>(SettingType element) => new ListType<T>(element);

    /// <summary>Values by name.</summary>
    public static SettingType MapOf<T>(SettingType element) => new MapType<T>(element);

    /// <summary>Options of one type.</summary>
    public static SettingType Options(Func<OptionsRecord> create) => new OptionsType(null, create);

    /// <summary>Options whose type a key among them chooses.</summary>
    internal static SettingType Chosen(OptionsChoice choice) => new OptionsType(choice, null);

    /// <summary>A type of value of its own.</summary>
    /// <param name="expected">What a value must be, as messages say it.</param>
    /// <param name="valueName">The placeholder for a value in help texts.</param>
    /// <param name="read">Reads a value; null if the node is none.</param>
    /// <param name="write">Writes a value; null for as JSON writes the type.</param>
    public static SettingType Of<T>(string expected, string valueName, Func<JsonNode, T?> read, Func<T, JsonNode?>? write = null)
        where T : class => new SimpleType<T>(expected, valueName, node => read(node), value => write is null ? JsonValue.Create(value as string) : write(value));

    /// <summary>A type of value of its own.</summary>
    /// <param name="expected">What a value must be, as messages say it.</param>
    /// <param name="valueName">The placeholder for a value in help texts.</param>
    /// <param name="read">Reads a value; null if the node is none.</param>
    /// <param name="write">Writes a value.</param>
    public static SettingType Of<T>(string expected, string valueName, Func<JsonNode, T?> read, Func<T, JsonNode?>? write = null)
        where T : struct => new SimpleType<T>(expected, valueName, node => read(node), value => write is null ? Primitive(value) : write(value));

    /// <summary>The texts of a list, or of one text; null if the node is something else.</summary>
    internal static IReadOnlyList<string>? FindTexts(JsonNode node) => node switch
    {
        JsonArray list => list.Select(text => text is null ? null : AsText(text)).OfType<string>().ToArray() is var texts && texts.Length == list.Count ? texts : null,
        _ => AsText(node) is { } text ? [text] : null,
    };

    internal static bool IsText(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String;

    /// <summary>A number as it is written; null if the node is none. One that people type but JSON does not know, such as <c>.1</c>, comes as a text.</summary>
    internal static string? NumberText(JsonNode node) =>
        node.GetValueKind() == JsonValueKind.Number ? node.ToJsonString() : IsText(node) && node.GetValue<string>() is var text && IsTypedNumber(text) ? text : null;

    // ".5", "-.5", "5.", "+5", "05": what JSON knows is a number there already, and a text in quotes is none.
    private static bool IsTypedNumber(string text)
    {
        const NumberStyles Typed = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        string digits = text.TrimStart('+', '-');
        bool isUnknownToJson = text.StartsWith('+') || digits.StartsWith('.') || digits.EndsWith('.') || digits.Contains(".e", StringComparison.OrdinalIgnoreCase) || (digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit(digits[1]));
        return isUnknownToJson && double.TryParse(text, Typed, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value);
    }

    private static string? AsText(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.Number => node.ToJsonString(),
        _ => null,
    };

    // By text, since a node that was made of one number type does not read as another.
    private static JsonNode? Primitive<T>(T value) => JsonNode.Parse(Convert.ToString(value, CultureInfo.InvariantCulture)!.ToLowerInvariant());

    private static string CamelCase(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private sealed class SimpleType<T>(string expected, string valueName, Func<JsonNode, object?> read, Func<T, JsonNode?> write) : SettingType
    {
        public override string Expected => expected;

        public override string ValueName => valueName;

        internal override object Read(JsonNode node, string path) => read(node) ?? throw Wrong(node, path);

        internal override JsonNode? Write(object value) => write((T)value);
    }

    private static class NumberType<T>
        where T : struct, INumber<T>
    {
        private static readonly bool IsWhole = T.IsInteger(T.One / (T.One + T.One)); // 1 / 2 is 0 in whole numbers.
        private static readonly bool HasSign = IsWhole && typeof(T) != typeof(ulong);

        public static readonly SettingType Instance = Of<T>(
            !IsWhole ? "a number" : HasSign ? "a whole number" : "a whole number, at least 0",
            HasSign ? "COUNT" : "NUMBER",
            node => NumberText(node) is { } text && T.TryParse(text, IsWhole ? NumberStyles.AllowLeadingSign : NumberStyles.Float, CultureInfo.InvariantCulture, out T value) ? value : null,
            value => JsonNode.Parse(value.ToString(null, CultureInfo.InvariantCulture)));
    }

    private static class EnumerationType<T>
        where T : struct, Enum
    {
        private static readonly string[] Names = [.. Enum.GetNames<T>().Select(CamelCase)];

        public static readonly SettingType Instance = Of<T>(
            $"one of {string.Join(", ", Names)}",
            string.Join('|', Names),
            node => IsText(node) && Array.IndexOf(Names, node.GetValue<string>()) is >= 0 and int place ? Enum.GetValues<T>()[place] : null,
            value => CamelCase(value.ToString()));
    }

    private sealed class ListType<T>(SettingType element) : SettingType
    {
        public override string Expected => "a list";

        public override string ValueName => "LIST";

        public override bool IsList => !element.IsNested;

        public override bool IsNested => element.IsNested;

        internal override object Read(JsonNode node, string path)
        {
            JsonArray list = node as JsonArray ?? throw Wrong(node, path);
            return (T[])[.. list.Select((value, index) => (T)element.ReadWithin(value, SettingPath.Join(path, SettingPath.ElementName(value, index))))];
        }

        internal override JsonNode Write(object value) => new JsonArray([.. ((IReadOnlyList<T>)value).Select(item => element.Write(item!))]);

        internal override void Check(object value, string path)
        {
            IReadOnlyList<T> list = (IReadOnlyList<T>)value;
            for (int i = 0; i < list.Count; i++)
                if (list[i] is null)
                    throw element.Wrong(null, SettingPath.Join(path, SettingPath.IndexName(i)));
            for (int i = 0; i < list.Count; i++)
                element.Check(list[i]!, SettingPath.Join(path, (list[i] as OptionsRecord)?.ElementName ?? SettingPath.IndexName(i)));
        }
    }

    private sealed class MapType<T>(SettingType element) : SettingType
    {
        public override string Expected => "an object";

        public override string ValueName => "JSON";

        public override bool IsNested => true;

        internal override object Read(JsonNode node, string path)
        {
            JsonObject entries = node as JsonObject ?? throw Wrong(node, path);
            Dictionary<string, T> map = new(StringComparer.Ordinal);
            foreach ((string name, JsonNode? value) in entries)
                map[name] = (T)element.ReadWithin(value, SettingPath.Join(path, name));
            return map;
        }

        internal override JsonNode Write(object value)
        {
            JsonObject entries = [];
            foreach ((string name, T item) in (IReadOnlyDictionary<string, T>)value)
                entries[name] = element.Write(item!);
            return entries;
        }
    }

    private sealed class OptionsType(OptionsChoice? choice, Func<OptionsRecord>? create) : SettingType
    {
        public override string Expected => "an object";

        public override string ValueName => "JSON";

        public override bool IsNested => true;

        internal override object Read(JsonNode node, string path)
        {
            JsonObject settings = node as JsonObject ?? throw Wrong(node, path);
            return (choice is null ? create!() : Choose(choice, settings[choice.Key], SettingPath.Join(path, choice.Key))).Read(settings, path, choice);
        }

        internal override JsonNode Write(object value) => ((OptionsRecord)value).Write(choice);

        internal override void Check(object value, string path) => ((OptionsRecord)value).Validate(path);

        private static OptionsRecord Choose(OptionsChoice choice, JsonNode? given, string path)
        {
            if (given is not null && !IsText(given))
                throw Text.Wrong(given, path);
            string name = given?.GetValue<string>() ?? choice.Default
                ?? throw new SettingException(path, $"{path} is missing; name the {choice.Kind}, such as \"{choice.Key}\": \"{choice.Names().First()}\".");
            return choice.Find(name) ?? throw new SettingException(path, RetiredSettings.FindName(choice.Kind, name) ?? Suggestions.Unknown(choice.Kind, name, choice.Names()));
        }
    }
}
