namespace Obs.Logging.Redaction;

/// <summary>Names under which secrets are usually kept.</summary>
internal static class SecretNames
{
    private static readonly string[] Endings =
    [
        "password", "passwd", "pwd", "passphrase", "secret", "secretkey", "secretaccesskey", "token", "authorization", "apikey",
        "privatekey", "accesskey", "accountkey", "credential", "credentials", "connectionstring", "cookie", "cardnumber", "cvv", "cvc",
    ];

    private static readonly string[] Harmless = ["cancellationtoken"];

    /// <summary>The name without what separates its words.</summary>
    public static string Plain(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal)
            .Replace(".", "", StringComparison.Ordinal);

    public static bool Contains(string plain) =>
        Endings.Any(ending => plain.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        && !Harmless.Any(ending => plain.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
