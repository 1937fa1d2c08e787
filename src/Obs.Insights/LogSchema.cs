using System.Text.Json;
using Obs.Insights.Sources;

namespace Obs.Insights;

/// <summary>The fields that log lines are known to carry, and which of them hold numbers. Not safe for use by several threads while it
/// changes.</summary>
public sealed class LogSchema
{
    private readonly Dictionary<string, bool> _numeric = new(StringComparer.Ordinal);

    /// <summary>The names of all known fields.</summary>
    public IReadOnlyCollection<string> Fields => _numeric.Keys;

    /// <summary>Learns the fields of a sample of a log.</summary>
    /// <param name="source">The log.</param>
    /// <param name="maxEvents">Events to look at, at least 1.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<LogSchema> SampleAsync(LogSource source, int maxEvents, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxEvents, 1);
        var schema = new LogSchema();
        LogReader reader = source.Open();
        await using (reader.ConfigureAwait(false))
        {
            var batch = new LogBatch();
            int seen = 0;
            while (seen < maxEvents && await reader.ReadAsync(batch, cancellationToken).ConfigureAwait(false))
            {
                foreach (ReadOnlyMemory<byte> text in EventTexts.Of(batch).Take(maxEvents - seen))
                {
                    schema.Learn(text);
                    seen++;
                }

                batch.Clear();
            }
        }

        return schema;
    }

    /// <summary>Adds a field. One that holds numbers in some lines and text in others counts as numeric.</summary>
    /// <param name="name">The field, members separated by dots.</param>
    /// <param name="isNumeric">Whether it holds numbers.</param>
    public void Add(string name, bool isNumeric)
    {
        ArgumentNullException.ThrowIfNull(name);
        _numeric[name] = isNumeric || _numeric.GetValueOrDefault(name);
    }

    /// <summary>Adds the fields that every service which logs with this family of packages may write: those of each entry, of exceptions
    /// and of the access log.</summary>
    public void AddServiceFields()
    {
        foreach ((string name, bool isNumeric) in Scanning.ServiceFields.All)
        {
            Add(name, isNumeric);
        }
    }

    /// <summary>Whether a field is known.</summary>
    /// <param name="name">The field.</param>
    public bool Contains(string name) => _numeric.ContainsKey(name);

    /// <summary>Whether a field is known and holds text only.</summary>
    /// <param name="name">The field.</param>
    public bool IsText(string name) => _numeric.TryGetValue(name, out bool isNumeric) && !isNumeric;

    private void Learn(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            Learn("", document.RootElement);
        }
        catch (JsonException)
        {
            // Not JSON: no fields.
        }
    }

    private void Learn(string path, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    string name = path.Length == 0 && member.Name.StartsWith('@') ? "@" + member.Name : member.Name;
                    Learn(path.Length == 0 ? name : $"{path}.{name}", member.Value);
                }

                break;
            case JsonValueKind.Array:
                int index = 0;
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Learn($"{path}.{index++}", item);
                }

                break;
            case JsonValueKind.String:
                Add(path, Values.FieldValue.OfJson(element).TryGetNumber(out _));
                break;
            case JsonValueKind.Null:
                break;
            default:
                Add(path, isNumeric: true);
                break;
        }
    }
}
