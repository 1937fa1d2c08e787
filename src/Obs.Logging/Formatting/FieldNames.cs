using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Obs.Logging.Redaction;

namespace Obs.Logging.Formatting;

/// <summary>Turns the names of properties into names of fields, once for each.</summary>
/// <remarks>Logs Insights keeps <c>@</c> for its own fields, and a name of ours must mean the same in every entry.</remarks>
internal sealed class FieldNames(RedactionPolicy redaction)
{
    /// <summary>Names are few; an application that makes them up pays for each, and not in memory.</summary>
    private const int MaxCached = 2_000;

    private const int MaxNameChars = 128;

    // A name is nearly always a literal, the same object each time: found by that, it need not be hashed.
    private const int RecentMask = 255;

    private readonly ConcurrentDictionary<string, FieldName> _names = new(StringComparer.Ordinal);
    private readonly FieldName?[] _recent = new FieldName?[RecentMask + 1];

    public FieldName Get(string? property)
    {
        property ??= "";
        ref FieldName? recent = ref _recent[RuntimeHelpers.GetHashCode(property) & RecentMask];
        if (recent is { } same && ReferenceEquals(same.Property, property))
        {
            return same;
        }

        if (!_names.TryGetValue(property, out FieldName? known))
        {
            string text = Clean(property);
            known = new FieldName(property, text, redaction.ForName(text));
            known = _names.Count < MaxCached ? _names.GetOrAdd(property, known) : known;
        }

        if (ReferenceEquals(known.Property, property))
        {
            recent = known;
        }

        return known;
    }

    /// <summary>The name of a property of an object, inside which nothing of ours has to be made way for.</summary>
    public FieldName GetMember(string property) => new(property, property, redaction.ForName(property));

    private string Clean(string property)
    {
        // The framework's destructuring and stringification marks are not part of a name either.
        string name = property.TrimStart('@', '$', ' ');
        name = redaction.TryMask(name, out string? masked) ? masked : name;
        name = name.Length > MaxNameChars ? name[..MaxNameChars] : name;
        if (name == Fields.FrameworkRequestId)
        {
            return Fields.RequestId;
        }

        return name.Length == 0 || Fields.All.Contains(name) ? name + "_" : name;
    }
}
