using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Obs.Logging.Tests.Support;

namespace Obs.Logging.Tests;

public sealed class SamplingTests
{
    [Fact]
    public void The_entries_of_a_trace_are_all_written_or_none_and_those_of_a_recorded_one_always()
    {
        using var harness = new LogHarness(static options => options.Sampling.Rules.Add(new LogSamplingRule { Rate = 0.5 }));
        const int Traces = 400;
        for (int i = 0; i < Traces; i++)
        {
            using var activity = new Activity("request");
            activity.ActivityTraceFlags = i % 2 == 0 ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None;
            activity.Start();
            harness.Logger.LogInformation("one of {Trace}", i);
            harness.Logger.LogInformation("another of {Trace}", i);
        }

        Dictionary<int, int> written = harness.Lines().Select(
            static line => JsonDocument.Parse(line).RootElement.GetProperty("Trace").GetInt32())
            .GroupBy(static trace => trace).ToDictionary(static g => g.Key, static g => g.Count());

        written.Values.Should().AllBeEquivalentTo(2);
        written.Keys.Count(static trace => trace % 2 == 0).Should().Be(Traces / 2);
        written.Keys.Count(static trace => trace % 2 == 1).Should().BeInRange(60, 140);
        harness.Account.Dropped["sampled"].Should().Be((Traces - written.Count) * 2);
        harness.Account.Accepted.Should().Be(Traces * 2);
    }

    [Fact]
    public void The_first_rule_that_matches_counts_and_higher_levels_are_all_written()
    {
        using var harness = new LogHarness(static options =>
        {
            options.Sampling.Rules.Add(new LogSamplingRule { Category = "Shop.*", Rate = 0 });
            options.Sampling.Rules.Add(new LogSamplingRule { Category = "*", Rate = 1, MaxLevel = LogLevel.Critical });
        });

        harness.Logger.LogInformation("no");
        harness.Logger.LogWarning("yes");

        harness.Entry().GetProperty("message").GetString().Should().Be("yes");
    }

    [Fact]
    public void A_template_has_its_allowance_each_second_and_says_what_was_left_out()
    {
        using var harness = new LogHarness(static options => options.Sampling.PerTemplatePerSecond = 3);
        for (int i = 0; i < 10; i++)
        {
            harness.Logger.LogError("storm {Number}", i);
            harness.Logger.LogError("other");
            harness.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        harness.Time.Advance(TimeSpan.FromSeconds(1));
        harness.Logger.LogError("storm {Number}", 10);

        List<JsonElement> storm = [.. harness.Lines().Select(static line => JsonDocument.Parse(line).RootElement)
            .Where(static entry => entry.TryGetProperty("Number", out _))];
        storm.Select(static entry => entry.GetProperty("Number").GetInt32()).Should().Equal(0, 1, 2, 10);
        storm[^1].GetProperty("suppressed").GetInt64().Should().Be(7);
        harness.Account.Dropped["rate_limited"].Should().Be(14);
    }
}
