using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Obs.AspNetCore.Settings;

/// <summary>Adds the failures of all other options to those of one kind.</summary>
/// <remarks>Which options a host reads first depends on its services; whoever is first stops the start, and would tell a person about
/// a part of the mistakes only.</remarks>
internal sealed class AllSettingsValidator<TOptions>(IServiceProvider services) : IValidateOptions<TOptions>
    where TOptions : class
{
    // Configuring the others may itself ask for these, for example where somebody's configuration asks for a logger.
    [ThreadStatic]
    private static bool _isValidating;

    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        if (_isValidating)
        {
            return ValidateOptionsResult.Success;
        }

        _isValidating = true;
        try
        {
            string[] failures = [.. services.GetServices<ISettingsCheck>()
                .Where(static check => check.OptionsType != typeof(TOptions))
                .SelectMany(static check => check.FindFailures())];
            return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
        }
        finally
        {
            _isValidating = false;
        }
    }
}
