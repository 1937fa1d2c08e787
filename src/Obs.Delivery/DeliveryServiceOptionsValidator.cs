using Microsoft.Extensions.Options;

namespace Obs.Delivery;

internal sealed class DeliveryServiceOptionsValidator : IValidateOptions<DeliveryServiceOptions>
{
    public const string Section = "Observability:Delivery";

    private const long MinSpoolBytes = 1024 * 1024;
    private const long MaxSpoolBytes = 1024L * 1024 * 1024 * 1024;
    private static readonly TimeSpan MaxSpoolWait = TimeSpan.FromSeconds(1);

    public ValidateOptionsResult Validate(string? name, DeliveryServiceOptions options)
    {
        var failures = new ValidateOptionsResultBuilder();
        if (options.SpoolPath is { } path && (!Path.IsPathRooted(path) || path.Contains('\0')))
        {
            failures.AddError($"must be an absolute path; found \"{path}\".", $"{Section}:{nameof(options.SpoolPath)}");
        }

        if (options.SpoolBytes is < MinSpoolBytes or > MaxSpoolBytes)
        {
            failures.AddError(
                $"must be {MinSpoolBytes} to {MaxSpoolBytes} bytes; found {options.SpoolBytes}.",
                $"{Section}:{nameof(options.SpoolBytes)}");
        }

        if (options.SpoolWait < TimeSpan.Zero || options.SpoolWait > MaxSpoolWait)
        {
            failures.AddError(
                $"must be {TimeSpan.Zero} to {MaxSpoolWait}; found {options.SpoolWait}.", $"{Section}:{nameof(options.SpoolWait)}");
        }

        return failures.Build();
    }
}
