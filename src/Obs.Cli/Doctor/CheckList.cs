using Obs.Cli.Doctor.Checks;

namespace Obs.Cli.Doctor;

/// <summary>Every check, in the order of the troubleshooting guide.</summary>
internal static class CheckList
{
    public static readonly IReadOnlyList<Check> All =
    [
        new("configuration", "Settings", SettingsChecks.Configuration),
        new("aws-region", "Settings", SettingsChecks.Region),
        new("aws-endpoint", "Settings", SettingsChecks.Endpoint),
        new("aws-credentials", "Settings", SettingsChecks.Credentials),
        new("clock", "Settings", ClockCheck.Judge),
        new("backend-answers", "Settings", AnswerChecks.Backend),
        new("daemon-address", "No traces", DaemonChecks.Address),
        new("daemon-port", "No traces", DaemonChecks.Port),
        new("traces-sampled", "No traces", TraceChecks.Sampled),
        new("traces-delivered", "No traces", static facts => DeliveryChecks.Delivered(facts, "traces")),
        new("traces-received", "No traces", static facts => DeliveryChecks.Received(facts, "traces")),
        new("service-answers", "No metrics", AnswerChecks.Service),
        new("metrics-recorded", "No metrics", MetricChecks.Recorded),
        new("metrics-delivered", "No metrics", static facts => DeliveryChecks.Delivered(facts, "metrics")),
        new("metrics-received", "No metrics", static facts => DeliveryChecks.Received(facts, "metrics")),
        new("enough-requests", "Wrong percentiles", MetricChecks.EnoughRequests),
        new("series-overflow", "Wrong percentiles", MetricChecks.Overflow),
        new("logs-delivered", "Missing logs", static facts => DeliveryChecks.Delivered(facts, "logs")),
        new("logs-received", "Missing logs", static facts => DeliveryChecks.Received(facts, "logs")),
        new("map-service", "Broken map", MapChecks.Service),
        new("map-entrances", "Broken map", MapChecks.Entrances),
        new("operation-names", "High bill", BillChecks.OperationNames),
        new("metric-series", "High bill", BillChecks.Series),
        new("traced-share", "High bill", BillChecks.TracedShare),
    ];
}
