using System.Globalization;

namespace Obs.Local.Aws.Logs;

/// <summary>A place in a stream of events: the time and row of the event that was given last.</summary>
internal readonly record struct EventToken(long Time, long Row)
{
    /// <exception cref="AwsException">It is not one we gave.</exception>
    public static EventToken? Parse(string? text, string prefix)
    {
        if (text is null)
        {
            return null;
        }

        string[] parts = text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..].Split('/') : [];
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long time)
            && long.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long row)
            ? new EventToken(time, row)
            : throw AwsException.LogsParameter("The specified nextToken is invalid.");
    }

    public string Format(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{Time}/{Row}");
}
