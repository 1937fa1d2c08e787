using System.Text;
using System.Text.RegularExpressions;

namespace Obs.Local.Logs.Patterns;

/// <summary>Walks over the characters of a pattern.</summary>
internal sealed class PatternReader(string text)
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(250);

    public int At { get; private set; }

    public char Current => At < text.Length ? text[At] : '\0';

    public bool AtEnd => At == text.Length;

    public void Blanks()
    {
        while (char.IsWhiteSpace(Current))
        {
            At++;
        }
    }

    /// <summary>Takes the symbol if it stands here, blanks before it included.</summary>
    public bool Try(string symbol)
    {
        Blanks();
        bool found = string.CompareOrdinal(text, At, symbol, 0, symbol.Length) == 0;
        At += found ? symbol.Length : 0;
        return found;
    }

    /// <summary>Takes a word in any case, if it stands here and no letter follows it.</summary>
    public bool TryWord(string word)
    {
        Blanks();
        bool found = string.Compare(text, At, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
            && (At + word.Length == text.Length || !char.IsAsciiLetterOrDigit(text[At + word.Length]));
        At += found ? word.Length : 0;
        return found;
    }

    public void Expect(string symbol)
    {
        if (!Try(symbol))
        {
            throw Error($"expected '{symbol}'");
        }
    }

    public string While(Func<char, bool> belongs)
    {
        int start = At;
        while (!AtEnd && belongs(Current))
        {
            At++;
        }

        return text[start..At];
    }

    /// <summary>A text in double quotes, without them and without its escapes.</summary>
    public string Quoted()
    {
        var value = new StringBuilder();
        for (At++; !AtEnd && Current != '"'; At++)
        {
            At += Current == '\\' && At + 1 < text.Length ? 1 : 0;
            value.Append(Current);
        }

        Expect("\"");
        return value.ToString();
    }

    /// <summary>A regular expression between percent signs, matched without going back and within a time.</summary>
    public Regex Expression()
    {
        int start = ++At;
        int end = text.IndexOf('%', start);
        if (end <= start)
        {
            throw Error("a regular expression without its closing %");
        }

        At = end + 1;
        try
        {
            return new Regex(text[start..end], RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, MatchTimeout);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new PatternSyntaxException("a regular expression that is not one or looks back", start);
        }
    }

    public PatternSyntaxException Error(string problem) => new(problem, At);
}
