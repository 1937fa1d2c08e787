using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Obs.Architecture.Tests.Docs;

/// <summary>Reads the keys that configuration can set off an options class, with their defaults and comments.</summary>
internal static class SettingsReader
{
    public static IEnumerable<Setting> Read(string section, object options)
    {
        foreach (PropertyInfo property in PropertiesOf(options.GetType()))
        {
            string key = $"{section}:{property.Name}";
            object? value = property.GetValue(options);
            if (IsOptions(property.PropertyType))
            {
                foreach (Setting inner in Read(key, value!))
                {
                    yield return inner;
                }
            }
            else if (ItemOf(property.PropertyType) is { } item && IsOptions(item))
            {
                yield return new Setting(key + ":0", "none", XmlComments.Of(property));
                foreach (Setting inner in Read(key + ":0", Activator.CreateInstance(item)!))
                {
                    yield return inner;
                }
            }
            else
            {
                string index = ItemOf(property.PropertyType) is null ? "" : ":0";
                yield return new Setting(key + index, Format(value), XmlComments.Of(property) + Choices(property.PropertyType));
            }
        }
    }

    /// <summary>The class and those nested in it.</summary>
    public static IEnumerable<Type> TypesOf(Type options) =>
        PropertiesOf(options).Select(static property => ItemOf(property.PropertyType) ?? property.PropertyType).Where(IsOptions)
            .SelectMany(TypesOf).Prepend(options);

    private static PropertyInfo[] PropertiesOf(Type options) =>
        [.. options.GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(static property => property.MetadataToken)];

    private static bool IsOptions(Type type) => type.IsClass && type.Namespace?.StartsWith("Obs.", StringComparison.Ordinal) == true;

    private static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IList<>) ? type.GetGenericArguments()[0] : null;

    private static string Choices(Type type) =>
        type.IsEnum ? $" One of {string.Join(", ", Enum.GetNames(type).Select(static name => $"`{name}`"))}." : "";

    private static string Format(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "`true`" : "`false`",
        string { Length: 0 } => "",
        string text => $"`{text}`",
        IEnumerable list => list.Cast<object>().Any() ? string.Join(", ", list.Cast<object>().Select(Format)) : "none",
        _ => $"`{Convert.ToString(value, CultureInfo.InvariantCulture)}`",
    };
}
