namespace Obs.Aws.Tests;

/// <summary>Environment variables for the length of a test, and none of the others that AWS tools read.</summary>
internal sealed class EnvironmentVariables : IDisposable
{
    /// <summary>The collection of tests that change the environment, which the process has one of.</summary>
    public const string Collection = "environment";

    private static readonly string[] Known =
    [
        "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_CLOUDWATCH", "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS",
        "AWS_ENDPOINT_URL_XRAY", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
        "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE",
    ];

    private readonly Dictionary<string, string?> _before = Known.ToDictionary(static n => n, Environment.GetEnvironmentVariable);

    public EnvironmentVariables(params (string Name, string Value)[] variables)
    {
        foreach (string name in Known)
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        foreach ((string name, string value) in variables)
        {
            _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    public void Dispose()
    {
        foreach ((string name, string? value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
