using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Obs.AspNetCore.Logging;

/// <summary>Keeps what the framework itself logs of each request out of our lines while the access log is on: the same request must not be
/// there, and be counted, twice.</summary>
/// <remarks>Other providers are left alone, and so is who asks for the category by its full name.</remarks>
internal sealed class FrameworkRequestEntries(IOptions<ObservabilityOptions> options) : IPostConfigureOptions<LoggerFilterOptions>
{
    private const string Category = "Microsoft.AspNetCore.Hosting.Diagnostics";
    private const string Alias = "Obs";

    public void PostConfigure(string? name, LoggerFilterOptions filters)
    {
        if (!options.Value.Enabled || !options.Value.AccessLog.Enabled)
        {
            return;
        }

        LoggerFilterRule[] rules =
            [.. filters.Rules.Where(static rule => rule.ProviderName is null or Alias && Matches(rule.CategoryName))];
        bool isAskedFor = rules.Any(static rule => Category.Equals(rule.CategoryName, StringComparison.OrdinalIgnoreCase));

        // As the framework chooses: rules of the provider's own first, then those that name more of the category, of equals the last.
        LoggerFilterRule? chosen = rules.OrderBy(static rule => rule.ProviderName is not null)
            .ThenBy(static rule => rule.CategoryName?.Length ?? 0).LastOrDefault();
        bool isOn = (chosen is null ? filters.MinLevel : chosen.LogLevel) < LogLevel.Warning;
        if (isOn && !isAskedFor && chosen?.Filter is null)
        {
            filters.Rules.Add(new LoggerFilterRule(Alias, Category, LogLevel.Warning, filter: null));
        }
    }

    // A name may have one wildcard; without one it stands for all that begin with it.
    private static bool Matches(string? category)
    {
        int wildcard = category?.IndexOf('*', StringComparison.Ordinal) ?? -1;
        string prefix = wildcard < 0 ? category ?? "" : category![..wildcard];
        string suffix = wildcard < 0 ? "" : category![(wildcard + 1)..];
        return Category.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && Category.EndsWith(
            suffix, StringComparison.OrdinalIgnoreCase);
    }
}
