using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Obs.Settings;

/// <summary>Binds a section of the configuration to options, and makes a value that its setting cannot hold (a word where a number belongs)
/// one more failure of validation: with its key, what is allowed and what was found.</summary>
/// <remarks>The platform's binder alone stops at the first such value and names a type, not what is allowed. Thread safety: every member
/// may be called from any thread.</remarks>
/// <param name="section">The section.</param>
/// <param name="bind">Binds a configuration to options; throws <see cref="InvalidOperationException"/> at a value it cannot read.</param>
/// <param name="services">Where the other validators of the options are.</param>
internal sealed class SettingsSection<TOptions>(
    IConfigurationSection section, Action<IConfiguration, TOptions> bind, IServiceProvider services)
    : IConfigureOptions<TOptions>, IValidateOptions<TOptions>
    where TOptions : class, new()
{
    // Numbers (and the numbers of enums) and durations that nobody means and no range allows.
    private static readonly string[] OutOfEveryRange = ["-2147483648", "-10675199.02:48:05.4775808"];

    public void Configure(TOptions options) => bind(CanBind(section) ? section : Replace(FindUnreadable(), static _ => null), options);

    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        if (CanBind(section))
        {
            return ValidateOptionsResult.Skip;
        }

        Dictionary<string, string> unreadable = FindUnreadable();
        string[] complaints = [.. ComplaintsAbout(unreadable)];
        return ValidateOptionsResult.Fail(unreadable.Select(found => Describe(found.Key, found.Value, complaints)));
    }

    // What is allowed is known to the validators alone: they are asked about values that are out of every range.
    private IEnumerable<string> ComplaintsAbout(Dictionary<string, string> unreadable)
    {
        var options = new TOptions();
        bind(Replace(unreadable, key => OutOfEveryRange.FirstOrDefault(value => CanBind(Only(key, value)))), options);
        return services.GetServices<IValidateOptions<TOptions>>()
            .Where(static validator => validator is not (SettingsSection<TOptions> or AllSettingsValidator<TOptions>))
            .SelectMany(validator => validator.Validate(Options.DefaultName, options).Failures ?? []);
    }

    private string Describe(string key, string found, string[] complaints)
    {
        const string end = "; found ";
        string start = $"Property {section.Path}:{key}: ";
        string? complaint = complaints.FirstOrDefault(text => text.StartsWith(start, StringComparison.OrdinalIgnoreCase));
        int length = complaint?.LastIndexOf(end, StringComparison.Ordinal) ?? -1;
        string allowed = length < 0 ? start + Kind(key) : complaint![..length];
        return $"{allowed}{end}\"{found}\".";
    }

    private string Kind(string key) =>
        CanBind(Only(key, "00:00:10")) ? "must be a duration such as 00:00:10"
        : CanBind(Only(key, "0")) ? "must be a number"
        : CanBind(Only(key, "true")) ? "must be true or false"
        : "must be a value that the setting can hold";

    private Dictionary<string, string> FindUnreadable() => Values()
        .Where(value => !CanBind(Only(value.Key, value.Value)))
        .ToDictionary(static value => value.Key, static value => value.Value!, StringComparer.OrdinalIgnoreCase);

    private IConfigurationRoot Replace(Dictionary<string, string> values, Func<string, string?> replacement) => Of(Values()
        .Select(value => values.ContainsKey(value.Key) ? new(value.Key, replacement(value.Key)) : value)
        .Where(static value => value.Value is not null));

    private IEnumerable<KeyValuePair<string, string?>> Values() =>
        section.AsEnumerable(makePathsRelative: true).Where(static value => value.Value is not null);

    private bool CanBind(IConfiguration configuration)
    {
        try
        {
            bind(configuration, new TOptions());
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static IConfigurationRoot Only(string key, string? value) => Of([new(key, value)]);

    private static IConfigurationRoot Of(IEnumerable<KeyValuePair<string, string?>> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values).Build();
}
