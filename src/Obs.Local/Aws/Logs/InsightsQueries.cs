using System.Globalization;
using System.Text.Json;
using Obs.Insights;
using Obs.Local.Logs;

namespace Obs.Local.Aws.Logs;

/// <summary>Insights queries: started, asked for and stopped.</summary>
internal sealed class InsightsQueries(QueryJobs jobs, LogQueries logs)
{
    private const int MaxGroups = 50;
    private const int MaxFields = 1_000;

    private static readonly string[] Statuses = ["Scheduled", "Running", "Complete", "Failed", "Cancelled", "Timeout", "Unknown"];

    private static readonly string[] Groupings = ["logGroupName", "logGroupNames", "logGroupIdentifiers"];

    private static readonly string[] SystemFields = ["@ingestionTime", "@log", "@logStream", "@message", "@timestamp"];

    public Task<WireNode> StartAsync(WireNode input, CancellationToken cancellationToken)
    {
        if ((input.Text("queryLanguage") ?? "CWLI") != "CWLI")
        {
            throw AwsException.LogsParameter($"The local backend runs queryLanguage CWLI; found {input.Text("queryLanguage")}.");
        }

        (IReadOnlyList<string> sources, string text) = InsightsText.TakeSources(
            input.Text("queryString") ?? throw AwsException.LogsParameter("queryString is required."));
        InsightsQuery query = InsightsText.Parse(text);
        (DateTimeOffset from, DateTimeOffset through) = (Seconds(input, "startTime"), Seconds(input, "endTime"));
        if (from > through)
        {
            throw AwsException.LogsParameter("startTime must not be later than endTime.");
        }

        QueryJob job = jobs.Start(
            query,
            Groups(input, sources),
            from,
            through,
            PageLimit.Read(input, "limit", 100_000, otherwise: 10_000));
        return Task.FromResult(WireNode.Of(("queryId", job.Id)));
    }

    public Task<WireNode> ResultsAsync(WireNode input, CancellationToken cancellationToken)
    {
        QueryJob job = Existing(input);
        InsightsStatistics? statistics = job.Statistics;
        return Task.FromResult(WireNode.Of(
            ("queryLanguage", "CWLI"),
            ("results", WireNode.List((job.Result?.Rows ?? []).Select(static row => WireNode.List(
                row.Fields.Select(static field => WireNode.Of(("field", field.Field), ("value", field.Value))))))),
            ("statistics", WireNode.Of(
                ("recordsMatched", (double)(statistics?.RecordsMatched ?? 0)),
                ("recordsScanned", (double)(statistics?.RecordsScanned ?? 0)),
                ("estimatedRecordsSkipped", 0.0), ("bytesScanned", (double)(statistics?.BytesScanned ?? 0)), ("estimatedBytesSkipped", 0.0),
                ("logGroupsScanned", (double)job.Groups.Count))),
            ("status", job.Status.ToString())));
    }

    public Task<WireNode> StopAsync(WireNode input, CancellationToken cancellationToken)
    {
        QueryJob job = Existing(input);
        return job.TryCancel() ? Task.FromResult(WireNode.Of(("success", true)))
            : throw AwsException.LogsParameter($"Query with id {job.Id} is not running; its status is {job.Status}.");
    }

    public Task<WireNode> DescribeAsync(WireNode input, CancellationToken cancellationToken)
    {
        string? group = input.Text("logGroupName");
        string? status = input.Text("status");
        int limit = PageLimit.Read(input, "maxResults", 1_000);
        if (status is not null && !Statuses.Contains(status))
        {
            throw AwsException.LogsParameter(
                $"Value '{status}' at 'status' failed to satisfy constraint: Member must satisfy enum value set: [{string.Join(", ", Statuses)}]");
        }

        return Task.FromResult(WireNode.Of(("queries", WireNode.List(jobs.All()
            .Where(job => (group is null || job.Groups.Contains(group)) && (status is null || job.Status.ToString() == status))
            .Take(limit)
            .Select(static job => WireNode.Of(
                ("queryLanguage", "CWLI"), ("queryId", job.Id), ("queryString", job.Query.Text.Trim()), ("status", job.Status.ToString()),
                ("createTime", job.Created.ToUnixTimeMilliseconds()), ("logGroupName", job.Groups[0])))))));
    }

