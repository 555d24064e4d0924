using System.Reflection;
using System.Text;

namespace MT2ST.Tests.Architecture;

/// <summary>Lists what an assembly shows to others, a line a member.</summary>
internal static class PublicApi
{
    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    /// <summary>The types by namespace and name, and below each its members.</summary>
    public static string List(Assembly assembly)
    {
        StringBuilder text = new();
        foreach (IGrouping<string?, Type> types in assembly.GetExportedTypes().GroupBy(type => type.Namespace).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append(text.Length > 0 ? "\n" : "").Append(System.Globalization.CultureInfo.InvariantCulture, $"# {types.Key} ({types.Count()} types)\n");
            foreach (Type type in types.OrderBy(Name, StringComparer.Ordinal))
            {
                text.Append('\n').Append(Kind(type)).Append(' ').Append(Name(type)).Append(Bases(type)).Append('\n');
                foreach (string member in Members(type).Order(StringComparer.Ordinal).Distinct())
                    text.Append("    ").Append(member).Append('\n');
            }
        }
        return text.ToString();
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
        { IsSealed: false } => "open class",
        _ => "class",
    };

    private static string Bases(Type type)
    {
        if (type.IsEnum || type.IsValueType)
            return "";
        string[] bases = [.. (type.BaseType is { } parent && parent != typeof(object) ? [parent] : Array.Empty<Type>()).Concat(Own(type)).Select(Name)];
        return bases.Length > 0 ? $" : {string.Join(", ", bases)}" : "";
    }

    private static IEnumerable<Type> Own(Type type) =>
        type.GetInterfaces().Where(one => one.IsPublic && one.Name != "IEquatable`1" && type.BaseType?.GetInterfaces().Contains(one) != true && one.Namespace != "System.Collections").OrderBy(Name, StringComparer.Ordinal);

    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (MemberInfo member in type.GetMembers(All))
        {
            string? line = member switch
            {
                ConstructorInfo made when IsShown(made) && !IsCopy(made) => $"{Name(type)}({Parameters(made)})",
                MethodInfo { IsSpecialName: true, IsPublic: true } operation when operation.Name.StartsWith("op_", StringComparison.Ordinal) && operation.Name is not ("op_Equality" or "op_Inequality") => $"{operation.Name} {Name(operation.ReturnType)}({Parameters(operation)})",
                EventInfo raised => $"event {Name(raised.EventHandlerType!)} {raised.Name}",
                MethodInfo { IsSpecialName: false } method when IsShown(method) && !IsOfRecords(method) => $"{Modifiers(method)}{Returned(method)} {method.Name}{Generic(method)}({Parameters(method)})",
                PropertyInfo property when IsShown(property.GetMethod ?? property.SetMethod!) && property.Name != "EqualityContract" => $"{Modifiers((property.GetMethod ?? property.SetMethod)!)}{Name(property.PropertyType)}{Mark(Nullability.Create(property))} {(property.GetIndexParameters().Length > 0 ? $"this[{string.Join(", ", property.GetIndexParameters().Select(Parameter))}]" : property.Name)} {{{Accessors(property)} }}",
                FieldInfo field when field.IsPublic && !field.IsSpecialName => type.IsEnum ? field.Name : $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}",
                _ => null,
            };
            if (line is not null)
                yield return line;
        }
    }

    private static bool IsShown(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsCopy(ConstructorInfo made) => made.GetParameters() is [var only] && only.ParameterType == made.DeclaringType;

    // What the compiler gives every record.
    private static bool IsOfRecords(MethodInfo method) => method.Name is "PrintMembers" or "<Clone>$" or "GetHashCode" or "Equals" or "Deconstruct"
        || (method.Name == "ToString" && method.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)));

    private static string Modifiers(MethodInfo method)
    {
        string reach = method.IsPublic ? "" : "protected ";
        if (method.DeclaringType!.IsInterface)
            return reach + (method.IsAbstract ? "" : "virtual ");
        string kind = method.IsStatic ? "static " : method.IsAbstract ? "abstract " : method.GetBaseDefinition() != method ? "override " : method is { IsVirtual: true, IsFinal: false } && !method.DeclaringType.IsSealed ? "virtual " : "";
        return reach + kind;
    }

    private static string Accessors(PropertyInfo property)
    {
        string set = property.SetMethod is { } setter && IsShown(setter)
            ? setter.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit") ? " init;" : " set;"
            : "";
        return $"{(property.GetMethod is { } getter && IsShown(getter) ? " get;" : "")}{set}";
    }

    private static string Returned(MethodInfo method) => method.ReturnType == typeof(void) ? "void" : Name(method.ReturnType) + Mark(Nullability.Create(method.ReturnParameter));

    private static string Generic(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter) =>
        $"{(parameter.IsOut ? "out " : "")}{Name(parameter.ParameterType)}{Mark(Nullability.Create(parameter))} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Default(parameter)}" : "")}";

    private static string Default(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        IFormattable value => value.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        var value => value.ToString()!,
    };

    private static string Mark(NullabilityInfo info) => info is { ReadState: NullabilityState.Nullable, Type.IsValueType: false } ? "?" : "";

    private static string Name(Type type)
    {
        if (Keywords.TryGetValue(type, out string? keyword))
            return keyword;
        if (type.IsByRef)
            return Name(type.GetElementType()!);
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Name(value) + "?";
        string name = type.IsGenericParameter || type.DeclaringType is null ? type.Name : $"{Name(type.DeclaringType)}.{type.Name}";
        return type.IsGenericType ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}
