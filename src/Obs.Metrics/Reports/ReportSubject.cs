namespace Obs.Metrics;

/// <summary>Whose numbers a report tells.</summary>
internal sealed record ReportSubject(string Service, string Environment, string Version)
{
    public static ReportSubject Of(MetricsOptions options) =>
        new(options.ServiceName ?? "", options.Environment ?? "", options.Version ?? "");
}
