using Obs.Dashboards.Expressions;

namespace Obs.Dashboards;

/// <summary>Reads the rule of a composite alarm: states of alarms with AND, OR, NOT and parentheses.</summary>
internal static class AlarmRuleText
{
    private static readonly string[] States = ["ALARM", "OK", "INSUFFICIENT_DATA"];

    /// <summary>The names or ARNs of the alarms that a rule speaks of.</summary>
    public static IReadOnlyList<string> Names(string rule)
    {
        List<MathToken> tokens = MathTokens.Read(rule);
        List<string> names = [];
        int at = 0;
        ReadAny(tokens, ref at, names, depth: 0);
        return tokens[at].Kind == MathTokenKind.End
            ? [.. names.Distinct(StringComparer.Ordinal)]
            : throw Unexpected(tokens[at], "AND, OR or the end");
    }

    /// <summary>The names or ARNs of the alarms that a rule speaks of; none when it is not a rule.</summary>
    public static IReadOnlyList<string> NamesOrNone(string rule)
    {
        try
        {
            return Names(rule);
        }
        catch (MathSyntaxException)
        {
            return [];
        }
    }

    /// <summary>A name as a rule quotes it.</summary>
    public static string Quote(string name) =>
        $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static void ReadAny(List<MathToken> tokens, ref int at, List<string> names, int depth)
    {
        ReadOne(tokens, ref at, names, depth);
        while (tokens[at] is { Kind: MathTokenKind.Name, Text: "AND" or "OR" })
        {
            at++;
            ReadOne(tokens, ref at, names, depth);
        }
    }

    private static void ReadOne(List<MathToken> tokens, ref int at, List<string> names, int depth)
    {
        while (tokens[at] is { Kind: MathTokenKind.Name, Text: "NOT" })
        {
            at++;
        }

        MathToken token = tokens[at];
        if (token is { Kind: MathTokenKind.Sign, Text: "(" } && depth < 100)
        {
            at++;
            ReadAny(tokens, ref at, names, depth + 1);
            Expect(tokens, ref at, ")");
        }
        else if (token is { Kind: MathTokenKind.Name, Text: "TRUE" or "FALSE" })
        {
            at++;
        }
        else if (token.Kind == MathTokenKind.Name && States.Contains(token.Text, StringComparer.Ordinal))
        {
            at++;
            Expect(tokens, ref at, "(");
            names.Add(tokens[at] is { Kind: MathTokenKind.Text or MathTokenKind.Name } name
                ? name.Text
                : throw Unexpected(tokens[at], "the name of an alarm in quotes"));
            at++;
            Expect(tokens, ref at, ")");
        }
        else
        {
            throw Unexpected(token, "ALARM(\"name\"), OK(\"name\"), INSUFFICIENT_DATA(\"name\"), TRUE or FALSE");
        }
    }

    private static void Expect(List<MathToken> tokens, ref int at, string sign)
    {
        if (tokens[at] is not { Kind: MathTokenKind.Sign } token || token.Text != sign)
        {
            throw Unexpected(tokens[at], $"'{sign}'");
        }

        at++;
    }

    private static MathSyntaxException Unexpected(MathToken token, string wanted) => new(
        token.Kind == MathTokenKind.End
            ? $"{wanted} is missing at the end"
            : $"{wanted} is expected, and '{token.Text}' found",
        token.Start);
}
