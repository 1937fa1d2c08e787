using System.Globalization;
using Microsoft.Extensions.Options;
using Obs.Aws.Logs;

namespace Obs.Aws;

internal sealed class AwsOptionsValidator : IValidateOptions<AwsOptions>
{
    private const string Section = "Observability:Aws:";
    private const long MinBufferBytes = 64 * 1024;
    private const long MaxBufferBytes = 1024 * 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, AwsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = new ValidateOptionsResultBuilder();
        CheckRegion(failures, options.Region);
        CheckUrl(failures, options.ServiceUrl);
        CheckNamespace(failures, options.Namespace);
        CheckText(failures, nameof(options.ServiceName), options.ServiceName);
        CheckText(failures, nameof(options.Environment), options.Environment);
        CheckTime(failures, nameof(options.PublishInterval), options.PublishInterval, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(15));
        CheckTime(
            failures, nameof(options.ConnectTimeout), options.ConnectTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
        CheckTime(failures, nameof(options.RequestTimeout), options.RequestTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        if (options.MaxSeries is < 10 or > 1_000_000)
        {
            failures.AddError($"must be 10 to 1000000; found {options.MaxSeries}.", Section + nameof(options.MaxSeries));
        }

        if (!Enum.IsDefined(options.MetricLane))
        {
            failures.AddError(
                $"must be {nameof(MetricLane.PutMetricData)} or {nameof(MetricLane.EmbeddedMetricFormat)}; found {options.MetricLane}.",
                Section + nameof(options.MetricLane));
        }

        CheckLogs(failures, options.Logs);
        if (options.BufferBytes is < MinBufferBytes or > MaxBufferBytes)
        {
            failures.AddError(
                $"must be {MinBufferBytes} to {MaxBufferBytes} bytes; found {options.BufferBytes}.", Section + nameof(options.BufferBytes));
        }

        return failures.Build();
    }

    private static void CheckRegion(ValidateOptionsResultBuilder failures, string? region)
    {
        // A region newer than the SDK is as good as any other; one that cannot be part of a host name is a mistake.
        bool isValid = region is null
            || (region.Length is > 0 and <= 63
                && region.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
                && region[0] != '-');
        if (!isValid)
        {
            failures.AddError(
                $"must be a region such as eu-central-1, in small letters, digits and hyphens; found \"{region}\".",
                Section + nameof(AwsOptions.Region));
        }
    }

    private static void CheckUrl(ValidateOptionsResultBuilder failures, string? url)
    {
        bool isValid = url is null
            || (Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed)
                && (parsed.Scheme == Uri.UriSchemeHttp || parsed.Scheme == Uri.UriSchemeHttps));
        if (!isValid)
        {
            failures.AddError($"must be an absolute http or https URL; found \"{url}\".", Section + nameof(AwsOptions.ServiceUrl));
        }
    }

    private static void CheckNamespace(ValidateOptionsResultBuilder failures, string? text)
    {
        const int maxLength = 246; // With "/Business" behind it, CloudWatch's 255.
        bool isValid = text is { Length: > 0 and <= maxLength }
            && text.All(static c => char.IsAsciiLetterOrDigit(c) || ".-_/#: ".Contains(c))
            && text[0] != ':'
            && !text.StartsWith("AWS/", StringComparison.Ordinal)
            && !string.IsNullOrWhiteSpace(text);
        if (!isValid)
        {
            failures.AddError(
                $"must be 1 to {maxLength} characters from A-Z, a-z, 0-9, .-_/#: and space, and start with neither ':' nor 'AWS/'; "
                + $"found \"{text}\".",
                Section + nameof(AwsOptions.Namespace));
        }
    }

    private static void CheckLogs(ValidateOptionsResultBuilder failures, AwsLogsOptions logs)
    {
        const string section = Section + nameof(AwsOptions.Logs) + ":";
        if (logs.Group is { } group && !LogNames.IsGroup(group))
        {
            failures.AddError(
                $"must be 1 to {LogNames.MaxLength} characters from A-Z, a-z, 0-9 and ._-/#; found {Describe(group)}.",
                section + nameof(logs.Group));
        }

        if (logs.Stream is { } stream && !LogNames.IsStream(stream))
        {
            failures.AddError(
                $"must be 1 to {LogNames.MaxLength} characters without : and *; found {Describe(stream)}.", section + nameof(logs.Stream));
        }

        CheckTime(failures, "Logs:" + nameof(logs.BatchDelay), logs.BatchDelay, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    private static void CheckText(ValidateOptionsResultBuilder failures, string key, string? text)
    {
        const int maxLength = 255;
        if (text is not null && (text.Length > maxLength || string.IsNullOrWhiteSpace(text)))
        {
            failures.AddError($"must be 1 to {maxLength} characters, not all of them spaces; found {Describe(text)}.", Section + key);
        }
    }

    private static string Describe(string text) =>
        text.Length > 255 ? string.Create(CultureInfo.InvariantCulture, $"{text.Length} characters") : $"\"{text}\"";

    private static void CheckTime(ValidateOptionsResultBuilder failures, string key, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
        {
            failures.AddError($"must be {least:c} to {most:c}; found {value:c}.", Section + key);
        }
    }
}
