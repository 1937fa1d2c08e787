namespace Obs.Cli.Doctor.Checks;

/// <summary>The files of settings, and the variables that every AWS SDK reads.</summary>
internal static class SettingsChecks
{
    private static readonly string[] Endpoints =
        ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_CLOUDWATCH", "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", "AWS_ENDPOINT_URL_XRAY"];

    // Any one of them makes the SDK look for credentials elsewhere than in the two keys.
    private static readonly string[] OtherCredentials =
    [
        "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    ];

    public static Verdict Configuration(DoctorFacts facts)
    {
        if (facts.ConfigurationFiles.Count == 0)
        {
            return Verdict.Skip("No file was named; --config appsettings.json names one.");
        }

        string[] failures = [.. facts.ConfigurationFiles.SelectMany(ConfigurationFile.FindFailures)];
        return failures.Length == 0
            ? Verdict.Pass($"Every setting is known and within its range: {string.Join(", ", facts.ConfigurationFiles)}")
            : Verdict.Fail(string.Join(' ', failures), "Correct them: docs/guide/settings.md has every key with its default and range.");
    }

    public static Verdict Region(DoctorFacts facts) => (facts.Variable("AWS_REGION") ?? facts.Variable("AWS_DEFAULT_REGION")) is { } region
        ? Verdict.Pass($"The region is {region}")
        : Verdict.Warn(
            "Neither AWS_REGION nor AWS_DEFAULT_REGION is set here: without a region or an endpoint nothing is published to CloudWatch.",
            "Set AWS_REGION, or Observability:Aws:Region, where the service runs.");

    public static Verdict Endpoint(DoctorFacts facts)
    {
        (string Name, string Value)[] set =
            [.. Endpoints.Select(name => (name, facts.Variable(name) ?? "")).Where(static pair => pair.Item2.Length > 0)];
        string[] wrong = [.. set.Where(static pair => !IsAddress(pair.Value)).Select(static pair => $"{pair.Name} is {pair.Value}")];
        return wrong.Length > 0 ? Verdict.Fail($"{string.Join(", ", wrong)}: no address.", "Write http:// or https://, a host and a port.")
            : set.Length > 0 ? Verdict.Pass(string.Join(", ", set.Select(static pair => $"{pair.Name} is {pair.Value}")))
            : Verdict.Pass("No endpoint is set: AWS itself is meant");
    }

    public static Verdict Credentials(DoctorFacts facts)
    {
        bool hasKey = facts.Variable("AWS_ACCESS_KEY_ID") is not null;
        bool hasSecret = facts.Variable("AWS_SECRET_ACCESS_KEY") is not null;
        string? other = OtherCredentials.FirstOrDefault(name => facts.Variable(name) is not null);
        return hasKey != hasSecret ? Verdict.Fail(
                $"{(hasKey ? "AWS_SECRET_ACCESS_KEY" : "AWS_ACCESS_KEY_ID")} is missing beside its other half.", "Set both, or neither.")
            : hasKey ? Verdict.Pass("Credentials come from AWS_ACCESS_KEY_ID")
            : other is not null ? Verdict.Pass($"Credentials come by way of {other}")
            : Verdict.Skip("No credentials in the environment; the SDK goes on to its files and to the role of the machine, which is not looked at here.");
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && (address.Scheme is "http" or "https");
}
