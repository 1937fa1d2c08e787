using Obs.Local.Logs.Patterns;

namespace Obs.Local.Aws.Logs;

/// <summary>Filter patterns of requests.</summary>
internal static class FilterPatterns
{
    /// <exception cref="AwsException">It is not a pattern.</exception>
    public static LogPattern Parse(string? text)
    {
        try
        {
            return LogPattern.Parse(text);
        }
        catch (PatternSyntaxException exception)
        {
            throw AwsException.LogsParameter("Invalid filter pattern: " + exception.Message);
        }
    }
}
