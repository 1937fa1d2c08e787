using System.Collections.Concurrent;

namespace Obs.Logging.Formatting;

/// <summary>Turns the names of properties into names of fields, once for each.</summary>
/// <remarks>Logs Insights keeps <c>@</c> for its own fields, and a name of ours must mean the same in every entry.</remarks>
internal sealed class FieldNames(IEnumerable<string> redactedNames)
{
    /// <summary>Names are few; an application that makes them up pays for each, and not in memory.</summary>
    private const int MaxCached = 2_000;

    private const int MaxNameChars = 128;

    private static readonly string[] SecretEndings =
    [
        "password", "passwd", "pwd", "passphrase", "secret", "secretkey", "secretaccesskey", "token", "authorization", "apikey",
        "privatekey", "accesskey", "credential", "credentials", "connectionstring", "cookie",
    ];

    private static readonly string[] HarmlessEndings = ["cancellationtoken"];

    private readonly ConcurrentDictionary<string, FieldName> _names = new(StringComparer.Ordinal);
    private readonly string[] _secretEndings = [.. SecretEndings, .. redactedNames.Select(Plain)];

    public FieldName Get(string? property)
    {
        property ??= "";
        if (_names.TryGetValue(property, out FieldName? known))
        {
            return known;
        }

        string text = Clean(property);
        var name = new FieldName(text, IsSecret(text));
        return _names.Count < MaxCached ? _names.GetOrAdd(property, name) : name;
    }

    private static string Clean(string property)
    {
        // The framework's destructuring and stringification marks are not part of a name either.
        string name = property.TrimStart('@', '$', ' ');
        name = name.Length > MaxNameChars ? name[..MaxNameChars] : name;
        return name.Length == 0 || Fields.All.Contains(name) ? name + "_" : name;
    }

    private static string Plain(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);

    private bool IsSecret(string name)
    {
        string plain = Plain(name);
        return _secretEndings.Any(ending => plain.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            && !HarmlessEndings.Any(ending => plain.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }
}
