using System.Security.Cryptography;

namespace Shop;

/// <summary>What a service is told by its environment, as a container platform would tell it.</summary>
internal sealed class ServiceEnvironment(LocalBackend backend, DataFolder data, LauncherOptions options)
{
    private readonly string _hashKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>The settings of one service that listens on <paramref name="port"/>; 0 lets the system choose.</summary>
    public Dictionary<string, string> For(string service, int port, params IEnumerable<(string Key, string Value)> more)
    {
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
            ["Shop__Supervised"] = "true",
            [$"ConnectionStrings__{char.ToUpperInvariant(service[0])}{service[1..]}"] = $"Data Source={data.FileOf(service + ".db")}",

            // Where telemetry goes: the same variables that point it at AWS point it at the local backend.
            ["AWS_XRAY_DAEMON_ADDRESS"] = backend.DaemonAddress,
            ["AWS_ENDPOINT_URL"] = backend.Page.AbsoluteUri.TrimEnd('/'),
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE",
            ["AWS_SECRET_ACCESS_KEY"] = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",

            ["Observability__ServiceName"] = service,
            ["Observability__Environment"] = "demo",

            // A new one each run: hashes of cards can be compared within a run and mean nothing after it.
            ["Observability__Logging__Redaction__HashKey"] = _hashKey,

            // Nobody waits a minute for a demonstration, and the summary wants the counts of the whole run.
            ["Observability__Metrics__Interval"] = "00:00:05",
            ["Observability__Metrics__Retention"] = "1.00:00:00",
            ["Observability__Aws__PublishInterval"] = "00:00:05",
            ["Observability__Tracing__Sampling__ReservoirPerSecond"] = "5",
            ["Observability__Tracing__Sampling__FixedRate"] = "0.2",
        };
        if (options.Snapshots is string folder)
        {
            settings["Observability__Metrics__Snapshots__Folder"] = Path.GetFullPath(Path.Combine(folder, service));
            settings["Observability__Metrics__Snapshots__Interval"] = "00:00:10";
        }

        foreach ((string key, string value) in more.Concat(Plants.SettingsOf(service, options.Planted)))
        {
            settings[key] = value;
        }

        return settings;
    }
}
