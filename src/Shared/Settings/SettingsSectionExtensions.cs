using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Obs.Settings;

internal static class SettingsSectionExtensions
{
    /// <summary>Binds options to a section of the application's configuration, as <see cref="SettingsSection{TOptions}"/> does. What is
    /// wrong with them is said together with what is wrong with all other options bound like this.</summary>
    /// <param name="options">The options.</param>
    /// <param name="path">The section, such as <c>Observability:Metrics</c>.</param>
    /// <param name="bind">Calls <c>Bind</c> on the configuration: stands where the type is known, so that code is generated for it.</param>
    public static void BindSettings<TOptions>(
        this OptionsBuilder<TOptions> options, string path, Action<IConfiguration, TOptions> bind)
        where TOptions : class, new()
    {
        options.Services.AddSingleton(services => new SettingsSection<TOptions>(Section(services, path), bind, services));
        options.Services.AddSingleton<IConfigureOptions<TOptions>>(Settings);
        options.Services.AddSingleton<IValidateOptions<TOptions>>(Settings);
        options.Services.AddSingleton<IOptionsChangeTokenSource<TOptions>>(services =>
            new ConfigurationChangeTokenSource<TOptions>(Options.DefaultName, Section(services, path)));
        options.Services.AddSingleton<SettingsCheck<TOptions>>();
        options.Services.AddSingleton<IValidateOptions<TOptions>, AllSettingsValidator<TOptions>>();
        options.Services.AddKeyedSingleton<Func<IEnumerable<string>>>(
            AllSettingsValidator<TOptions>.Checks,
            static (services, _) => services.GetRequiredService<SettingsCheck<TOptions>>().FindFailures);

        static SettingsSection<TOptions> Settings(IServiceProvider services) => services.GetRequiredService<SettingsSection<TOptions>>();
    }

    private static IConfigurationSection Section(IServiceProvider services, string path) =>
        services.GetRequiredService<IConfiguration>().GetSection(path);
}
