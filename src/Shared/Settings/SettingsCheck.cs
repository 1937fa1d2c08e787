using Microsoft.Extensions.Options;

namespace Obs.Settings;

/// <summary>Finds what is wrong with one kind of options without reading them in earnest, which would throw.</summary>
internal sealed class SettingsCheck<TOptions>(
    IEnumerable<IConfigureOptions<TOptions>> configurations,
    IEnumerable<IPostConfigureOptions<TOptions>> postConfigurations,
    IEnumerable<IValidateOptions<TOptions>> validators)
    where TOptions : class, new()
{
    /// <summary>The failures of these options; none of any others.</summary>
    public IEnumerable<string> FindFailures()
    {
        var options = new TOptions();
        foreach (IConfigureOptions<TOptions> configuration in configurations)
        {
            configuration.Configure(options);
        }

        foreach (IPostConfigureOptions<TOptions> configuration in postConfigurations)
        {
            configuration.PostConfigure(Options.DefaultName, options);
        }

        return validators
            .Where(static validator => validator is not AllSettingsValidator<TOptions>)
            .SelectMany(validator => validator.Validate(Options.DefaultName, options).Failures ?? []);
    }
}
