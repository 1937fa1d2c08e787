using Obs.Insights;

namespace Obs.Dashboards;

/// <summary>Where a service logs to, and which fields its log lines carry. Immutable.</summary>
public sealed class LogCatalogue
{
    /// <summary>Describes the logs of a service.</summary>
    /// <param name="groups">The log groups.</param>
    /// <param name="fields">The fields, and whether each holds numbers.</param>
    public LogCatalogue(IReadOnlyList<string> groups, IReadOnlyDictionary<string, bool> fields)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(fields);
        Groups = [.. groups.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Fields = new SortedDictionary<string, bool>(fields.ToDictionary(), StringComparer.Ordinal);
    }

    /// <summary>The log groups, sorted.</summary>
    public IReadOnlyList<string> Groups { get; }

    /// <summary>The fields by name, and whether each holds numbers.</summary>
    public IReadOnlyDictionary<string, bool> Fields { get; }

    /// <summary>The fields as the linter of queries takes them.</summary>
    public LogSchema ToSchema()
    {
        var schema = new LogSchema();
        foreach ((string name, bool isNumeric) in Fields)
        {
            schema.Add(name, isNumeric);
        }

        return schema;
    }

    /// <summary>The first of these fields that log lines carry, or null.</summary>
    internal string? FirstOf(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (Fields.ContainsKey(name))
            {
                return name;
            }
        }

        return null;
    }
}
