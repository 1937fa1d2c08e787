using Microsoft.Extensions.Options;

namespace Obs.AspNetCore.Settings;

/// <inheritdoc/>
internal sealed class SettingsCheck<TOptions>(
    IEnumerable<IConfigureOptions<TOptions>> configurations,
    IEnumerable<IPostConfigureOptions<TOptions>> postConfigurations,
    IEnumerable<IValidateOptions<TOptions>> validators) : ISettingsCheck
    where TOptions : class, new()
{
    public Type OptionsType => typeof(TOptions);

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
