namespace Obs.Local.Store;

/// <summary>What is kept as a named resource. The words stand in the store.</summary>
internal static class ResourceKind
{
    public const string Dashboard = "dashboard";
    public const string DashboardBefore = "dashboard-before";
    public const string MetricAlarm = "metric-alarm";
    public const string CompositeAlarm = "composite-alarm";
    public const string AlarmState = "alarm-state";
    public const string LogGroup = "log-group";
    public const string MetricFilter = "metric-filter";
    public const string QueryDefinition = "query-definition";
    public const string TraceGroup = "trace-group";
    public const string SamplingRule = "sampling-rule";
    public const string EncryptionConfig = "encryption-config";
    public const string Run = "run";
    public const string Tags = "tags";
}
