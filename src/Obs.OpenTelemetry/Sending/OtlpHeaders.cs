namespace Obs.OpenTelemetry.Sending;

/// <summary>The headers that a receiver asks for.</summary>
internal static class OtlpHeaders
{
    public static IReadOnlyDictionary<string, string> Of(OpenTelemetryOptions options, Func<string, string?> variables) =>
        options.Headers.Count > 0
            ? new Dictionary<string, string>(options.Headers)
            : Parse(variables("OTEL_EXPORTER_OTLP_TRACES_HEADERS") ?? variables("OTEL_EXPORTER_OTLP_HEADERS") ?? "");

    // name=value,name=value, with both written as in a URL.
    private static Dictionary<string, string> Parse(string text)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (string pair in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            string value = equals > 0 ? Uri.UnescapeDataString(pair[(equals + 1)..].Trim()) : "";
            if (equals > 0 && !value.AsSpan().ContainsAny('\r', '\n'))
            {
                headers[Uri.UnescapeDataString(pair[..equals].Trim())] = value;
            }
        }

        return headers;
    }
}
