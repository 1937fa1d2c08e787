namespace Obs.Tracing;

/// <summary>What was found out about where this process runs: an origin, the log group its output goes to, and parts of the <c>aws</c>
/// block.</summary>
/// <remarks>Not thread-safe while it is filled; read-only afterwards.</remarks>
internal sealed class AwsResource
{
    private const int MaxValue = 512; // ARNs; everything else is far shorter.

    private readonly List<(string Block, string Key, string Text, long? Number)> _fields = [];

    /// <summary>The most specific of what the process runs on: that which was found first.</summary>
    public string? Origin { get; private set; }

    public string? AccountId { get; set; }

    /// <summary>The region; segments have no place for it.</summary>
    public string? Region { get; set; }

    /// <summary>What else is known and has no place in segments, by the names of OpenTelemetry's conventions.</summary>
    public Dictionary<string, object> Attributes { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<(string Block, string Key, string Text, long? Number)> Fields => _fields;

    public List<LogGroupReference> LogGroups { get; } = [];

    public bool IsEmpty => Origin is null && _fields.Count == 0;

    public void Claim(string origin) => Origin ??= origin;

    /// <summary>Adds a field of a block, if its value is known.</summary>
    public void Add(string block, string key, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _fields.Add((block, key, value, null));
        }
    }

    /// <summary>Adds a field that is a number.</summary>
    public void Add(string block, string key, long value) => _fields.Add((block, key, "", value));

    public void Write(JsonBuffer json)
    {
        if (AccountId is not null)
        {
            json.Name("account_id"u8);
            json.Value(AccountId, MaxValue);
        }

        foreach (
            IGrouping<string, (string Block, string Key, string Text, long? Number)> block in _fields.GroupBy(static field => field.Block))
        {
            json.Name(block.Key);
            json.StartObject();
            foreach ((_, string key, string text, long? number) in block)
            {
                json.Name(key);
                if (number is { } value)
                {
                    json.Value(value);
                }
                else
                {
                    json.Value(text, MaxValue);
                }
            }

            json.EndObject();
        }
    }
}
