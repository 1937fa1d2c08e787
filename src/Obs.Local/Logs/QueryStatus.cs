namespace Obs.Local.Logs;

/// <summary>How far an Insights query is, by the API's words.</summary>
internal enum QueryStatus
{
    Running,
    Complete,
    Failed,
    Cancelled,
    Timeout,
}
