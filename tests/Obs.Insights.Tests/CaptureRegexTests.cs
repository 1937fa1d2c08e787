using System.Text.RegularExpressions;
using Obs.Insights.Execution;

namespace Obs.Insights.Tests;

public sealed class CaptureRegexTests
{
    private const int Texts = 5_000;

    // Enough to go over to the compiled engine.
    private static readonly string Long = "xxy" + new string(' ', 128 * 1024);

    [Fact]
    public void Both_engines_find_the_same_groups()
    {
        const string pattern = @"(?<verb>[A-Z]+)? ?(?<path>/\S*?)(?<rest>\?.*)?$";
        var captures = new CaptureRegex(Safe(pattern));
        captures.Match(Long);

        for (int i = 0; i < Texts; i++)
        {
            string text =
                (i % 4) switch { 0 => $"GET /a/{i}?b={i}", 1 => $"/a/{i}", 2 => $"POST /{new string('x', i % 50)}", _ => $"none {i}" };

            Groups(captures.Match(text)).Should().Be(Groups(Safe(pattern).Match(text)));
        }
    }

    [Fact]
    public void A_text_that_would_take_for_ever_ends_the_use_of_the_compiled_engine_and_not_the_query()
    {
        var captures = new CaptureRegex(Safe("^(?<a>(x+x+)+)y"));
        string evil = new('x', 40);
        captures.Match(Long).Success.Should().BeTrue();
        for (int i = 0; i < 100; i++)
        {
            captures.Match(evil).Success.Should().BeFalse();
        }

        captures.Match("xxy").Groups["a"].Value.Should().Be("xx");
        captures.IsSafeOnly.Should().BeTrue();
    }

    [Fact]
    public void One_text_that_waited_too_long_does_not_end_it()
    {
        var captures = new CaptureRegex(Safe("^(?<a>(x+x+)+)y"));
        captures.Match(Long).Success.Should().BeTrue();

        captures.Match(new string('x', 40)).Success.Should().BeFalse();

        captures.Match("xxy").Groups["a"].Value.Should().Be("xx");
        captures.IsSafeOnly.Should().BeFalse();
    }

    private static Regex Safe(string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    private static string Groups(Match match) => string.Join('|', match.Groups.Values.Select(static g => g.Success ? g.Value : "-"));
}
