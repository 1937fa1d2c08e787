namespace Obs.Local.Aws;

/// <summary>Names of resources as AWS writes them, in an account of zeros.</summary>
internal static class AwsArn
{
    public const string Account = "000000000000";

    public static string Alarm(string name) => Of("cloudwatch", "alarm:" + name);

    /// <summary>Dashboards belong to an account, not to a region.</summary>
    public static string Dashboard(string name) => $"arn:aws:cloudwatch::{Account}:dashboard/{name}";

    public static string LogGroup(string name) => Of("logs", "log-group:" + name);

    public static string TraceGroup(string name, string id) => Of("xray", $"group/{name}/{id}");

    public static string SamplingRule(string name) => Of("xray", "sampling-rule/" + name);

    private static string Of(string service, string resource) => $"arn:aws:{service}:us-east-1:{Account}:{resource}";
}
