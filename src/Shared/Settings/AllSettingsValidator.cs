using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Obs.Settings;

/// <summary>Adds the failures of all other options to those of one kind.</summary>
/// <remarks>Which options a host reads first depends on its services; whoever is first stops the start, and would tell a person about
/// a part of the mistakes only.</remarks>
internal sealed class AllSettingsValidator<TOptions>(IServiceProvider services) : IValidateOptions<TOptions>
    where TOptions : class, new()
{
    /// <summary>The key of the checks of all packages, each a function that finds failures: a type that all of them know.</summary>
    public const string Checks = "Observability:Checks";

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
            string[] failures = [.. services.GetKeyedServices<Func<IEnumerable<string>>>(Checks)
                .Where(static check => check.Target is not SettingsCheck<TOptions>)
                .SelectMany(static check => check())];
            return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
        }
        finally
        {
            _isValidating = false;
        }
    }
}
