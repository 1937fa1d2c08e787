using System.Globalization;
using System.Reflection;
using System.Text;

namespace Obs.TestSupport;

/// <summary>Everything a user of an assembly can name, one member a line, in a stable order: what a release has to keep.</summary>
public static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(static type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(Name(type)).Append(Constraints(type)).Append(Bases(type)).Append('\n');
            foreach (string member in type.GetMembers(Declared).Select(Describe).OfType<string>().Distinct().Order(StringComparer.Ordinal))
            {
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
        { IsSealed: true } => typeof(Delegate).IsAssignableFrom(type) ? "delegate" : "sealed class",
        { IsAbstract: true } => "abstract class",
        _ => "class",
    };

    private static string Bases(Type type)
    {
        IEnumerable<Type> bases = type.IsEnum ? [Enum.GetUnderlyingType(type)] : type.GetInterfaces();
        if (type is { IsClass: true, BaseType: { } parent } && parent != typeof(object) && parent != typeof(MulticastDelegate))
        {
            bases = bases.Prepend(parent);
        }

        string list = string.Join(", ", bases.Where(static b => b.IsVisible).Select(Name).Order(StringComparer.Ordinal));
        return list.Length == 0 ? "" : " : " + list;
    }

    private static string Constraints(Type type) => type.IsGenericTypeDefinition ? Constraints(type.GetGenericArguments()) : "";

    private static string Constraints(Type[] arguments)
    {
        var text = new StringBuilder();
        foreach (Type argument in arguments.Where(static a => a.IsGenericParameter))
        {
            List<string> rules = [.. argument.GetGenericParameterConstraints().Where(static c => c != typeof(ValueType)).Select(Name)];
            GenericParameterAttributes flags = argument.GenericParameterAttributes;
            if (flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
            {
                rules.Insert(0, "struct");
            }
            else if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            {
                rules.Insert(0, "class");
            }

            if (rules.Count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $" where {argument.Name} : {string.Join(", ", rules)}");
            }
        }

        return text.ToString();
    }

    private static string? Describe(MemberInfo member) => member switch
    {
        FieldInfo { IsSpecialName: false } field when IsVisible(field) =>
            $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}"
            + $"{Annotated(Nullability.Create(field))} {field.Name}"
            + (field.IsLiteral ? $" = {Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}" : ""),
        PropertyInfo property when property.GetAccessors(nonPublic: true).Any(IsVisible) =>
            $"{Modifiers(property.GetAccessors(nonPublic: true).First(IsVisible))}{Annotated(Nullability.Create(property))} "
            + $"{property.Name}{Indexer(property)} {{{Accessor(property.GetMethod, " get;")}{Accessor(property.SetMethod, Setter(property))} }}",
        EventInfo @event when @event.AddMethod is { } add && IsVisible(add) =>
            $"{Modifiers(add)}event {Name(@event.EventHandlerType!)} {@event.Name}",
        ConstructorInfo { IsStatic: false } constructor when IsVisible(constructor) =>
            $"{Access(constructor)}.ctor({Parameters(constructor)})",
        MethodInfo method when IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) =>
            $"{Modifiers(method)}{Annotated(Nullability.Create(method.ReturnParameter))} {method.Name}{Generic(method)}({Parameters(method)})"
            + (method.IsGenericMethodDefinition ? Constraints(method.GetGenericArguments()) : ""),
        _ => null,
    };

    private static bool IsVisible(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    private static bool IsVisible(MethodBase method) =>
        method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && method.DeclaringType is { IsSealed: false });

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Modifiers(MethodInfo method) =>
        Access(method)
        + (method.IsStatic ? "static "
            : method.DeclaringType is { IsInterface: true } ? ""
            : method.IsAbstract ? "abstract "
            : method.GetBaseDefinition() != method ? "override "
            : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "");

    private static string Accessor(MethodInfo? accessor, string text) => accessor is not null && IsVisible(accessor) ? text : "";

    private static string Setter(PropertyInfo property) =>
        property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers()
            .Any(static m => m.FullName == "System.Runtime.CompilerServices.IsExternalInit") == true ? " init;" : " set;";

    private static string Indexer(PropertyInfo property)
    {
        ParameterInfo[] parameters = property.GetIndexParameters();
        return parameters.Length == 0 ? "" : $"[{string.Join(", ", parameters.Select(Describe))}]";
    }

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Describe));

    private static string Describe(ParameterInfo parameter)
    {
        string passed = parameter.IsOut ? "out "
            : parameter.ParameterType.IsByRef ? parameter.IsIn ? "in " : "ref "
            : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        string value = parameter.HasDefaultValue ? Convert.ToString(parameter.DefaultValue, CultureInfo.InvariantCulture) ?? "" : "";
        string fallback = !parameter.HasDefaultValue ? "" : value.Length == 0 ? " = default" : $" = {value}";
        return $"{passed}{Annotated(Nullability.Create(parameter))} {parameter.Name}{fallback}";
    }

    private static string Annotated(NullabilityInfo info)
    {
        Type type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        string name = type.IsArray && info.ElementType is { } element ? Annotated(element) + "[]" : Name(type, info.GenericTypeArguments);
        bool marked = !type.IsValueType && info.ReadState == NullabilityState.Nullable && !name.EndsWith('?');
        return marked ? name + "?" : name;
    }

    private static string Name(Type type) => Name(type, []);

    private static string Name(Type type, NullabilityInfo[] arguments)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Name(underlying) + "?";
        }

        string prefix = type.IsNested ? Name(type.DeclaringType!) + "." : Prefix(type.Namespace);
        string name = type.Name.Split('`')[0];
        if (!type.IsGenericType)
        {
            return prefix + (Keyword(type) ?? name);
        }

        Type[] all = type.GetGenericArguments();
        IEnumerable<string> named = arguments.Length == all.Length ? arguments.Select(Annotated) : all.Select(Name);
        return $"{prefix}{name}<{string.Join(", ", named)}>";
    }

    private static string Prefix(string? space) => space is null || space == "System" ? "" : space + ".";

    private static string? Keyword(Type type) => type.FullName switch
    {
        "System.Void" => "void",
        "System.Object" => "object",
        "System.String" => "string",
        "System.Boolean" => "bool",
        "System.Byte" => "byte",
        "System.Int32" => "int",
        "System.Int64" => "long",
        "System.Double" => "double",
        _ => null,
    };
}
