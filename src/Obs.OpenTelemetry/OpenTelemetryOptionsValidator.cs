using Microsoft.Extensions.Options;
using Obs.OpenTelemetry.Sending;

namespace Obs.OpenTelemetry;

internal sealed class OpenTelemetryOptionsValidator : IValidateOptions<OpenTelemetryOptions>
{
    public const string Section = "Observability:OpenTelemetry";

    public ValidateOptionsResult Validate(string? name, OpenTelemetryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = new ValidateOptionsResultBuilder();
        if (options.Endpoint is { } endpoint && !OtlpEndpoint.IsUrl(endpoint))
        {
            failures.AddError($"must be an absolute http or https URL; found \"{endpoint}\".", $"{Section}:{nameof(options.Endpoint)}");
        }

        foreach ((string header, string value) in options.Headers)
        {
            // The value may be a key: it is not repeated.
            using var request = new HttpRequestMessage();
            if (value.AsSpan().ContainsAny('\r', '\n') || !request.Headers.TryAddWithoutValidation(header, value))
            {
                failures.AddError(
                    $"must be names and values of HTTP request headers; found one that is not, \"{header}\".",
                    $"{Section}:{nameof(options.Headers)}");
            }
        }

        return failures.Build();
    }
}
