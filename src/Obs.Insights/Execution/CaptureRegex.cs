using System.Text.RegularExpressions;

namespace Obs.Insights.Execution;

/// <summary>Finds the groups of a regular expression without ever hanging.</summary>
/// <remarks>
/// To find groups, the engine that never backtracks reads a text three times. One that backtracks reads most texts once, and some for
/// ever. So the latter goes first once there is enough text to pay for compiling it, with a time limit for each; texts that meet the
/// limit go to the other engine, and when they are more than chance explains, all do. Both find the same groups.
/// </remarks>
internal sealed class CaptureRegex(Regex safe)
{
    private const int CharactersBeforeCompiling = 128 * 1024;

    // The limit is one of the clock on the wall, and a thread may wait that long for a processor. So often, and then once in so many
    // texts, that is what a limit is taken for; texts that do meet it cost a few microseconds each when shared among all.
    private const int FirstLapses = 3;
    private const int TextsPerLapse = 20_000;

    // A healthy match takes microseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly Lock _compiling = new();
    private Regex? _quick;
    private int _texts;
    private int _characters;
    private int _lapses;
    private volatile bool _isSafeOnly;

    /// <summary>Whether the engine that backtracks is out of use.</summary>
    public bool IsSafeOnly => _isSafeOnly;

    public int GroupNumber(string name) => safe.GroupNumberFromName(name);

    public Match Match(string text)
    {
        _texts++; // A count lost between threads does not matter.
        if (_isSafeOnly || (_quick is null && !IsWorthCompiling(text)))
        {
            return safe.Match(text);
        }

        try
        {
            return Quick().Match(text);
        }
        catch (RegexMatchTimeoutException)
        {
            _isSafeOnly = Interlocked.Increment(ref _lapses) > FirstLapses + (_texts / TextsPerLapse);
            return safe.Match(text);
        }
    }

    private bool IsWorthCompiling(string text)
    {
        _characters += text.Length;
        return _characters >= CharactersBeforeCompiling;
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
