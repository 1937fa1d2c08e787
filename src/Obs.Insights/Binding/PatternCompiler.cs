using System.Text.RegularExpressions;
using Obs.Insights.Syntax;

namespace Obs.Insights.Binding;

/// <summary>Turns the regular expressions of a query into ones that cannot hang: no backtracking, and a limit on the time per
/// event.</summary>
internal static class PatternCompiler
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    // Matching takes time in proportion to the text, milliseconds for most. The limit is by the clock on the wall and a thread may have to
    // wait for a processor, so it is far from what a match needs: a busy machine must not end a query.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    public static Regex Compile(string query, TextPattern pattern)
    {
        try
        {
            return new Regex(PortableSyntax.Translate(pattern.Text), Options, TimeLimit);
        }
        catch (NotSupportedException)
        {
            throw SyntaxError.At(
                query, pattern.Range,
                "lookaround, backreferences, atomic groups and very large repetitions are not supported in a regular expression; "
                + "found one");
        }
        catch (ArgumentException exception)
        {
            throw SyntaxError.At(query, pattern.Range, $"{exception.Message.TrimEnd('.')}; the regular expression is");
        }
    }

    /// <summary>Compiles the pattern of a <c>parse</c>, whose last lazy quantifier runs to the end as the service's own samples
    /// expect.</summary>
    public static Regex CompileForParse(string query, TextPattern pattern) =>
        Compile(query, pattern with { Text = MakeLastQuantifierGreedy(pattern.Text) });

    private static string MakeLastQuantifierGreedy(string text)
    {
        int end = text.Length;
        while (end > 0 && text[end - 1] == ')')
        {
            end--;
        }

        bool isLazy = end >= 3 && text[end - 1] == '?' && (text[end - 2] is '*' or '+') && !IsEscaped(text, end - 2);
        return isLazy ? text.Remove(end - 1, 1) : text;
    }

    private static bool IsEscaped(string text, int index)
    {
        int slashes = 0;
        while (index - slashes > 0 && text[index - slashes - 1] == '\\')
        {
            slashes++;
        }

        return slashes % 2 == 1;
    }
}
