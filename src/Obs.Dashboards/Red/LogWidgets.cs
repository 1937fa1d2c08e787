namespace Obs.Dashboards;

/// <summary>What the log lines of a service tell, by the fields that they really carry.</summary>
internal sealed class LogWidgets(LogCatalogue logs, string region)
{
    private static readonly string[] ErrorFields = ["message", "exceptionType", "xrayTraceId", "traceId"];

    public Widget NewestErrors()
    {
        if (logs.Groups.Count == 0 || logs.FirstOf("level") is null)
        {
            return new TextWidget("**Newest errors**: the catalogue knows no log lines with a level.");
        }

        string fields = string.Join(", ", ErrorFields.Where(logs.Fields.ContainsKey).Prepend("@timestamp"));
        return Table("Newest errors", $"fields {fields}\n| filter level in [\"Error\", \"Critical\"]\n| sort @timestamp desc\n| limit 20");
    }

    public Widget SlowestOperations()
    {
        string? duration = logs.FirstOf("durationMs", "ElapsedMilliseconds", "elapsedMs", "duration");
        string? operation = logs.FirstOf("operation", "route", "Operation", "RequestPath", "path");
        if (logs.Groups.Count == 0 || duration is null || operation is null)
        {
            return new TextWidget(
                "**Slowest operations**: no log line carries both an operation (`operation`, `route`) and a duration (`durationMs`); "
                + "the graph of durations by operation has them from metrics.");
        }

        return Table("Slowest operations",
            $"filter ispresent({duration})\n| stats count(*) as n, pct({duration}, 95) as p95, max({duration}) as slowest by {operation}\n| sort p95 desc\n| limit 20");
    }

    public Widget NewestFaults()
    {
        if (logs.Groups.Count == 0 || logs.FirstOf("xrayTraceId") is null || logs.FirstOf("level") is null)
        {
            return new TextWidget("**Traces that failed**: the catalogue knows no log lines with a level and an `xrayTraceId`.");
        }

        return Table("Traces that failed, newest first",
            "filter ispresent(xrayTraceId) and level in [\"Error\", \"Critical\"]\n| stats latest(@timestamp) as seen, count(*) as lines by xrayTraceId\n| sort seen desc\n| limit 20");
    }

    private LogWidget Table(string title, string query) => new(query, logs.Groups) { Title = title, Region = region, View = LogView.Table };
}
