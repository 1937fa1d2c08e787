using System.Collections;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Obs.Cli.Doctor;

/// <summary>Finds keys that no setting has the name of. The binder passes over them, which is how a typing error stays unseen for
/// months.</summary>
internal static class UnknownKeys
{
    /// <summary>Those below a section that <paramref name="options"/> is bound from.</summary>
    public static IEnumerable<string> Below(IConfigurationSection section, Type options) =>
        section.GetChildren().SelectMany(child => At(child, options));

    /// <summary>The key itself, when <paramref name="options"/> has no such property, or those below it.</summary>
    public static IEnumerable<string> At(IConfigurationSection key, Type options)
    {
        PropertyInfo? property = options.GetProperty(key.Key, BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase);
        return property is null ? [$"{key.Path} is no setting."]
            : IsOptions(property.PropertyType) ? Below(key, property.PropertyType)
            : Element(property.PropertyType) is { } element && IsOptions(element)
                ? key.GetChildren().SelectMany(item => Below(item, element))
            : [];
    }

    private static bool IsOptions(Type type) =>
        type.IsClass
            && type != typeof(string)
            && type.Namespace?.StartsWith("Obs.", StringComparison.Ordinal) == true
            && !typeof(IEnumerable).IsAssignableFrom(type);

    private static Type? Element(Type type) =>
        type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) ? type.GetGenericArguments()[^1] : null;
}
