using System.Text.RegularExpressions;

namespace Obs.Insights.Execution;

/// <summary>Finds the groups of a regular expression without ever hanging.</summary>
/// <remarks>
/// To find groups, the engine that never backtracks reads a text three times. One that backtracks reads most texts once, and some for
/// ever. So the latter goes first once there are enough texts to pay for compiling it, with a time limit for each; the first text that
/// meets the limit ends its career. Both find the same groups.
/// </remarks>
internal sealed class CaptureRegex(Regex safe)
{
    private const int TextsBeforeCompiling = 2_000;

    // A healthy match takes microseconds. A thread that is not scheduled for so long only makes the query slower, not wrong.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly Lock _compiling = new();
    private Regex? _quick;
    private int _texts;
    private volatile bool _isSafeOnly;

    public int GroupNumber(string name) => safe.GroupNumberFromName(name);

    public Match Match(string text)
    {
        if (_isSafeOnly || (_quick is null && ++_texts < TextsBeforeCompiling)) // A count lost between threads does not matter.
        {
            return safe.Match(text);
        }

        try
        {
            return Quick().Match(text);
        }
        catch (RegexMatchTimeoutException)
        {
            _isSafeOnly = true;
            return safe.Match(text);
        }
    }

    private Regex Quick()
    {
        if (_quick is { } ready)
        {
            return ready;
        }

        lock (_compiling)
        {
            return _quick ??= new Regex(safe.ToString(), (safe.Options & ~RegexOptions.NonBacktracking) | RegexOptions.Compiled, Patience);
        }
    }
}
