using System.Globalization;

namespace Obs.Aws.Logs;

/// <summary>The group and the stream that lines are written to.</summary>
internal sealed class LogDestination(string group, string stream)
{
    public string Group { get; } = group;

    public string Stream { get; } = stream;

    /// <summary>From the options, else the group by environment and service and a stream of this process's own.</summary>
    public static LogDestination Of(AwsLogsOptions options, string environment, string service) => new(
        options.Group ?? Fit($"/obs/{environment}/{service}"),
        options.Stream ?? Fit(string.Create(
            CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Random.Shared.NextInt64():x16}")));

    // What a group's name may not hold is replaced: a service is not kept from starting by the name it was given for other reasons.
    private static string Fit(string text)
    {
        string allowed = string.Create(text.Length, text, static (name, from) =>
        {
            for (int i = 0; i < name.Length; i++)
            {
                name[i] = LogNames.IsOfGroup(from[i]) ? from[i] : '_';
            }
        });
        return allowed.Length <= LogNames.MaxLength ? allowed : allowed[..LogNames.MaxLength];
    }
}
