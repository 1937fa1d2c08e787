using Microsoft.Extensions.Options;

namespace Obs.Local;

internal sealed class ObsLocalOptionsValidator : IValidateOptions<ObsLocalOptions>
{
    private const string Section = "Observability:Local:";
    private const long LeastBytes = 16L << 20;
    private const long MostBytes = 64L << 30;

    public ValidateOptionsResult Validate(string? name, ObsLocalOptions options)
    {
        var failures = new ValidateOptionsResultBuilder();
        CheckPort(failures, options.Port, nameof(options.Port));
        CheckPort(failures, options.UdpPort, nameof(options.UdpPort));
        if (string.IsNullOrWhiteSpace(options.Store))
        {
            failures.AddError("must be a file path or \":memory:\"; found an empty text.", Section + nameof(options.Store));
        }

        if (options.MaxBytes is < LeastBytes or > MostBytes)
        {
            failures.AddError(
                $"must be {LeastBytes} (16 MiB) to {MostBytes} (64 GiB); found {options.MaxBytes}.", Section + nameof(options.MaxBytes));
        }

        if (options.MaxAge < TimeSpan.FromMinutes(1) || options.MaxAge > TimeSpan.FromDays(365))
        {
            failures.AddError($"must be 00:01:00 to 365.00:00:00; found {options.MaxAge:c}.", Section + nameof(options.MaxAge));
        }

        return failures.Build();
    }

    private static void CheckPort(ValidateOptionsResultBuilder failures, int port, string key)
    {
        if (port is < 0 or > 65_535)
        {
            failures.AddError($"must be 0 to 65535, where 0 takes a free port; found {port}.", Section + key);
        }
    }
}
