using System.Text.RegularExpressions;
using Obs.Insights;

namespace Obs.Local.Aws.Logs;

/// <summary>The text of an Insights query, with or without the sources that dashboards write before it.</summary>
internal static partial class InsightsText
{
    public const int MaxLength = 10_000;

    /// <exception cref="AwsException">It is not a query.</exception>
    public static InsightsQuery Parse(string text)
    {
        if (text.Length is 0 or > MaxLength)
        {
            throw AwsException.LogsParameter($"queryString must have 1 to {MaxLength} characters; found {text.Length}.");
        }

        try
        {
            return InsightsQuery.Parse(text);
        }
        catch (QuerySyntaxException exception)
        {
            throw new AwsException("MalformedQueryException", "MalformedQueryException", exception.Message)
            {
                More = WireNode.Of(("queryCompileError", WireNode.Of(
                    ("location", WireNode.Of(("startCharOffset", (long)exception.Start), ("endCharOffset", (long)exception.End))),
                    ("message", exception.Message)))),
            };
        }
    }

    /// <summary>The groups that <c>SOURCE 'a' | SOURCE 'b' |</c> names at the begin of the text, which are blanked out there so that
    /// offsets stay.</summary>
    public static (IReadOnlyList<string> Groups, string Text) TakeSources(string text)
    {
        List<string> groups = [];
        Match match = Source().Match(text);
        while (match.Success)
        {
            groups.Add(Escape().Replace(match.Groups["name"].Value, "$1"));
            text = string.Concat(new string(' ', match.Length), text.AsSpan(match.Length));
            match = Source().Match(text);
        }

        return (groups, text);
    }

    [GeneratedRegex(
        """^\s*SOURCE\s+(?<quote>['"])(?<name>(?:\\.|(?!\k<quote>)[^\\])*)\k<quote>\s*\|""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        250)]
    private static partial Regex Source();

    [GeneratedRegex("""\\(.)""", RegexOptions.CultureInvariant, 250)]
    private static partial Regex Escape();
}
