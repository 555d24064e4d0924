using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MT2ST.Generators;

/// <summary>Lists the settings of every partial record that derives from <c>OptionsRecord</c>: one for each public property that can be initialised.</summary>
/// <remarks>
/// The name is the property's in camelCase, the summary the first sentence of its documentation, the default what the property
/// is initialised with; attributes give ranges and choices. So a property is declared once, and no reflection is needed to read it.
/// </remarks>
[Generator]
public sealed class SettingsGenerator : IIncrementalGenerator
{
    private const string Base = "MT2ST.Settings.OptionsRecord";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<(string Name, string Source)> records = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is RecordDeclarationSyntax { BaseList: not null } record && record.Modifiers.Any(SyntaxKind.PartialKeyword),
                static (found, cancellationToken) => found.SemanticModel.GetDeclaredSymbol((RecordDeclarationSyntax)found.Node, cancellationToken) is { } type && IsOptions(type) ? (type.ToDisplayString(), Source(type)) : default)
            .Where(static record => record.Item2 is not null);
        context.RegisterSourceOutput(records, static (output, record) => output.AddSource($"{record.Name}.Settings.g.cs", record.Source));
    }

    private static bool IsOptions(INamedTypeSymbol type) => type.BaseType is { } parent && (parent.ToDisplayString() == Base || IsOptions(parent));

    private static string Source(INamedTypeSymbol type)
    {
        bool isFirst = type.BaseType!.ToDisplayString() == Base;
        string name = FullName(type);
        StringBuilder source = new();
        source.AppendLine("#nullable enable");
        if (!type.ContainingNamespace.IsGlobalNamespace)
            source.AppendLine($"namespace {type.ContainingNamespace.ToDisplayString()};\n");
        source.AppendLine($"partial record {type.Name}");
        source.AppendLine("{");
        source.AppendLine("    /// <summary>The settings that these options have.</summary>");
        source.AppendLine($"    public static {(isFirst ? "" : "new ")}global::System.Collections.Generic.IReadOnlyList<global::MT2ST.Settings.Setting> Settings {{ get; }} =");
        source.AppendLine("    [");
        if (!isFirst)
            source.AppendLine($"        .. {FullName(type.BaseType)}.Settings,");
        foreach (IPropertySymbol property in type.GetMembers().OfType<IPropertySymbol>().Where(IsSetting))
            source.AppendLine($"        {Setting(property, name)},");
        source.AppendLine("    ];");
        if (!type.IsAbstract)
        {
            source.AppendLine();
            source.AppendLine("    /// <inheritdoc/>");
            source.AppendLine("    public override global::System.Collections.Generic.IReadOnlyList<global::MT2ST.Settings.Setting> ListSettings() => Settings;");
        }
        source.AppendLine("}");
        return source.ToString();
    }

    private static bool IsSetting(IPropertySymbol property) =>
        property is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsIndexer: false, SetMethod.IsInitOnly: true };

    private static string Setting(IPropertySymbol property, string owner)
    {
        bool isNullable = property.NullableAnnotation == NullableAnnotation.Annotated;
        StringBuilder setting = new();
        setting.Append($"new() {{ Name = \"{CamelCase(property.Name)}\", Summary = {Literal(Documentation.FirstSentence(property))}, Type = {TypeOf(property.Type)}");
        if (isNullable)
            setting.Append(", IsNullable = true");
        foreach (AttributeData attribute in property.GetAttributes())
            setting.Append(Extra(attribute));
        string type = property.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + (isNullable && property.Type.IsReferenceType ? "?" : "");
        setting.Append($", Get = options => (({owner})options).{property.Name}, With = (options, value) => (({owner})options) with {{ {property.Name} = ({type})value{(isNullable ? "" : "!")} }} }}");
        return setting.ToString();
    }

    private static string Extra(AttributeData attribute)
    {
        ImmutableArray<TypedConstant> arguments = attribute.ConstructorArguments;
        return attribute.AttributeClass?.ToDisplayString() switch
        {
            "MT2ST.Settings.WithinAttribute" => $", Range = {Literal((string)arguments[0].Value!)}",
            "MT2ST.Settings.OneOfAttribute" => $", Choices = () => {FullName((INamedTypeSymbol)arguments[0].Value!)}.{arguments[1].Value}",
            "MT2ST.Settings.FlagAttribute" => $", Flag = {Literal((string)arguments[0].Value!)}, ValueName = {Literal((string)arguments[1].Value!)}",
            "MT2ST.Settings.InputFileAttribute" => ", IsInputFile = true",
            "MT2ST.Settings.ForAuxiliariesAttribute" => ", IsForAuxiliaries = true",
            _ => "",
        };
    }

    // The value that describes how a property's type is read and written; a type of its own says so by a static property SettingType.
    private static string TypeOf(ITypeSymbol type)
    {
        const string Types = "global::MT2ST.Settings.SettingType";
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return TypeOf(nullable.TypeArguments[0]);
        string name = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        if (type.SpecialType == SpecialType.System_Boolean)
            return $"{Types}.Boolean";
        if (type.SpecialType == SpecialType.System_String)
            return $"{Types}.Text";
        if (type.TypeKind == TypeKind.Enum)
            return $"{Types}.Enumeration<{name}>()";
        if (type.GetMembers("SettingType").Any(member => member.IsStatic))
            return $"{name}.SettingType";
        if (type is INamedTypeSymbol named && IsOptions(named))
            return $"{Types}.Options(() => new {name}())";
        if (type is INamedTypeSymbol { Name: "IReadOnlyList" } list)
            return list.TypeArguments[0].SpecialType == SpecialType.System_String ? $"{Types}.Texts" : $"{Types}.ListOf<{FullName(list.TypeArguments[0])}>({TypeOf(list.TypeArguments[0])})";
        if (type is INamedTypeSymbol { Name: "IReadOnlyDictionary" } map)
            return $"{Types}.MapOf<{FullName(map.TypeArguments[1])}>({TypeOf(map.TypeArguments[1])})";
        return type.Name == "JsonElement" ? $"{Types}.Json" : $"{Types}.Number<{name}>()";
    }

    private static string FullName(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