    /// <summary>One event by the <c>@ptr</c> of a result, with its members one by one.</summary>
    public Task<WireNode> RecordAsync(WireNode input, CancellationToken cancellationToken)
    {
        LogEventRow? entry = EventPointer.TryParse(input.Text("logRecordPointer"), out long row) ? logs.Event(row) : null;
        if (entry is null)
        {
            throw AwsException.LogsParameter("logRecordPointer is not one that a query gave, or the event is no longer stored.");
        }

        List<KeyValuePair<string, WireNode>> fields =
        [
            KeyValuePair.Create("@message", (WireNode)entry.Message),
            KeyValuePair.Create("@timestamp", (WireNode)entry.Time.ToString(CultureInfo.InvariantCulture)),
            KeyValuePair.Create("@ingestionTime", (WireNode)entry.Received.ToString(CultureInfo.InvariantCulture)),
            KeyValuePair.Create("@logStream", (WireNode)entry.Stream),
            KeyValuePair.Create("@log", (WireNode)$"{AwsArn.Account}:{entry.Group}"),
            .. Members(entry.Message),
        ];
        return Task.FromResult(WireNode.Of(("logRecord", WireNode.Map(fields))));
    }

    /// <summary>What share of the newest events has which field.</summary>
    public Task<WireNode> FieldsAsync(WireNode input, CancellationToken cancellationToken)
    {
        string group = LogNames.Group(input);
        if (!logs.HasGroup(group))
        {
            throw AwsException.LogsNotFound("group");
        }

        List<LogEventRow> sample = logs.Events(new LogQuery { Group = group, NewestFirst = true, Limit = MaxFields });
        IEnumerable<WireNode> fields = sample.SelectMany(
            static entry => Members(entry.Message).Select(static member => member.Key).Distinct(StringComparer.Ordinal))
            .Concat(sample.SelectMany(static _ => SystemFields))
            .GroupBy(static name => name, StringComparer.Ordinal)
            .OrderBy(static name => name.Key, StringComparer.Ordinal)
            .Select(name => WireNode.Of(("name", name.Key), ("percent", 100L * name.Count() / sample.Count)));
        return Task.FromResult(WireNode.Of(("logGroupFields", WireNode.List(fields))));
    }

    private QueryJob Existing(WireNode input) =>
        jobs.Find(input.Text("queryId") ?? throw AwsException.LogsParameter("queryId is required."))
        ?? throw new AwsException("ResourceNotFoundException", "ResourceNotFoundException", "The specified query does not exist.");

    private List<string> Groups(WireNode input, IReadOnlyList<string> sources)
    {
        if (Groupings.Count(name => input.Member(name) is not null) > 1)
        {
            throw AwsException.LogsParameter("logGroupName, logGroupNames and logGroupIdentifiers are mutually exclusive.");
        }

        IEnumerable<string> all =
        [
            .. input.Text("logGroupName") is { } one ? new[] { one } : [],
            .. input.Texts("logGroupNames"),
            .. input.Texts("logGroupIdentifiers").Select(static identifier => LogNames.FromIdentifier(identifier)!),
            .. sources.Select(static source => LogNames.FromIdentifier(source)!),
        ];
        List<string> groups = [.. all.Distinct(StringComparer.Ordinal)];
        return groups.Count is 0 or > MaxGroups
            ? throw AwsException.LogsParameter($"Name 1 to {MaxGroups} log groups; found {groups.Count}.")
            : groups.TrueForAll(logs.HasGroup) ? groups
            : throw AwsException.LogsNotFound("group");
    }

    private static DateTimeOffset Seconds(WireNode input, string name)
    {
        double seconds = input.Number(name) ?? throw AwsException.LogsParameter($"{name} is required.");
        // In milliseconds it is accepted too, as the service does: no one asks for the year 3000.
        return WireTime.TryFromSeconds(seconds > 32_503_680_000 ? seconds / 1_000 : seconds, out DateTimeOffset time) ? time
            : throw AwsException.LogsParameter($"{name} is not a time in seconds since 1970.");
    }

    private static List<KeyValuePair<string, WireNode>> Members(string message)
    {
        List<KeyValuePair<string, WireNode>> members = [];
        if (!message.AsSpan().TrimStart().StartsWith('{'))
        {
            return members;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(message);
            Collect(document.RootElement, "", members);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            members.Clear();
        }

        return members;
    }

    private static void Collect(JsonElement json, string prefix, List<KeyValuePair<string, WireNode>> members)
    {
        foreach (JsonProperty member in json.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Object)
            {
                Collect(member.Value, $"{prefix}{member.Name}.", members);
            }
            else
            {
                members.Add(KeyValuePair.Create(prefix + member.Name, (WireNode)(
                    member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : member.Value.GetRawText())));
            }
        }
    }
}
